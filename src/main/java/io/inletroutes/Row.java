package io.inletroutes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;

/**
 * One row of a CSV file: a flat object of strings, kept as a slice of what the rows read together share. Filling a mapping builds
 * neither a tree nor a string a cell, and copies the bytes of a cell as they are.
 */
public final class Row extends Event {

    /** Stands between the cells: the unit separator, which no quoting can blur. */
    public static final char SEPARATOR = '\u001f';

    private final RowBlock block;
    private final long row;
    private final int ordinal;
    private final int from;
    private final int firstEnd;
    private final int cells;
    private final String deadLetter;

    /** A row by itself. @param cells as many as there are headings, or fewer: a missing cell is a key that is not there */
    public Row(Origin origin, Headings headings, String[] cells) {
        this(alone(origin, headings, cells), origin.row(), origin.ordinal(), 0, 0, cells.length, null);
    }

    /**
     * @param row        as a spreadsheet counts, the heading being row 1
     * @param ordinal    how many equal rows stand before it in its file
     * @param from       where it starts in the text of its block
     * @param firstEnd   which of the block's ends is that of its first cell
     * @param cells      how many it has: as many as there are headings, or fewer
     * @param deadLetter id of the dead letter that this row mends, null when it comes for the first time
     */
    public Row(RowBlock block, long row, int ordinal, int from, int firstEnd, int cells, String deadLetter) {
        this.block = block;
        this.row = row;
        this.ordinal = ordinal;
        this.from = from;
        this.firstEnd = firstEnd;
        this.cells = cells;
        this.deadLetter = deadLetter;
    }

    private static RowBlock alone(Origin origin, Headings headings, String[] cells) {
        int[] ends = new int[cells.length];
        int end = -1;
        for (int i = 0; i < cells.length; i++) {
            end += 1 + cells[i].getBytes(StandardCharsets.UTF_8).length;
            ends[i] = end;
        }
        byte[] text = String.join(String.valueOf(SEPARATOR), cells).getBytes(StandardCharsets.UTF_8);
        return new RowBlock(headings, origin.source(), origin.time(), text, ends);
    }

    /** Made anew each time. */
    @Override
    public Origin origin() {
        return new Origin(Origin.Kind.FILE, block.source(), row, null, ordinal, block.time());
    }

    @Override
    public long row() {
        return row;
    }

    @Override
    public Optional<String> deadLetter() {
        return Optional.ofNullable(deadLetter);
    }

    public Headings headings() {
        return block.headings();
    }

    /** The text of a 0-based column, null when the row is too short or {@code column} is negative. */
    public String cell(int column) {
        return has(column) ? new String(block.text(), start(column), end(column) - start(column), StandardCharsets.UTF_8) : null;
    }

    /** Whether the row has that 0-based column; a column it has can be empty. */
    public boolean has(int column) {
        return column >= 0 && column < cells;
    }

    /** What its cells are slices of, in UTF-8, shared with other rows. */
    public byte[] text() {
        return block.text();
    }

    /** Where a column that the row {@link #has} starts in {@link #text()}. */
    public int start(int column) {
        return column == 0 ? from : block.ends()[firstEnd + column - 1] + 1;
    }

    /** Where a column that the row {@link #has} ends in {@link #text()}. */
    public int end(int column) {
        return block.ends()[firstEnd + column];
    }

    /** Of its text in bytes. */
    public int length() {
        return cells == 0 ? 0 : end(cells - 1) - from;
    }

    @Override
    public JsonNode value() {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        for (int i = 0; i < cells; i++) {
            object.put(block.headings().names().get(i), cell(i));
        }
        return object;
    }

    /** The cells with {@link #SEPARATOR} between them; the file's own bytes stay in the file. */
    @Override
    public String raw() {
        return new String(block.text(), from, length(), StandardCharsets.UTF_8);
    }

    @Override
    void addRaw(MessageDigest digest) {
        digest.update(block.text(), from, length());
    }
}
