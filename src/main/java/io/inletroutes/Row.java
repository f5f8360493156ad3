package io.inletroutes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/** One row of a CSV file: a flat object of strings, kept as cells so that filling a mapping builds no tree. */
public final class Row extends Event {

    private final Headings headings;
    private final String[] cells;
    private final String deadLetter;

    /** @param cells as many as there are headings, or fewer: a missing cell is a key that is not there; not copied */
    public Row(Origin origin, Headings headings, String[] cells) {
        this(origin, headings, cells, null);
    }

    /** @param deadLetter id of the dead letter that this row mends, null when it comes for the first time */
    public Row(Origin origin, Headings headings, String[] cells, String deadLetter) {
        super(origin);
        this.headings = headings;
        this.cells = cells;
        this.deadLetter = deadLetter;
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
        return column >= 0 && column < cells.length ? cells[column] : null;
    }

    @Override
    public JsonNode value() {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        for (int i = 0; i < cells.length; i++) {
            if (cells[i] != null) {
                object.put(headings.names().get(i), cells[i]);
            }
        }
        return object;
    }

    /** The cells with a separator that no quoting can blur; the file's own bytes stay in the file. */
    @Override
    public String raw() {
        return String.join("\u001f", cells);
    }
}
