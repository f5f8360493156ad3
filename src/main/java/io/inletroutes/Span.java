package io.inletroutes;

/**
 * Something that takes time and is taken down by {@link Traces}: events received, payloads filled, a request. Any thread may use it. A
 * span that never ends is never told to anybody.
 */
public interface Span {

    /** Taken down by nobody. */
    Span NONE = new Span() {
    };

    /** Exchange property: the span of the events that the exchange carries, where traces are kept. */
    String PROPERTY = "InletRoutesSpan";

    /** Which side of a connection it shows. */
    enum Kind { CONSUMER, INTERNAL, CLIENT }

    /** A fact about it: a name, a place or an id, never an event's value. Null says nothing. */
    default Span put(String name, String value) {
        return this;
    }

    /** A count or a status. */
    default Span put(String name, long value) {
        return this;
    }

    /** It did not go well. @param why in words of ours, without a value */
    default Span failed(String why) {
        return this;
    }

    /** The other one belongs to it as well, without being a part of it. */
    default void linkTo(Span other) {
    }

    /** The trace it belongs to, 32 hexadecimal digits; null when there is none. */
    default String traceId() {
        return null;
    }

    default void end() {
    }
}
