package io.inletroutes.traces;

import io.inletroutes.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.StatusCode;

/** A span as OpenTelemetry has it. */
final class OtlpSpan implements Span {

    private final io.opentelemetry.api.trace.Span span;

    OtlpSpan(io.opentelemetry.api.trace.Span span) {
        this.span = span;
    }

    SpanContext context() {
        return span.getSpanContext();
    }

    @Override
    public Span put(String name, String value) {
        if (value != null) {
            span.setAttribute(name, value);
        }
        return this;
    }

    @Override
    public Span put(String name, long value) {
        span.setAttribute(name, value);
        return this;
    }

    @Override
    public Span failed(String why) {
        span.setStatus(StatusCode.ERROR, why);
        return this;
    }

    @Override
    public void linkTo(Span other) {
        SpanContext context = OtlpTraces.context(other);
        if (context != null) {
            span.addLink(context);
        }
    }

    @Override
    public String traceId() {
        return span.getSpanContext().getTraceId();
    }

    @Override
    public void end() {
        span.end();
    }
}
