package io.inletroutes.routes;

import io.inletroutes.Event;
import io.inletroutes.Origin;
import io.inletroutes.Outcome;
import io.inletroutes.Payload;
import io.inletroutes.PayloadChunk;
import io.inletroutes.Span;
import io.inletroutes.Traces;
import io.inletroutes.inlet.InletEndpoint;
import io.inletroutes.mapping.Mapping;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.spi.Synchronization;

/**
 * The two spans of events on their way through a mapping: {@code process ROUTE} from the making of their exchange to its end, and in it
 * {@code fill MAPPING}, until this is closed. A message alone continues the trace of its header; of several each header is a link.
 */
final class ExchangeSpan implements AutoCloseable, Synchronization {

    /** Whose span the exchange carries: a copy of an exchange carries that of the other one. */
    private static final String OWNER = "InletRoutesSpanOwner";

    private final Exchange exchange;
    private final List<Event> events;
    private final Span whole;
    private final Span filling;

    /** Null where no traces are kept. */
    static ExchangeSpan begin(Traces traces, Exchange exchange, List<Event> events, Mapping mapping) {
        return traces == Traces.NONE ? null : new ExchangeSpan(traces, exchange, events, mapping);
    }

    private ExchangeSpan(Traces traces, Exchange exchange, List<Event> events, Mapping mapping) {
        this.exchange = exchange;
        this.events = events;
        Span before = exchange.getProperty(Span.PROPERTY, Span.class);
        if (before != null && exchange.getExchangeId().equals(exchange.getProperty(OWNER))) {
            whole = before;
        } else {
            whole = received(traces, before);
            exchange.setProperty(Span.PROPERTY, whole);
            exchange.setProperty(OWNER, exchange.getExchangeId());
            exchange.getExchangeExtension().addOnCompletion(this); // the first added is the last called: the ledger has settled by then
        }
        filling = traces.begin("fill " + mapping.name(), Span.Kind.INTERNAL, null, whole, List.of());
        filling.put("inlet_routes.mapping", mapping.name()).put("inlet_routes.mapping_version", mapping.version()).put("inlet_routes.events", events.size());
    }

    private Span received(Traces traces, Span within) {
        Map<String, Span> origins = new LinkedHashMap<>();
        Message message = exchange.getMessage();
        add(origins, traces, message.getHeader(TraceHeaders.PARENT, String.class), message.getHeader(TraceHeaders.STATE, String.class));
        for (Event event : events) {
            Map<String, Object> headers = event.headers();
            add(origins, traces, TraceHeaders.find(headers, TraceHeaders.PARENT), TraceHeaders.find(headers, TraceHeaders.STATE));
        }
        Origin first = events.isEmpty() ? null : events.get(0).origin();
        boolean one = within == null && events.size() == 1 && origins.size() == 1;
        Span.Kind kind = first != null && first.kind() == Origin.Kind.MESSAGE ? Span.Kind.CONSUMER : Span.Kind.INTERNAL;
        Span span = traces.begin("process " + exchange.getFromRouteId(), kind, Instant.ofEpochMilli(exchange.getClock().getCreated()),
                one ? origins.values().iterator().next() : within, one ? List.of() : origins.values());
        span.put("inlet_routes.route", exchange.getFromRouteId()).put("inlet_routes.events", events.size());
        if (first != null) {
            describe(span, first, events.get(events.size() - 1).origin());
        }
        return span;
    }

    private static void add(Map<String, Span> origins, Traces traces, String traceparent, String tracestate) {
        if (traceparent != null && !origins.containsKey(traceparent)) {
            Span origin = traces.from(traceparent, tracestate);
            if (origin != null) {
                origins.put(traceparent, origin);
            }
        }
    }

    private void describe(Span span, Origin first, Origin last) {
        switch (first.kind()) {
            case FILE -> span.put("inlet_routes.file", first.source()).put("inlet_routes.rows", first.row() == last.row() ? Long.toString(first.row()) : first.row() + "-" + last.row());
            case MESSAGE -> {
                span.put("messaging.system", "jms").put("messaging.operation.type", "process").put("messaging.message.id", events.size() == 1 ? first.key() : null);
                if (events.size() > 1) {
                    span.put("messaging.batch.message_count", events.size());
                }
            }
            case TICK -> span.put("inlet_routes.tick", first.key());
            case OTHER -> { }
        }
    }

    /** The payloads are filled, or cannot be. */
    @Override
    public void close() {
        Object body = exchange.getMessage().getBody();
        int filled = body instanceof PayloadChunk chunk ? chunk.size() : body instanceof Payload ? 1 : 0;
        filling.put("inlet_routes.filled", filled).put("inlet_routes.skipped", count(Outcome.Skipped.class)).end();
    }

    private long count(Class<? extends Outcome> outcome) {
        return events.stream().filter(event -> event.outcome().filter(outcome::isInstance).isPresent()).count();
    }

    @Override
    public void onComplete(Exchange ended) {
        end(ended);
    }

    @Override
    public void onFailure(Exchange ended) {
        end(ended);
    }

    private void end(Exchange ended) {
        long dead = count(Outcome.Dead.class);
        long open = events.stream().filter(Event::isOpen).count();
        whole.put("inlet_routes.accepted", count(Outcome.Accepted.class)).put("inlet_routes.dead", dead).put("inlet_routes.skipped", count(Outcome.Skipped.class)).put("inlet_routes.open", open);
        whole.put("inlet_routes.batch_id", ended.getMessage().getHeader(InletEndpoint.BATCH_ID, String.class));
        whole.put("inlet_routes.xaction_id", ended.getMessage().getHeader(InletEndpoint.XACTION_ID, String.class));
        if (open > 0) {
            whole.failed(open + " not settled");
        } else if (dead > 0) {
            whole.failed(dead + " kept as dead letters");
        }
        whole.end();
    }
}
