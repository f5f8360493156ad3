package io.inletroutes.routes;

import io.inletroutes.Event;
import io.inletroutes.Origin;
import io.inletroutes.Span;
import io.inletroutes.inlet.InletEndpoint;
import io.inletroutes.source.FileReading;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.slf4j.MDC;

/**
 * What a log line is about while a thread works on an exchange: route, file and row, or message id, the trace, and once the inlet
 * answered its ids. Names, places and ids alone, no event value. Closed by the thread that made it, which then has what it had before.
 */
final class Correlation implements AutoCloseable {

    private final Map<String, String> before = MDC.getCopyOfContextMap();

    private Correlation() {
    }

    static Correlation of(Exchange exchange) {
        return of(exchange, List.of());
    }

    /** @param events those of the exchange, in their order */
    static Correlation of(Exchange exchange, List<? extends Event> events) {
        Correlation correlation = new Correlation();
        FileInProgress file = exchange.getProperty(FileReading.PROPERTY, FileInProgress.class);
        put("route", exchange.getFromRouteId());
        put("file", file != null ? file.run().name() : exchange.getMessage().getHeader(Exchange.FILE_NAME_ONLY, String.class));
        put("message", exchange.getMessage().getHeader("JMSMessageID", String.class));
        if (!events.isEmpty()) {
            Origin first = events.get(0).origin();
            Origin last = events.get(events.size() - 1).origin();
            put("rows", first.row() == 0 ? null : first.row() == last.row() ? Long.toString(first.row()) : first.row() + "-" + last.row());
            put("message", first.key() == null || first == last || first.key().equals(last.key()) ? first.key() : first.key() + " to " + last.key());
        }
        Span span = exchange.getProperty(Span.PROPERTY, Span.class);
        boolean alone = events.size() <= 1 && !(exchange.getMessage().getBody() instanceof List); // the headers of a chunk are those of its first message
        put("trace", span != null ? span.traceId() : alone ? TraceHeaders.traceId(exchange.getMessage().getHeader(TraceHeaders.PARENT)).orElse(null) : null);
        put("batch", exchange.getMessage().getHeader(InletEndpoint.BATCH_ID, String.class));
        put("xaction", exchange.getMessage().getHeader(InletEndpoint.XACTION_ID, String.class));
        return correlation;
    }

    /** A null value leaves what is known already. */
    private static void put(String key, String value) {
        if (value != null) {
            MDC.put(key, value);
        }
    }

    @Override
    public void close() {
        if (before == null) {
            MDC.clear();
        } else {
            MDC.setContextMap(before);
        }
    }
}
