package io.inletroutes.source;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.inletroutes.Event;
import io.inletroutes.Origin;
import io.inletroutes.Row;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Consecutive rows of one file that make one event: the column they share, and {@code rows}, each a flat object of strings. */
final class RowGroup extends Event {

    private final Origin origin;
    private final String column;
    private final List<Row> rows;

    /** @param rows one at least, all with the same value in {@code column} */
    RowGroup(Origin origin, String column, List<Row> rows) {
        this.origin = origin;
        this.column = column;
        this.rows = List.copyOf(rows);
    }

    @Override
    public Origin origin() {
        return origin;
    }

    @Override
    public JsonNode value() {
        ObjectNode value = JsonNodeFactory.instance.objectNode();
        Row first = rows.get(0);
        value.put(column, first.cell(first.headings().indexOf(column)));
        ArrayNode all = value.putArray("rows");
        rows.forEach(row -> all.add(row.value()));
        return value;
    }

    @Override
    public String raw() {
        return rows.stream().map(Row::raw).collect(Collectors.joining("\u001e"));
    }

    /** What it takes of the heap: as much as its rows, each an event of its own. */
    long bytes() {
        return Footprint.ofRows(rows.size(), rows.stream().mapToLong(Row::length).sum());
    }

    @Override
    public Optional<String> deadLetter() {
        return rows.stream().map(Row::deadLetter).flatMap(Optional::stream).findFirst();
    }
}
