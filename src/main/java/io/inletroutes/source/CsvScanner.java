package io.inletroutes.source;

import io.inletroutes.Row;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.Writer;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Cuts CSV text in UTF-8 into records by RFC 4180 and keeps the raw text of the current one, so that a refused row can be given back byte
 * for byte. A record that breaks the rules is marked and the next line goes on. For one thread.
 */
final class CsvScanner implements Closeable {

    /** What is wrong with a record. */
    enum Flaw { NONE, OPEN_QUOTE, TEXT_AFTER_QUOTE, TOO_LONG }

    private final InputStream in;
    private final byte[] delimiter;
    /** Empty for none. */
    private final byte[] quote;
    private final int longest;
    private byte[] buffer = new byte[1 << 16];
    private int start;
    private int at;
    private int end;
    /** Up to there the buffer holds whole characters. */
    private int sound;
    private boolean over;
    /** The cells without their quotes, {@link Row#SEPARATOR} between them, and where each ends. */
    private byte[] text = new byte[256];
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
     * @param in      UTF-8
     * @param quote   the quote character, -1 for none
     * @param longest record in bytes at most
     * @param line    where the text starts in its file, from 1
     */
    CsvScanner(InputStream in, char delimiter, int quote, int longest, long line) {
        this.in = in;
        this.delimiter = utf8(delimiter);
        this.quote = quote < 0 ? new byte[0] : utf8((char) quote);
        this.longest = longest;
        this.nextLine = line;
    }

    private static byte[] utf8(char c) {
        return String.valueOf(c).getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Goes to the next record that is not a blank line; false at the end of the text.
     *
     * @throws MalformedInputException for what is no UTF-8
     */
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
        return string(text, start(cell), ends[cell]);
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

    /** The cells in UTF-8, {@link Row#SEPARATOR} between them, from the first byte on; the next record is written over it. */
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

    /** The text of a 0-based cell as it stands in the file, quotes included. */
    String rawCell(int cell) {
        return string(buffer, start + (cell == 0 ? 0 : rawEnds[cell - 1] + delimiter.length), start + rawEnds[cell]);
    }

    /** Everything behind the current record, for one that was too long to be read to its end. */
    void copyRest(Writer out) throws IOException {
        over = false;
        start = at;
        do {
            out.write(string(buffer, start, sound));
            start = sound;
            at = sound;
        } while (fill());
    }

    /** The text of the record as it stands in the file, without its line end. */
    String raw() {
        return string(buffer, start, rawEnd);
    }

    /** The line end behind the record as it stands in the file; empty at the end of the text. */
    String lineEnd() {
        return string(buffer, rawEnd, at);
    }

    private static String string(byte[] utf8, int from, int to) {
        return new String(utf8, from, to - from, StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    private boolean isBlankLine() throws IOException {
        byte b = buffer[at];
        if (b != '\n' && b != '\r') {
            return false;
        }
        lineBreak();
        return true;
    }

    /** Reads one cell and what ends it; true when another cell follows. */
    private boolean cell() throws IOException {
        if (count > 0) {
            take((byte) Row.SEPARATOR);
        }
        if (quote.length > 0 && more() && isAt(quote)) {
            return quoted();
        }
        while (more()) {
            takeUpTo(delimiter[0]);
            if (at < end) {
                if (buffer[at] == '\n' || buffer[at] == '\r' || isAt(delimiter)) {
                    break;
                }
                take(buffer[at++]); // of another character, which begins as the delimiter does
            }
        }
        return endOfCell();
    }

    private boolean quoted() throws IOException {
        at += quote.length;
        while (true) {
            if (!more()) {
                flaw = flaw == Flaw.TOO_LONG ? flaw : Flaw.OPEN_QUOTE;
                endCell();
                return false;
            }
            takeUpTo(quote[0]);
            if (at < end) {
                if (isAt(quote)) {
                    at += quote.length;
                    if (!(more() && isAt(quote))) {
                        break;
                    }
                    for (byte b : quote) {
                        take(b);
                    }
                    at += quote.length;
                } else {
                    byte b = buffer[at++];
                    if (b == '\n' || b == '\r' && !(more() && buffer[at] == '\n')) {
                        nextLine++;
                    }
                    take(b);
                }
            }
        }
        while (more() && buffer[at] != '\n' && buffer[at] != '\r' && !isAt(delimiter)) {
            flaw = Flaw.TEXT_AFTER_QUOTE;
            at++;
        }
        return endOfCell();
    }

    /** The buffer's bytes up to a line end or to that one belong to the cell. */
    private void takeUpTo(byte stop) {
        int i = at;
        int to = end;
        int size = length;
        if (size + to - i > text.length) {
            text = Arrays.copyOf(text, Math.max(size + to - i, text.length * 2));
        }
        byte[] from = buffer;
        byte[] into = text;
        while (i < to) {
            byte b = from[i];
            if (b == stop || b == '\n' || b == '\r') {
                break;
            }
            into[size++] = b;
            i++;
        }
        length = size;
        at = i;
    }

    private void take(byte b) {
        if (length == text.length) {
            text = Arrays.copyOf(text, length * 2);
        }
        text[length++] = b;
    }

    /** Whether the character is the next one, of which something is in the buffer. */
    private boolean isAt(byte[] character) throws IOException {
        if (buffer[at] != character[0]) {
            return false;
        }
        while (end - at < character.length && fill()) {
            continue;
        }
        return character.length == 1 || end - at >= character.length && Arrays.equals(buffer, at, at + character.length, character, 0, character.length);
    }

    /** Steps over a delimiter or a line end; true after a delimiter. */
    private boolean endOfCell() throws IOException {
        endCell();
        if (!more()) {
            return false;
        }
        if (isAt(delimiter)) {
            at += delimiter.length;
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
            sound -= start;
            start = 0;
        }
        if (end == buffer.length) {
            buffer = Arrays.copyOf(buffer, end * 2);
        }
        int got = in.read(buffer, end, buffer.length - end);
        over = got <= 0;
        end += Math.max(got, 0);
        sound = Utf8.wholeCharacters(buffer, sound, end);
        if (over ? sound < end : !Utf8.isBegun(buffer, sound, end)) {
            throw new MalformedInputException(1);
        }
        return !over;
    }
}
