package io.inletroutes.inlet;

import io.inletroutes.Span;
import io.inletroutes.Traces;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Exchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes down each request of one inlet: as a span where traces are kept, as a line at DEBUG. Costs nothing where neither is asked for.
 * Names, counts and the inlet's ids, no event value.
 */
final class RequestLog {

    private static final Logger LOG = LoggerFactory.getLogger(RequestLog.class);

    private final InletSettings settings;
    private final Traces traces;

    RequestLog(InletSettings settings, Traces traces) {
        this.settings = settings;
        this.traces = traces;
    }

    /** Lets messages know what their exchange is taken down as; one that no mapping saw continues the trace of its header. */
    void follow(List<Message> messages, Exchange exchange) {
        if (traces == Traces.NONE || messages.isEmpty()) {
            return;
        }
        Span known = exchange.getProperty(Span.PROPERTY, Span.class);
        Span span = known != null ? known
                : traces.from(exchange.getMessage().getHeader("traceparent", String.class), exchange.getMessage().getHeader("tracestate", String.class));
        messages.forEach(message -> message.span = span);
    }

    void follow(Message message, Exchange exchange) {
        if (traces != Traces.NONE) {
            follow(List.of(message), exchange);
        }
    }

    /** Before the request, when its attempts are counted. A part of what its messages are taken down as; of several it is linked to each. */
    Span begin(Parcel parcel, Transport.Place place, int bytes) {
        if (traces == Traces.NONE) {
            return Span.NONE;
        }
        Set<Span> of = Collections.newSetFromMap(new IdentityHashMap<>());
        parcel.messages().stream().filter(message -> message.span != null).forEach(message -> of.add(message.span));
        boolean one = of.size() == 1;
        Span span = traces.begin("deliver to " + settings.name(), Span.Kind.CLIENT, null, one ? of.iterator().next() : null, one ? Set.of() : of);
        if (!one) {
            of.forEach(other -> other.linkTo(span));
        }
        var url = place == Transport.Place.BATCH ? settings.batch().orElse(settings.single()) : settings.single();
        span.put("inlet_routes.inlet", settings.name()).put("http.request.method", "POST").put("server.address", url.getHost()).put("inlet_routes.messages", parcel.size())
                .put("http.request.body.size", bytes);
        if (url.getPort() > 0) {
            span.put("server.port", url.getPort());
        }
        int before = parcel.first().attempts() - 1;
        return before > 0 ? span.put("http.request.resend_count", before) : span;
    }

    void end(Span span, Parcel parcel, InletReply reply, long nanos) {
        if (LOG.isDebugEnabled()) {
            LOG.debug("inlet {}: {} message{} answered {} after {} ms, try {}, batch {}, xactionId {}, trace {}", settings.name(), parcel.size(), parcel.size() == 1 ? "" : "s",
                    answer(reply), TimeUnit.NANOSECONDS.toMillis(nanos), parcel.first().attempts(), reply.batchId(), reply.xactionId(), span.traceId());
        }
        if (span == Span.NONE) {
            return;
        }
        if (reply.status() > 0) {
            span.put("http.response.status_code", reply.status());
        }
        span.put("inlet_routes.batch_id", reply.batchId()).put("inlet_routes.xaction_id", reply.xactionId());
        int refused = refused(reply);
        if (reply.entries() != null) {
            span.put("inlet_routes.refused", refused);
        }
        boolean taken = reply.kind() == InletReply.Kind.ANSWER && (reply.status() == 200 || reply.status() == 207);
        if (!taken || refused > 0) {
            span.put("error.type", taken ? "refused" : answer(reply)).failed(taken ? refused + " of " + parcel.size() + " were not accepted" : "answered " + answer(reply));
        }
        span.end();
    }

    private static String answer(InletReply reply) {
        return reply.kind() == InletReply.Kind.ANSWER ? Integer.toString(reply.status()) : reply.kind().name().toLowerCase(java.util.Locale.ROOT);
    }

    private static int refused(InletReply reply) {
        int refused = 0;
        for (int i = 0; reply.entries() != null && i < reply.entries().size(); i++) {
            refused += Verdict.of(reply.entries().status(i)) == Verdict.ACCEPTED ? 0 : 1;
        }
        return refused;
    }
}
