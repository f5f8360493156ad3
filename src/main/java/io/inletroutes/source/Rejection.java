package io.inletroutes.source;

/**
 * A refused row to be given back.
 *
 * @param row        as {@link io.inletroutes.Origin#row()} counted it
 * @param reason     plain words, the column first; all that is wrong with the row
 * @param deadLetter id of the dead letter that the mended row will close
 */
public record Rejection(long row, String reason, String deadLetter) {
}
