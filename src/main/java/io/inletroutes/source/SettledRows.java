package io.inletroutes.source;

/**
 * Which rows of a file were settled before it was opened again. Found in the exchange property {@value #PROPERTY}; a reader passes
 * such rows over. Called on the reading thread only.
 */
@FunctionalInterface
public interface SettledRows {

    /** Exchange property that holds the rows settled before. */
    String PROPERTY = "InletRoutesSettledRows";

    /** Nothing was settled before. */
    SettledRows NONE = row -> false;

    /** @param row as {@link io.inletroutes.Origin#row()} counts */
    boolean isSettled(long row);
}
