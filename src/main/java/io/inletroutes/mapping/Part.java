package io.inletroutes.mapping;

/** A piece of a compiled mapping that writes its share of the payload. Shared by any number of threads. */
interface Part {

    /** What came of writing a part. */
    enum Presence {
        /** It was written and holds no variable. */
        CONSTANT,
        /** It holds variables, none has a value, and nothing was written. */
        EMPTY,
        /** It was written with at least one variable. */
        FILLED
    }

    Presence write(Fill fill);

    /** Whether it is written whatever the event holds. */
    boolean isFixed();

    /** Whether an event can change it. */
    boolean isVariable();

    /** Adds this to a row of fixed parts. Only for a fixed part. */
    default void addTo(FixedParts.Builder row) {
        row.add(this);
    }
}
