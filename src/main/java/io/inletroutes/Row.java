package io.inletroutes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/** One row of a CSV file: a flat object of strings, kept as one text, so that filling a mapping builds neither a tree nor a string a cell. */
public final class Row extends Event {

    /** Stands between the cells: the unit separator, which no quoting can blur. */
    public static final char SEPARATOR = '\u001f';

    private final Headings headings;
    private final String text;
    private final int[] ends;
    private final String deadLetter;

    /** @param cells as many as there are headings, or fewer: a missing cell is a key that is not there */
    public Row(Origin origin, Headings headings, String[] cells) {
        this(origin, headings, String.join(String.valueOf(SEPARATOR), cells), ends(cells), null);
    }

    /**
     * @param text       the cells, {@link #SEPARATOR} between them
     * @param ends       where each cell ends in {@code text}: as many as there are headings, or fewer; not copied
     * @param deadLetter id of the dead letter that this row mends, null when it comes for the first time
     */
    public Row(Origin origin, Headings headings, String text, int[] ends, String deadLetter) {
        super(origin);
        this.headings = headings;
        this.text = text;
        this.ends = ends;
        this.deadLetter = deadLetter;
    }

    private static int[] ends(String[] cells) {
        int[] ends = new int[cells.length];
        int end = -1;
        for (int i = 0; i < cells.length; i++) {
            end += 1 + cells[i].length();
            ends[i] = end;
        }
        return ends;
    }

    @Override
    public Optional<String> deadLetter() {
        return Optional.ofNullable(deadLetter);
    }

    public Headings headings() {
        return headings;
    }

    /** The text of a 0-based column, null when the row is too short or {@code column} is negative. */
    public String cell(int column) {
        return has(column) ? text.substring(start(column), ends[column]) : null;
    }

    /** Whether the row has that 0-based column; a column it has can be empty. */
    public boolean has(int column) {
        return column >= 0 && column < ends.length;
    }

    /** Where a column that the row {@link #has} starts in {@link #raw()}. */
    public int start(int column) {
        return column == 0 ? 0 : ends[column - 1] + 1;
    }

    /** Where a column that the row {@link #has} ends in {@link #raw()}. */
    public int end(int column) {
        return ends[column];
    }

    @Override
    public JsonNode value() {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        for (int i = 0; i < ends.length; i++) {
            object.put(headings.names().get(i), cell(i));
        }
        return object;
    }

    /** The cells with {@link #SEPARATOR} between them; the file's own bytes stay in the file. */
    @Override
    public String raw() {
        return text;
    }
}
