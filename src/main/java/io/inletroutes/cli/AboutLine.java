package io.inletroutes.cli;

import ch.qos.logback.classic.pattern.ClassicConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a log line in text is about, behind it in brackets, so that it can be joined with others: {@code [file=a.csv rows=2-4 trace=...
 * batch=...]}. What the line says itself is left out. Logback makes it by the name {@code about} of logback.xml.
 */
public final class AboutLine extends ClassicConverter {

    private static final List<String> SHOWN = List.of("route", "file", "rows", "message", "trace", "batch", "xaction");
    /** A route or a file that the line names itself is not named again. */
    private static final Set<String> NAMES = Set.of("route", "file", "message");

    @Override
    public String convert(ILoggingEvent event) {
        Map<String, String> about = event.getMDCPropertyMap();
        if (about.isEmpty()) {
            return "";
        }
        String said = event.getFormattedMessage();
        StringBuilder shown = new StringBuilder();
        for (String name : SHOWN) {
            String value = about.get(name);
            if (value != null && !(NAMES.contains(name) && said != null && said.contains(value))) {
                shown.append(shown.isEmpty() ? " [" : " ").append(name).append('=').append(value);
            }
        }
        return shown.isEmpty() ? "" : shown.append(']').toString();
    }
}
