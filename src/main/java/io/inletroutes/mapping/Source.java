package io.inletroutes.mapping;

/** Where a leaf takes its value from, compiled. Shared by any number of threads. */
@FunctionalInterface
interface Source {

    /**
     * A value as {@link Value} describes them; null when there is none.
     *
     * @throws Unfit when a function does not take the value; names the variable
     */
    Object read(Fill fill) throws Unfit;

    /** A top-level field of the event as it is: of a row no string need be made. */
    record Field(int slot) implements Source {

        @Override
        public Object read(Fill fill) {
            return fill.field(slot);
        }
    }
}
