package io.inletroutes.source;

import io.inletroutes.Row;
import io.inletroutes.Words;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The cells of one record of a CSV file, without their quotes. Written over for the next record; for one thread. */
final class CsvRecord {

    private static final long LINE_FEEDS = Words.of('\n');
    private static final long CARRIAGE_RETURNS = Words.of('\r');

    private byte[] text;
    private int length;
    private int[] ends = new int[16];
    private int count;

    /** @param expected what the cells will hardly take more than, in bytes */
    CsvRecord(int expected) {
        this.text = new byte[expected];
    }

    void clear() {
        count = 0;
        length = 0;
    }

    /** A cell begins. */
    void begin() {
        if (count > 0) {
            add((byte) Row.SEPARATOR);
        }
    }

    /** A byte of the cell that began. */
    void add(byte b) {
        room(1);
        text[length++] = b;
    }

    /** Bytes of the cell that began, up to a line end or to that one. Returns where they end. */
    int take(byte[] bytes, int from, int end, byte stop) {
        room(end - from);
        byte[] into = text;
        long stops = Words.of(stop);
        int size = length;
        int at = from;
        for (int taken = Long.BYTES; taken == Long.BYTES && at + Long.BYTES <= end; at += taken) {
            long word = Words.get(bytes, at);
            Words.put(into, size, word);
            taken = Words.before(Words.same(word, stops) | Words.same(word, LINE_FEEDS) | Words.same(word, CARRIAGE_RETURNS));
            size += taken;
        }
        while (at < end) {
            byte b = bytes[at];
            if (b == stop || b == '\n' || b == '\r') {
                break;
            }
            into[size++] = b;
            at++;
        }
        length = size;
        return at;
    }

    private void room(int bytes) {
        if (length + bytes > text.length) {
            text = Arrays.copyOf(text, Math.max(length + bytes, text.length * 2));
        }
    }

    /** The cell ends. Returns its place among them, from 0. */
    int end() {
        if (count == ends.length) {
            ends = Arrays.copyOf(ends, count * 2);
        }
        ends[count] = length;
        return count++;
    }

    /** How many cells the record has. */
    int count() {
        return count;
    }

    /** The text of a 0-based cell, without quotes. */
    String cell(int cell) {
        return new String(text, start(cell), ends[cell] - start(cell), StandardCharsets.UTF_8);
    }

    boolean isEmpty(int cell) {
        return start(cell) == ends[cell];
    }

    /** Whether the cell holds just that. */
    boolean is(int cell, byte[] other) {
        int from = start(cell);
        return ends[cell] - from == other.length && (other.length == 0 || text[from] == other[0]) && Arrays.equals(text, from, ends[cell], other, 0, other.length);
    }

    /** Whether the record starts with that, behind an opening quote if it has one. */
    boolean startsWith(byte[] some) {
        return length >= some.length && text[0] == some[0] && Arrays.equals(text, 0, some.length, some, 0, some.length);
    }

    /** What all cells take in {@link #text()}, in bytes. */
    int length() {
        return length;
    }

    /** The cells in UTF-8, {@link Row#SEPARATOR} between them, from the first byte on. */
    byte[] text() {
        return text;
    }

    /** Where a 0-based cell starts in {@link #text()}. */
    int start(int cell) {
        return cell == 0 ? 0 : ends[cell - 1] + 1;
    }

    /** Where a 0-based cell ends in {@link #text()}. */
    int end(int cell) {
        return ends[cell];
    }

    /** The cells, in an array of their own. */
    String[] cells() {
        String[] cells = new String[count];
        for (int i = 0; i < count; i++) {
            cells[i] = cell(i);
        }
        return cells;
    }
}
