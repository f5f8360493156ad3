package io.inletroutes;

import java.time.Instant;
import java.util.Collection;

/**
 * Takes down as spans what happens to events, for a tracing system. Any thread may use it; nothing it does holds up or fails a
 * delivery. {@link #NONE} takes nothing down: who asks for it first saves even the making of what would be told.
 */
public interface Traces extends AutoCloseable {

    Traces NONE = new Traces() {
    };

    /**
     * A span that begins.
     *
     * @param since  null for now
     * @param parent what it is a part of; null for a trace of its own
     * @param links  what else it belongs to
     */
    default Span begin(String name, Span.Kind kind, Instant since, Span parent, Collection<Span> links) {
        return Span.NONE;
    }

    /** What another process began. @param traceparent as of W3C Trace Context; anything else gives null */
    default Span from(String traceparent, String tracestate) {
        return null;
    }

    /** Tells what was not told yet, within two seconds. */
    @Override
    default void close() {
    }
}
