package io.inletroutes.source;

import com.fasterxml.jackson.databind.JsonNode;
import io.inletroutes.BrokenEvent;
import io.inletroutes.Chunk;
import io.inletroutes.Event;
import io.inletroutes.JsonEvent;
import io.inletroutes.Location;
import io.inletroutes.Origin;
import io.inletroutes.Problem;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.BooleanSupplier;

/**
 * The events of one JSON file in chunks: JSON Lines, one object, an array, or values one after the other. A bad event is refused
 * alone; where it cannot be told where the next one begins, the rest of the file is refused as one.
 */
final class JsonEvents implements EventReader {

    /** Gives one event after the other. */
    interface Values {

        /** The next one, null at the end. */
        Value next() throws IOException;

        /** Writes what follows the last event, when that was the rest of a file and too long to be one. */
        default void copyRest(Writer out) throws IOException {
            // nothing follows where each event stands by itself
        }
    }

    /**
     * One value of the file.
     *
     * @param row   its line in JSON Lines, else its number in the file
     * @param json  null when it is broken
     * @param raw   its text, its start when it is too long
     * @param flaw  what is wrong with it, null when nothing is
     * @param line  where that is
     * @param column where that is, 0 for the whole line
     * @param cure   what to do about it, null when nothing is wrong
     */
    record Value(long row, JsonNode json, String raw, String flaw, long line, int column, String cure) {

        /** One that is well. */
        static Value of(long row, JsonNode json, String raw, long line) {
            String text = json.isTextual() ? json.textValue().strip() : "";
            boolean written = text.startsWith("{") && text.endsWith("}") || text.startsWith("[") && text.endsWith("]");
            return written ? new Value(row, null, raw, "the event is JSON written as a text", line, 0, "write it without the quotes around it and the backslashes in it")
                    : new Value(row, json, raw, null, line, 0, null);
        }
    }

    private final String name;
    private final Instant time;
    private final BufferedReader text;
    private final Values values;
    private final int chunkEvents;
    private final SettledRows settled;
    private final BooleanSupplier stopping;
    private final EqualEvents equal = new EqualEvents();
    private Chunk next;
    private boolean ended;

    JsonEvents(Content content, ReadOptions options, SettledRows settled, BooleanSupplier stopping) throws IOException {
        ReadOptions utf = options.with(options.encoding().startsWith("UTF") ? null : ReadOptions.AUTO, null, null); // JSON is Unicode (RFC 8259, section 8.1)
        this.name = content.name();
        this.time = content.time();
        this.text = JsonMargin.without((BufferedReader) TextEncoding.of(content, utf).reader(content), content.name());
        this.chunkEvents = options.chunkEvents();
        this.settled = settled;
        this.stopping = stopping;
        JsonText json = new JsonText(options);
        boolean lines = content.unpackedName().endsWith(".jsonl") || content.unpackedName().endsWith(".ndjson") || json.isLines(text);
        this.values = lines ? new JsonLines(text, json, options) : new JsonValues(text, json, options);
    }

    @Override
    public boolean hasNext() {
        if (next == null && !ended) {
            next = read();
            ended = next == null;
        }
        return next != null;
    }

    @Override
    public Chunk next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        Chunk chunk = next;
        next = null;
        return chunk;
    }

    private Chunk read() {
        int most = settled.chunkEvents(chunkEvents);
        List<Event> events = new ArrayList<>(Math.min(most, 1_000));
        long bytes = 0;
        try {
            while (events.size() < most && bytes < Footprint.LARGEST_CHUNK && !stopping.getAsBoolean()) {
                Value value = values.next();
                if (value == null) {
                    break;
                }
                Event event = event(value);
                if (!settled.isSettled(value.row())) {
                    events.add(event);
                    bytes += Footprint.ofJson(value.raw());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return events.isEmpty() ? null : new Chunk(events, bytes);
    }

    private Event event(Value value) {
        Origin origin = new Origin(Origin.Kind.FILE, name, value.row(), null, equal.ordinal(EqualEvents.hash(value.raw())), time);
        if (value.flaw() == null) {
            return new JsonEvent(origin, value.json(), value.raw());
        }
        Location place = new Location(name, (int) Math.min(value.line(), Integer.MAX_VALUE), value.column());
        return new BrokenEvent(origin, value.raw(), Problem.error(place, value.flaw()).event(origin.place()).fix(value.cure()));
    }

    /** Writes what follows the last event, when that was the rest of the file and too long to be kept. */
    void copyRest(Writer out) throws IOException {
        values.copyRest(out);
    }

    @Override
    public void close() throws IOException {
        text.close();
    }
}
