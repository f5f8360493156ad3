package io.inletroutes.source;

/**
 * Which rows of a file were settled before it was opened again. A reader passes such rows over. Called on the reading thread only.
 */
@FunctionalInterface
public interface SettledRows {

    /** Nothing was settled before. */
    SettledRows NONE = row -> false;

    /** @param row as {@link io.inletroutes.Origin#row()} counts */
    boolean isSettled(long row);

    /** How many events the next chunk has at most, where the settings allow so many: fewer when so many do not travel together. */
    default int chunkEvents(int most) {
        return most;
    }
}
