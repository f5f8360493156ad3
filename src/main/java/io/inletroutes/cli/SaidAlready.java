package io.inletroutes.cli;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.filter.Filter;
import ch.qos.logback.core.spi.FilterReply;

/**
 * Keeps lines of other libraries out of the log that say each few seconds what the product says once, in its own words and with a cure:
 * Spring, that it has no connection to a broker yet. Logback makes it by its name in logback.xml.
 */
public final class SaidAlready extends Filter<ILoggingEvent> {

    private static final String NO_BROKER = "Could not refresh JMS Connection";

    @Override
    public FilterReply decide(ILoggingEvent event) {
        String line = event.getMessage();
        return line != null && line.startsWith(NO_BROKER) ? FilterReply.DENY : FilterReply.NEUTRAL;
    }
}
