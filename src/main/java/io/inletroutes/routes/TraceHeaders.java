package io.inletroutes.routes;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The headers by which a message belongs to a trace (W3C Trace Context). They are kept with the event, traces being told or not. */
final class TraceHeaders {

    static final String PARENT = "traceparent";
    static final String STATE = "tracestate";
    static final Set<String> ALL = Set.of(PARENT, STATE);

    private static final Pattern FORM = Pattern.compile("[0-9a-f]{2}-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}(-.*)?");

    private TraceHeaders() {
    }

    /** The trace's id, where that is what the header holds: anything else could be an event's value. */
    static Optional<String> traceId(Object traceparent) {
        if (!(traceparent instanceof String text) || text.length() < 55) {
            return Optional.empty();
        }
        return Optional.of(FORM.matcher(text)).filter(java.util.regex.Matcher::matches).map(matcher -> matcher.group(1));
    }

    /** One of them as an event's own headers have it; null when they do not. */
    static String find(Map<String, Object> headers, String name) {
        return headers.get(name) instanceof String text ? text : null;
    }
}
