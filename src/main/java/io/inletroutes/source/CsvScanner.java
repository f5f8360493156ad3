package io.inletroutes.source;

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
    /** Where each cell ends in the record as it stands in the file. */
    private int[] rawEnds = new int[16];
    private final CsvRecord record = new CsvRecord(buffer.length);
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
        record.clear();
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

    /** The current record; the next one takes its place. */
    CsvRecord record() {
        return record;
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
        record.begin();
        if (quote.length > 0 && more() && isAt(quote)) {
            return quoted();
        }
        while (more()) {
            at = record.take(buffer, at, end, delimiter[0]);
            if (at < end) {
                if (buffer[at] == '\n' || buffer[at] == '\r' || isAt(delimiter)) {
                    break;
                }
                record.add(buffer[at++]); // of another character, which begins as the delimiter does
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
            at = record.take(buffer, at, end, quote[0]);
            if (at < end) {
                if (isAt(quote)) {
                    at += quote.length;
                    if (!(more() && isAt(quote))) {
                        break;
                    }
                    for (byte b : quote) {
                        record.add(b);
                    }
                    at += quote.length;
                } else {
                    byte b = buffer[at++];
                    if (b == '\n' || b == '\r' && !(more() && buffer[at] == '\n')) {
                        nextLine++;
                    }
                    record.add(b);
                }
            }
        }
        while (more() && buffer[at] != '\n' && buffer[at] != '\r' && !isAt(delimiter)) {
            flaw = Flaw.TEXT_AFTER_QUOTE;
            at++;
        }
        return endOfCell();
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
        int cell = record.end();
        if (cell == rawEnds.length) {
            rawEnds = Arrays.copyOf(rawEnds, cell * 2);
        }
        rawEnds[cell] = at - start;
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
