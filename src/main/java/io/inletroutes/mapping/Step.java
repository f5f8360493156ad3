package io.inletroutes.mapping;

/** One function of a leaf, compiled. Shared by any number of threads. */
@FunctionalInterface
interface Step {

    /**
     * @param value what the step before gave; a value (see {@link Value#isNone}), except for {@code default}
     * @return null when there is no value
     */
    Object apply(Object value, Fill fill) throws Unfit;
}
