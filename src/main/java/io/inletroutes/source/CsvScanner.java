package io.inletroutes.source;

import io.inletroutes.Row;
import java.io.Closeable;
import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.CharBuffer;
import java.util.Arrays;

/**
 * Cuts CSV text into records by RFC 4180 and keeps the raw text of the current one, so that a refused row can be given back byte for
 * byte. A record that breaks the rules is marked and the next line goes on. For one thread.
 */
final class CsvScanner implements Closeable {

    /** What is wrong with a record. */
    enum Flaw { NONE, OPEN_QUOTE, TEXT_AFTER_QUOTE, TOO_LONG }

    private static final int NO_QUOTE = -1;

    private final Reader in;
    private final char delimiter;
    private final int quote;
    private final int longest;
    private char[] buffer = new char[1 << 16];
    private int start;
    private int at;
    private int end;
    private boolean over;
    /** The cells without their quotes, {@link Row#SEPARATOR} between them, and where each ends. */
    private char[] text = new char[256];
    private int length;
    private int[] ends = new int[16];
    /** Where each cell ends in the record as it stands in the file. */
    private int[] rawEnds = new int[16];
    private int count;
    private int rawEnd;
    private long row;
    private long line = 1;
    private long nextLine = 1;
    private Flaw flaw;

    /**
     * @param quote   the quote character, -1 for none
     * @param longest record in characters at most
     * @param line    where the text starts in its file, from 1
     */
    CsvScanner(Reader in, char delimiter, int quote, int longest, long line) {
        this.in = in;
        this.delimiter = delimiter;
        this.quote = quote;
        this.longest = longest;
        this.nextLine = line;
    }

    /** Goes to the next record that is not a blank line; false at the end of the text. */
    boolean next() throws IOException {
        if (flaw == Flaw.TOO_LONG) {
            return false; // where the next record would start is not known
        }
        do {
            start = at;
            if (at == end && !fill()) {
                return false;
            }
            row++;
            line = nextLine;
        } while (isBlankLine());
        count = 0;
        length = 0;
        flaw = Flaw.NONE;
        while (cell()) {
            continue;
        }
        return true;
    }

    /** The row as a spreadsheet counts, blank lines included. */
    long row() {
        return row;
    }

    /** The line of the file where the record starts, from 1. */
    long line() {
        return line;
    }

    Flaw flaw() {
        return flaw;
    }

    /** How many cells the record has. */
    int count() {
        return count;
    }

    /** The text of a 0-based cell, without quotes. */
    String cell(int cell) {
        return new String(text, start(cell), ends[cell] - start(cell));
    }

    boolean isEmpty(int cell) {
        return start(cell) == ends[cell];
    }

    /** Whether the cell holds just that. */
    boolean is(int cell, String other) {
        int from = start(cell);
        int size = ends[cell] - from;
        return size == other.length() && (size == 0 || text[from] == other.charAt(0)) && other.contentEquals(CharBuffer.wrap(text, from, size));
    }

    /** The record's first character behind an opening quote, 0 when there is none. */
    char first() {
        return length == 0 ? 0 : text[0];
    }

    private int start(int cell) {
        return cell == 0 ? 0 : ends[cell - 1] + 1;
    }

    /** The cells, in an array of their own. */
    String[] cells() {
        String[] cells = new String[count];
        for (int i = 0; i < count; i++) {
            cells[i] = cell(i);
        }
        return cells;
    }

    /** The cells as a {@link Row} keeps them. */
    String text() {
        return new String(text, 0, length);
    }

    /** Where each cell ends in {@link #text()}, in an array of their own. */
    int[] ends() {
        return Arrays.copyOf(ends, count);
    }

    /** The text of a 0-based cell as it stands in the file, quotes included. */
    String rawCell(int cell) {
        int from = cell == 0 ? 0 : rawEnds[cell - 1] + 1;
        return new String(buffer, start + from, rawEnds[cell] - from);
    }

    /** Everything behind the current record, for one that was too long to be read to its end. */
    void copyRest(Writer out) throws IOException {
        out.write(buffer, at, end - at);
        at = end;
        in.transferTo(out);
    }

