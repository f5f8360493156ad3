package io.inletroutes.traces;

import io.inletroutes.Span;
import io.inletroutes.Traces;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.common.export.RetryPolicy;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.SpanLimits;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/**
 * Sends spans to a collector by OTLP over HTTP, from a thread of its own, so many at a time. While the collector does not take them
 * they are thrown away: deliveries never wait for it.
 */
public final class OtlpTraces implements Traces {

    /** More than a chunk of messages has: each of them may belong to a trace of its own. */
    private static final int MOST_LINKS = 1_000;
    private static final TextMapGetter<Map<String, String>> FROM_MAP = (carried, key) -> carried == null ? null : carried.get(key);
    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final int TRIES = 3;
    private static final long CLOSE_SECONDS = 2;

    private final SdkTracerProvider provider;
    private final Tracer tracer;

    /**
     * @param url     where the collector takes traces, path included
     * @param headers of its requests; some hold keys
     * @param service the name it is to be shown under
     * @param version of this program, null when not known
     * @param share   of the traces begun here that are told, from 0 to 1; what another process began is told when that one said so
     */
    public OtlpTraces(URI url, Map<String, String> headers, String service, String version, double share) {
        OtlpHttpSpanExporter exporter = OtlpHttpSpanExporter.builder().setEndpoint(url.toString()).setHeaders(() -> headers).setTimeout(TIMEOUT).setConnectTimeout(TIMEOUT)
                .setCompression("gzip").setRetryPolicy(RetryPolicy.builder().setMaxAttempts(TRIES).build()).build();
        Resource resource = Resource.getDefault().toBuilder().put("service.name", service).put(AttributeKey.stringKey("service.version"), version == null ? "none" : version)
                .put("service.instance.id", UUID.randomUUID().toString()).build();
        provider = SdkTracerProvider.builder().setResource(resource).setSampler(Sampler.parentBased(Sampler.traceIdRatioBased(share)))
                .setSpanLimits(SpanLimits.builder().setMaxNumberOfLinks(MOST_LINKS).build())
                .addSpanProcessor(BatchSpanProcessor.builder(new TellingExporter(exporter, url)).setScheduleDelay(PAUSE).setExporterTimeout(TIMEOUT).build()).build();
        tracer = provider.get("io.inletroutes", version);
    }

    @Override
    public Span begin(String name, Span.Kind kind, Instant since, Span parent, Collection<Span> links) {
        SpanBuilder builder = tracer.spanBuilder(name).setSpanKind(SpanKind.valueOf(kind.name()));
        SpanContext of = context(parent);
        if (of == null) {
            builder.setNoParent();
        } else {
            builder.setParent(Context.root().with(io.opentelemetry.api.trace.Span.wrap(of)));
        }
        for (Span link : links) {
            SpanContext other = context(link);
            if (other != null) {
                builder.addLink(other);
            }
        }
        if (since != null) {
            builder.setStartTimestamp(since);
        }
        return new OtlpSpan(builder.startSpan());
    }

    @Override
    public Span from(String traceparent, String tracestate) {
        Map<String, String> carried = new HashMap<>();
        carried.put("traceparent", traceparent);
        carried.put("tracestate", tracestate);
        io.opentelemetry.api.trace.Span span = io.opentelemetry.api.trace.Span.fromContext(W3CTraceContextPropagator.getInstance().extract(Context.root(), carried, FROM_MAP));
        return span.getSpanContext().isValid() ? new OtlpSpan(span) : null;
    }

    static SpanContext context(Span span) {
        return span instanceof OtlpSpan ours ? ours.context() : null;
    }

    @Override
    public void close() {
        provider.shutdown().join(CLOSE_SECONDS, TimeUnit.SECONDS);
    }
}
