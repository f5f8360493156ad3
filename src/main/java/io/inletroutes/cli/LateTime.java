package io.inletroutes.cli;

import ch.qos.logback.classic.pattern.DateConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;

/**
 * Logback's time of a line, which looks for the time zone at the first line and not before: for time zones Java opens every jar there is,
 * a tenth of a start.
 */
final class LateTime extends DateConverter {

    private volatile boolean ready;

    @Override
    public void start() {
        started = true;
    }

    @Override
    public String convert(ILoggingEvent event) {
        if (!ready) {
            prepare();
        }
        return super.convert(event);
    }

    private synchronized void prepare() {
        if (!ready) {
            super.start();
            ready = true;
        }
    }
}
