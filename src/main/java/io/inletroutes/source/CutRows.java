package io.inletroutes.source;

import io.inletroutes.BrokenEvent;
import io.inletroutes.ContentHash;
import io.inletroutes.Event;
import io.inletroutes.Headings;
import io.inletroutes.Origin;
import io.inletroutes.Problem;
import io.inletroutes.Row;
import io.inletroutes.RowBlock;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * Records of one CSV file that were cut, before it is known how many equal ones came before each; what the rows made of them will share
 * is gathered here. Holds so many at most, one after the other; for one thread.
 */
final class CutRows {

    /** A record that breaks the rules. */
    private record Flawed(String raw, Problem problem) {
    }

    private final String name;
    private final Instant time;
    private final Headings headings;
    private final EqualEvents equal;
    private final long[] rows;
    private final long[] hashes;
    /** How many equal ones came before each; as long as that does not matter, 0. */
    private final int[] ordinals;
    /** Where each row starts in the text, and which of the ends is its first. */
    private final int[] starts;
    private final int[] firstEnds;
    private final int[] cells;
    /** What a row mends, a {@link Flawed}, or null. */
    private final Object[] particulars;
    private final boolean[] settled;
    private int count;
    private byte[] text = new byte[1 << 12];
    private int length;
    private int[] ends = new int[1 << 8];
    private int endCount;

    /**
     * @param equal null where it does not matter
     * @param most  rows that are looked up together
     */
    CutRows(String name, Instant time, Headings headings, EqualEvents equal, int most) {
        this.name = name;
        this.time = time;
        this.headings = headings;
        this.equal = equal;
        this.rows = new long[most];
        this.hashes = new long[most];
        this.ordinals = new int[most];
        this.starts = new int[most];
        this.firstEnds = new int[most];
        this.cells = new int[most];
        this.particulars = new Object[most];
        this.settled = new boolean[most];
    }

    boolean isFull() {
        return count == rows.length;
    }

    /**
     * Adds a record that nothing is wrong with.
     *
     * @param row        as a spreadsheet counts
     * @param own        which of its cells are the event's, in their order; null for all
     * @param deadLetter what it mends, null when it comes for the first time
     * @param before     whether it was settled before, so that it only counts
     * @return what its cells take, in bytes
     */
    int add(long row, CsvRecord record, int[] own, String deadLetter, boolean before) {
        int from = length;
        int first = endCount;
        if (own == null) {
            all(record);
        } else {
            some(record, own);
        }
        int size = length - from;
        starts[count] = from;
        firstEnds[count] = first;
        cells[count] = endCount - first;
        add(row, text, from, size, deadLetter, before);
        if (before) {
            length = from;
            endCount = first;
        }
        return size;
    }

    /**
     * Adds a record that breaks the rules.
     *
     * @param raw as it stands in the file
     * @return what it takes, in bytes
     */
    int add(long row, String raw, Problem problem, boolean before) {
        byte[] bytes = raw.getBytes(StandardCharsets.UTF_8);
        add(row, bytes, 0, bytes.length, new Flawed(raw, problem), before);
        return bytes.length;
    }

    private void add(long row, byte[] utf8, int from, int size, Object particular, boolean before) {
        rows[count] = row;
        hashes[count] = equal == null ? 0 : ContentHash.of(utf8, from, size);
        particulars[count] = particular;
        settled[count++] = before;
    }

    private void all(CsvRecord record) {
        int size = record.length();
        int cellCount = record.count();
        room(size, cellCount);
        System.arraycopy(record.text(), 0, text, length, size);
        for (int i = 0; i < cellCount; i++) {
            ends[endCount + i] = length + record.end(i);
        }
        length += size;
        endCount += cellCount;
    }

    private void some(CsvRecord record, int[] own) {
        room(record.length() + own.length, own.length);
        for (int i = 0; i < own.length; i++) {
            if (i > 0) {
                text[length++] = Row.SEPARATOR;
            }
            int from = record.start(own[i]);
            int size = record.end(own[i]) - from;
            System.arraycopy(record.text(), from, text, length, size);
            length += size;
            ends[endCount++] = length;
        }
    }

    private void room(int bytes, int cellCount) {
        if (length + bytes > text.length) {
            text = Arrays.copyOf(text, Math.max(length + bytes, text.length * 2));
        }
        if (endCount + cellCount > ends.length) {
            ends = Arrays.copyOf(ends, Math.max(endCount + cellCount, ends.length * 2));
        }
    }

    /** Makes events of those that were not settled before, and forgets all. */
    void drain(Consumer<Event> to) {
        if (equal != null) {
            equal.ordinals(hashes, count, ordinals);
        }
        RowBlock block = new RowBlock(headings, name, time, Arrays.copyOf(text, length), Arrays.copyOf(ends, endCount));
        for (int i = 0; i < count; i++) {
            if (!settled[i]) {
                to.accept(event(i, block));
            }
        }
        Arrays.fill(particulars, 0, count, null);
        count = 0;
        length = 0;
        endCount = 0;
    }

    /**
     * Where a row came from.
     *
     * @param ordinal how many equal ones came before it
     */
    Origin origin(long row, int ordinal) {
        return new Origin(Origin.Kind.FILE, name, row, null, ordinal, time);
    }

    private Event event(int i, RowBlock block) {
        if (particulars[i] instanceof Flawed flawed) {
            return new BrokenEvent(origin(rows[i], ordinals[i]), flawed.raw(), flawed.problem());
        }
        return new Row(block, rows[i], ordinals[i], starts[i], firstEnds[i], cells[i], (String) particulars[i]);
    }
}
