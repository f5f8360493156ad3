package io.inletroutes.inlet;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The body of one request. Payloads are put together with their constants only while it is written. Immutable, and so the same each
 * time it is written.
 */
final class RequestBody {

    static final int ENVELOPE = "{\"messages\":[]}".length();
    private static final byte[] START = "{\"messages\":[".getBytes(StandardCharsets.UTF_8);
    private static final byte[] EMPTY = "{}".getBytes(StandardCharsets.UTF_8);

    private final List<Message> messages;
    private final boolean batch;
    private final int length;

    private RequestBody(List<Message> messages, boolean batch, int length) {
        this.messages = messages;
        this.batch = batch;
        this.length = length;
    }

    /** One message as it is. */
    static RequestBody single(Message message) {
        return new RequestBody(List.of(message), false, message.length());
    }

    /** No message: the inlet can only refuse it. */
    static RequestBody empty() {
        return new RequestBody(List.of(), false, EMPTY.length);
    }

    /** Messages in their envelope, one at least. */
    static RequestBody batch(List<Message> messages) {
        int length = ENVELOPE + messages.size() - 1;
        for (Message message : messages) {
            length += message.length();
        }
        return new RequestBody(messages, true, length);
    }

    /** In bytes. */
    int length() {
        return length;
    }

    void writeTo(OutputStream out) throws IOException {
        if (messages.isEmpty()) {
            out.write(EMPTY);
        } else if (batch) {
            writeBatch(out);
        } else {
            messages.get(0).payload().writeTo(out);
        }
    }

    /** By pieces, as many messages as fit into one: written one by one they would take as many calls of the system. */
    private void writeBatch(OutputStream out) throws IOException {
        byte[] piece = length < Buffers.SIZE ? new byte[length] : Buffers.take();
        try {
            writeBatch(out, piece);
        } finally {
            Buffers.giveBack(piece);
        }
    }

    private void writeBatch(OutputStream out, byte[] piece) throws IOException {
        System.arraycopy(START, 0, piece, 0, START.length);
        int at = START.length;
        int next = 0;
        while (next < messages.size()) {
            int fit = fitting(next, piece.length - at);
            if (fit > next) {
                at = fill(next, fit, piece, at);
                next = fit;
            } else if (at > 0) {
                out.write(piece, 0, at);
                at = 0;
            } else { // larger than a piece
                messages.get(next).payload().writeTo(out);
                piece[at++] = (byte) (++next < messages.size() ? ',' : ']');
            }
        }
        out.write(piece, 0, at);
        out.write('}');
    }

    /** Behind the last message that fits into so many bytes, each with what stands behind it. */
    private int fitting(int from, int room) {
        int next = from;
        for (int left = room; next < messages.size(); next++) {
            left -= messages.get(next).length() + 1;
            if (left < 0) {
                break;
            }
        }
        return next;
    }

    /** A loop of its own: compiled together with what writes to the net it takes seconds to compile. */
    private int fill(int from, int end, byte[] piece, int start) {
        int at = start;
        for (int i = from; i < end; i++) {
            at = messages.get(i).payload().copyTo(piece, at);
            piece[at++] = (byte) (i + 1 < messages.size() ? ',' : ']');
        }
        return at;
    }
}
