package io.inletroutes.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.inletroutes.ContentHash;
import io.inletroutes.Event;
import io.inletroutes.Headings;
import io.inletroutes.Problem;
import io.inletroutes.Row;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.Exchange;

/** One event being filled in: what it holds, where the writing stands, what went wrong. Used by one thread. */
final class Fill {

    private static final int MAX_NESTING = 16;

    private final Bytes out;
    private final String[] fields;
    private final int[] columns;
    private final Surroundings surroundings;
    private Headings headings;
    private Event event;
    private Row row;
    private JsonNode root;
    private JsonNode current;
    private final int[] matches = new int[MAX_NESTING];
    private final int[] written = new int[MAX_NESTING];
    private int nesting;
    private String eventId;
    private List<Problem> problems = List.of();

    // what the payload has to tell besides its bytes
    private long idHash;
    private int entityFrom;
    private int entityTo;

    Fill(Bytes out, List<String> fields, Surroundings surroundings) {
        this.out = out;
        this.fields = fields.toArray(String[]::new);
        this.columns = new int[this.fields.length];
        this.surroundings = surroundings;
    }

    void start(Event next) {
        event = next;
        row = next instanceof Row r ? r : null;
        root = row == null ? next.value() : null;
        current = MissingNode.getInstance();
        nesting = 0;
        eventId = null;
        problems = List.of();
        idHash = 0;
        entityFrom = -1;
        entityTo = -1;
    }

    Bytes out() {
        return out;
    }

    Event event() {
        return event;
    }

    /** The event as a tree; built for a row only when a path needs it. */
    JsonNode root() {
        if (root == null) {
            root = event.value();
        }
        return root;
    }

    /** The value of a top-level key. */
    Object field(int slot) {
        return row == null ? Value.of(root.get(fields[slot])) : row.cell(column(slot));
    }

    /** Writes a column of a row as it is; false, and nothing written, when the event is no row, has no value there, or one that may need converting. */
    boolean writeColumn(int slot, Expected expected) {
        if (row == null) {
            return false;
        }
        int column = column(slot);
        if (!row.has(column) || row.start(column) == row.end(column)) {
            return false;
        }
        return expected.write(row.text(), row.start(column), row.end(column), out);
    }

    private int column(int slot) {
        if (row.headings() != headings) {
            headings = row.headings();
            for (int i = 0; i < columns.length; i++) {
                columns[i] = headings.indexOf(fields[i]);
            }
        }
        return columns[slot];
    }

    /** The headings of the row at hand, null when the event is none. */
    Headings headings() {
        return row == null ? null : row.headings();
    }

    /** The match of the innermost {@code $each}. */
    JsonNode current() {
        return current;
    }

    /** Goes into an {@code $each}; {@link #leave} brings back what this returns. */
    JsonNode enter() {
        nesting++;
        return current;
    }

    /** @param match of {@code $each}; @param number 0-based among the matches; @param element 0-based in the payload's array */
    void at(JsonNode match, int number, int element) {
        current = match;
        matches[nesting - 1] = number;
        written[nesting - 1] = element;
    }

    void leave(JsonNode outer) {
        nesting--;
        current = outer;
    }

    static boolean isTooDeep(int each) {
        return each > MAX_NESTING;
    }

    int matchNumber(int level) {
        return level < nesting ? matches[level] : 0;
    }

    int elementNumber(int level) {
        return level < nesting ? written[level] : 0;
    }

    int nesting() {
        return nesting;
    }

    String eventId() throws Unfit {
        if (eventId == null) {
            eventId = surroundings.eventId(this);
        }
        return eventId;
    }

    String eventTime() {
        return surroundings.eventTime(event);
    }

    Object header(String name) {
        Exchange exchange = surroundings.exchange();
        return exchange == null ? null : Value.ofJava(exchange.getMessage().getHeader(name));
    }

    Object variable(String name) {
        Exchange exchange = surroundings.exchange();
        return exchange == null ? null : Value.ofJava(exchange.getVariable(name));
    }

    Object property(String name) {
        Exchange exchange = surroundings.exchange();
        return exchange == null ? null : Value.ofJava(exchange.getProperty(name));
    }

    /** An exchange of its own for Simple, the event as its body. */
    Exchange simpleExchange() throws Unfit {
        return surroundings.simpleExchange(this);
    }

    void refuse(Problem problem) {
        if (problems.isEmpty()) {
            problems = new ArrayList<>();
        }
        problems.add(problem);
    }

    List<Problem> problems() {
        return problems;
    }

    /** Of {@code _id}, 0 when there is none. */
    long idHash() {
        return idHash;
    }

    void id(String text) {
        idHash = text == null ? 0 : ContentHash.ofText(text);
    }

    /** A column that was {@link #writeColumn written} is the {@code _id}. */
    void idIsColumn(int slot) {
        int column = column(slot);
        idHash = ContentHash.ofText(row.text(), row.start(column), row.end(column) - row.start(column));
    }

    int entityFrom() {
        return entityFrom;
    }

    int entityTo() {
        return entityTo;
    }

    void entity(int from, int to) {
        entityFrom = from;
        entityTo = to;
    }
}
