package io.inletroutes.ledger;

import io.inletroutes.Outcome;
import java.io.Closeable;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * The inlet's ids of the events of one segment, a line for each batch and each event, written once per chunk. Not thread-safe. A line
 * that is lost is an id not known, nothing else.
 */
final class Traces implements Closeable {

    private static final int LONGEST = 512;
    private static final int LONGEST_ID = 200;
    private static final String BATCH = "b ";

    private final RandomAccessFile file;
    private byte[] lines = new byte[LONGEST];
    private int length;
    private long end;
    private String batch = "";
    private long batchAt;

    Traces(Path path) throws IOException {
        this.file = new RandomAccessFile(path.toFile(), "rw");
        this.end = file.length();
        if (end == 0 || lastByte() != '\n') {
            lines[length++] = '\n'; // nothing begins at 0, which means none; and a line torn by a power failure ends here
        }
    }

    private int lastByte() throws IOException {
        file.seek(end - 1);
        return file.read();
    }

    /** Notes the ids of an event and returns where; 0 when there are none. On the disk with {@link #flush}. */
    int add(Outcome.Accepted outcome) {
        if (outcome.batchId() == null && outcome.xactionId() == null || end + length > Integer.MAX_VALUE - LONGEST) {
            return 0;
        }
        if (length + LONGEST > lines.length) {
            lines = Arrays.copyOf(lines, lines.length * 2);
        }
        if (outcome.batchId() != null && !outcome.batchId().equals(batch)) {
            batch = outcome.batchId();
            batchAt = end + length;
            lines[length++] = 'b';
            lines[length++] = ' ';
            append(batch);
            lines[length++] = '\n';
        }
        if (outcome.xactionId() == null) {
            return (int) batchAt;
        }
        long at = end + length;
        append(outcome.batchId() == null ? 0 : (int) (at - batchAt));
        lines[length++] = ' ';
        append(outcome.xactionId());
        lines[length++] = '\n';
        return (int) at;
    }

    /** One byte for each character, so that their count is a place. */
    private void append(String id) {
        int end = Math.min(id.length(), LONGEST_ID);
        byte[] to = lines;
        int at = length;
        for (int i = 0; i < end; i++) {
            char c = id.charAt(i);
            to[at++] = (byte) (c > ' ' && c <= '~' ? c : '_');
        }
        length = at;
    }

    /** In digits. @param number 0 or more */
    private void append(int number) {
        int from = length;
        length++;
        for (int rest = number / 10; rest > 0; rest /= 10) {
            length++;
        }
        int rest = number;
        for (int at = length - 1; at >= from; at--) {
            lines[at] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
    }

    void flush() throws IOException {
        try {
            file.seek(end);
            file.write(lines, 0, length);
            end += length;
        } catch (IOException e) {
            batch = "";
            throw e;
        } finally {
            length = 0;
        }
    }

    /** The ids noted there, null where there are none. */
    Outcome.Accepted at(int place) throws IOException {
        String line = line(place);
        if (line.startsWith(BATCH)) {
            return new Outcome.Accepted(line.substring(BATCH.length()), null);
        }
        int blank = line.indexOf(' ');
        if (blank <= 0 || !line.substring(0, blank).chars().allMatch(Character::isDigit)) {
            return new Outcome.Accepted(null, null);
        }
        long back = Long.parseLong(line.substring(0, blank));
        String batchLine = back == 0 || back > place ? "" : line((int) (place - back));
        return new Outcome.Accepted(batchLine.startsWith(BATCH) ? batchLine.substring(BATCH.length()) : null, line.substring(blank + 1));
    }

    private String line(int place) throws IOException {
        if (place <= 0 || place >= end) {
            return "";
        }
        byte[] bytes = new byte[LONGEST];
        file.seek(place);
        int length = Math.max(0, file.read(bytes));
        String text = new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
        return text.contains("\n") ? text.substring(0, text.indexOf('\n')) : "";
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
