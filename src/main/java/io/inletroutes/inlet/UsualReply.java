package io.inletroutes.inlet;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads the answer that nearly all batches get - each entry an {@code xactionId} and nothing else - byte by byte, several times as fast
 * as a parser. Whatever looks otherwise in the least is left to {@link ReplyReader}, from its first byte on. For one answer.
 */
final class UsualReply implements AutoCloseable {

    private static final byte[] INLET_ID = name("inletId");
    private static final byte[] BATCH_ID = name("batchId");
    private static final byte[] RECEIVED = name("receivedTimeMs");
    private static final byte[] RESPONSES = name("responses");
    private static final byte[] XACTION_ID = name("xactionId");
    private static final int BYTES_PER_ENTRY = 64;
    private static final int BYTES_AROUND = 1 << 10;
    private static final int MOST = 1 << 20;

    private byte[] body;
    private int length;
    private boolean whole;
    private int at;
    private String batchId;
    private ReplyEntries entries;

    private static byte[] name(String name) {
        return ('"' + name + "\":").getBytes(StandardCharsets.US_ASCII);
    }

    /** @throws IOException when the connection failed while reading */
    static UsualReply of(InputStream in, int expected) throws IOException {
        UsualReply reply = new UsualReply();
        reply.fetch(in, Math.min(expected * BYTES_PER_ENTRY + BYTES_AROUND, MOST));
        if (!reply.whole || !reply.parse(expected) || reply.entries.size() != expected) {
            reply.entries = null;
        }
        return reply;
    }

    private void fetch(InputStream in, int room) throws IOException {
        body = room > Buffers.SIZE / 2 && room <= Buffers.SIZE ? Buffers.take() : new byte[room];
        for (int got; (got = in.read(body, length, body.length - length)) >= 0;) {
            length += got;
            if (length == body.length) {
                if (length >= MOST) {
                    return;
                }
                byte[] small = body;
                body = Arrays.copyOf(small, length * 2);
                Buffers.giveBack(small);
            }
        }
        whole = true;
    }

    /** As many as were expected, all accepted; null when the answer is not the usual one. */
    ReplyEntries entries() {
        return entries;
    }

    /** The inlet's id of the batch, null when the answer has none. */
    String batchId() {
        return batchId;
    }

    /** What was read of the body, which for a very long one is not all. */
    byte[] body() {
        return body;
    }

    /** How much of {@link #body()} counts. */
    int length() {
        return length;
    }

    /** Nobody reads the {@link #body} any more. */
    @Override
    public void close() {
        Buffers.giveBack(body);
    }

    private boolean parse(int expected) {
        if (!is('{')) {
            return false;
        }
        do {
            blanks();
            if (is(BATCH_ID)) {
                batchId = text();
                if (batchId == null) {
                    return false;
                }
            } else if (is(RESPONSES)) {
                if (entries != null || !entries(expected)) {
                    return false;
                }
            } else if (!(is(INLET_ID) && text() != null || is(RECEIVED) && number())) {
                return false;
            }
        } while (is(','));
        boolean closed = is('}');
        blanks();
        return closed && at == length && entries != null;
    }

    private boolean entries(int expected) {
        entries = new ReplyEntries(expected);
        if (!is('[')) {
            return false;
        }
        do {
            if (entries.size() == expected || !is('{')) {
                return false;
            }
            blanks();
            String id = is(XACTION_ID) ? text() : null;
            if (id == null || !is('}')) {
                return false;
            }
            entries.add(200, id, null);
        } while (is(','));
        return is(']');
    }

    private void blanks() {
        while (at < length && (body[at] == ' ' || body[at] == '\n' || body[at] == '\r' || body[at] == '\t')) {
            at++;
        }
    }

    private boolean is(char sign) {
        blanks();
        if (at < length && body[at] == sign) {
            at++;
            return true;
        }
        return false;
    }

    private boolean is(byte[] name) {
        if (at + name.length <= length && Arrays.equals(body, at, at + name.length, name, 0, name.length)) {
            at += name.length;
            return true;
        }
        return false;
    }

    /** ASCII without an escape, null when it is something else. */
    private String text() {
        if (!is('"')) {
            return null;
        }
        byte[] bytes = body; // fields cost as much as all the rest before this is compiled well
        int end = length;
        int from = at;
        int to = from;
        while (to < end && bytes[to] >= ' ' && bytes[to] != '"' && bytes[to] != '\\') {
            to++;
        }
        at = to + 1;
        return to < end && bytes[to] == '"' ? new String(bytes, from, to - from, StandardCharsets.ISO_8859_1) : null;
    }

    private boolean number() {
        blanks();
        int from = at;
        while (at < length && body[at] >= '0' && body[at] <= '9') {
            at++;
        }
        return at == from + 1 || at > from && body[from] != '0';
    }
}
