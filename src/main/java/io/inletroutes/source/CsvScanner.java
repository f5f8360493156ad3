package io.inletroutes.source;

import java.io.Closeable;
import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
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
    private char[] unquoted = new char[256];
    private String[] cells = new String[16];
    private int[] ends = new int[16];
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

    /** The cells of the record, in an array of their own. */
    String[] cells() {
        return Arrays.copyOf(cells, count);
    }

    /** The text of a 0-based cell as it stands in the file, quotes included. */
    String rawCell(int cell) {
        int from = cell == 0 ? 0 : ends[cell - 1] + 1;
        return new String(buffer, start + from, ends[cell] - from);
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
        if (quote != NO_QUOTE && more() && buffer[at] == quote) {
            return quoted();
        }
        int from = at - start;
        while (more()) {
            char c = buffer[at];
            if (c == delimiter || c == '\n' || c == '\r') {
                break;
            }
            at++;
        }
        add(new String(buffer, start + from, at - start - from));
        return endOfCell();
    }

    private boolean quoted() throws IOException {
        at++;
        int length = 0;
        while (true) {
            if (!more()) {
                flaw = flaw == Flaw.TOO_LONG ? flaw : Flaw.OPEN_QUOTE;
                add(new String(unquoted, 0, length));
                ends[count - 1] = at - start;
                rawEnd = at;
                return false;
            }
            char c = buffer[at++];
            if (c == quote) {
                if (!more() || buffer[at] != quote) {
                    break;
                }
                at++;
            } else if (c == '\n' || c == '\r' && !(more() && buffer[at] == '\n')) {
                nextLine++;
            }
            if (length == unquoted.length) {
                unquoted = Arrays.copyOf(unquoted, length * 2);
            }
            unquoted[length++] = c;
        }
        add(new String(unquoted, 0, length));
        while (more() && buffer[at] != delimiter && buffer[at] != '\n' && buffer[at] != '\r') {
            flaw = Flaw.TEXT_AFTER_QUOTE;
            at++;
        }
        return endOfCell();
    }

    /** Steps over a delimiter or a line end; true after a delimiter. */
    private boolean endOfCell() throws IOException {
        ends[count - 1] = at - start;
        rawEnd = at;
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

    private void lineBreak() throws IOException {
        nextLine++;
        boolean carriageReturn = buffer[at++] == '\r';
        if (carriageReturn && more() && buffer[at] == '\n') {
            at++;
        }
    }

    private void add(String cell) {
        if (count == cells.length) {
            cells = Arrays.copyOf(cells, count * 2);
            ends = Arrays.copyOf(ends, count * 2);
        }
        cells[count++] = cell;
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