    /** The text of the record as it stands in the file, without its line end. */
    String raw() {
        return new String(buffer, start, rawEnd - start);
    }

    /** The line end behind the record as it stands in the file; empty at the end of the text. */
    String lineEnd() {
        return new String(buffer, rawEnd, at - rawEnd);
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    private boolean isBlankLine() throws IOException {
        char c = buffer[at];
        if (c != '\n' && c != '\r') {
            return false;
        }
        lineBreak();
        return true;
    }

    /** Reads one cell and what ends it; true when another cell follows. */
    private boolean cell() throws IOException {
        if (count > 0) {
            take(Row.SEPARATOR);
        }
        if (quote != NO_QUOTE && more() && buffer[at] == quote) {
            return quoted();
        }
        while (more()) {
            char[] from = buffer;
            int to = at;
            while (to < end && from[to] != delimiter && from[to] != '\n' && from[to] != '\r') {
                to++;
            }
            take(to);
            if (to < end) {
                break;
            }
        }
        return endOfCell();
    }

    private boolean quoted() throws IOException {
        at++;
        while (true) {
            if (!more()) {
                flaw = flaw == Flaw.TOO_LONG ? flaw : Flaw.OPEN_QUOTE;
                endCell();
                return false;
            }
            char[] from = buffer;
            int to = at;
            while (to < end && from[to] != quote && from[to] != '\n' && from[to] != '\r') {
                to++;
            }
            take(to);
            if (to < end) {
                char c = buffer[at++];
                if (c == quote && !(more() && buffer[at] == quote)) {
                    break;
                }
                if (c == quote) {
                    at++;
                } else if (c == '\n' || !(more() && buffer[at] == '\n')) {
                    nextLine++;
                }
                take(c);
            }
        }
        while (more() && buffer[at] != delimiter && buffer[at] != '\n' && buffer[at] != '\r') {
            flaw = Flaw.TEXT_AFTER_QUOTE;
            at++;
        }
        return endOfCell();
    }

    /** The buffer's characters up to there belong to the cell. */
    private void take(int to) {
        int size = to - at;
        if (length + size > text.length) {
            text = Arrays.copyOf(text, Math.max(length + size, text.length * 2));
        }
        System.arraycopy(buffer, at, text, length, size);
        length += size;
        at = to;
    }

    private void take(char c) {
        if (length == text.length) {
            text = Arrays.copyOf(text, length * 2);
        }
        text[length++] = c;
    }

    /** Steps over a delimiter or a line end; true after a delimiter. */
    private boolean endOfCell() throws IOException {
        endCell();
        if (!more()) {
            return false;
        }
        if (buffer[at] == delimiter) {
            at++;
            return true;
        }
        lineBreak();
        return false;
    }

    private void endCell() {
        if (count == ends.length) {
            ends = Arrays.copyOf(ends, count * 2);
            rawEnds = Arrays.copyOf(rawEnds, count * 2);
        }
        ends[count] = length;
        rawEnds[count++] = at - start;
        rawEnd = at;
    }

    private void lineBreak() throws IOException {
        nextLine++;
        boolean carriageReturn = buffer[at++] == '\r';
        if (carriageReturn && more() && buffer[at] == '\n') {
            at++;
        }
    }

    private boolean more() throws IOException {
        return at < end || fill();
    }

    /** Reads on, keeping the record from its start. False at the end of the text, or when the record is longer than allowed. */
    private boolean fill() throws IOException {
        if (over) {
            return false;
        }
        if (end - start > longest) {
            flaw = Flaw.TOO_LONG;
            over = true;
            return false;
        }
        if (start > 0) {
            System.arraycopy(buffer, start, buffer, 0, end - start);
            rawEnd -= start;
            at -= start;
            end -= start;
            start = 0;
        }
        if (end == buffer.length) {
            buffer = Arrays.copyOf(buffer, end * 2);
        }
        int got = in.read(buffer, end, buffer.length - end);
        if (got <= 0) {
            over = true;
            return false;
        }
        end += got;
        return true;
    }
}
