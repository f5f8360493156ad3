package io.inletroutes;

import java.time.Instant;

/**
 * What rows of one CSV file have in common: their file and their cells, row behind row in one array. Nothing of it is copied and nothing
 * changes once a row has it.
 *
 * @param headings of the file
 * @param source   file name without its folder
 * @param time     the file's
 * @param text     the rows in UTF-8, {@link Row#SEPARATOR} between the cells of each
 * @param ends     where each cell ends in {@code text}, row behind row
 */
public record RowBlock(Headings headings, String source, Instant time, byte[] text, int[] ends) {
}
