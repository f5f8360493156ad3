package io.inletroutes.inlet;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/** One growing buffer for the body of a request, used again for the next. For one thread at a time. */
final class RequestBody extends OutputStream {

    static final int ENVELOPE = "{\"messages\":[]}".length();
    private static final byte[] START = "{\"messages\":[".getBytes(StandardCharsets.UTF_8);
    private static final byte[] END = "]}".getBytes(StandardCharsets.UTF_8);

    private byte[] bytes = new byte[16 * 1024];
    private int length;

    /** Buffers not in use. */
    static final class Pool {
        private final ConcurrentLinkedQueue<RequestBody> free = new ConcurrentLinkedQueue<>();

        RequestBody take() {
            RequestBody body = free.poll();
            return body == null ? new RequestBody() : body;
        }

        void giveBack(RequestBody body) {
            free.offer(body);
        }
    }

    /** One message as it is. */
    void single(Message message) {
        length = 0;
        append(message);
    }

    /** No message: the inlet can only refuse it. */
    void empty() {
        length = 0;
        write('{');
        write('}');
    }

    /** Messages in their envelope. */
    void batch(List<Message> messages) {
        length = 0;
        int needed = ENVELOPE;
        for (Message message : messages) {
            needed += message.length() + 1;
        }
        ensure(needed);
        write(START, 0, START.length);
        boolean first = true;
        for (Message message : messages) {
            if (!first) {
                write(',');
            }
            first = false;
            append(message);
        }
        write(END, 0, END.length);
    }

    /** Becomes the compressed form of another body. */
    void compress(RequestBody plain) {
        length = 0;
        try (GZIPOutputStream zip = new FastGzip(this)) {
            zip.write(plain.bytes, 0, plain.length);
        } catch (IOException e) {
            throw new IllegalStateException("memory does not fail", e);
        }
    }

    byte[] bytes() {
        return bytes;
    }

    int length() {
        return length;
    }

    @Override
    public void write(int value) {
        ensure(length + 1);
        bytes[length++] = (byte) value;
    }

    @Override
    public void write(byte[] source, int offset, int count) {
        ensure(length + count);
        System.arraycopy(source, offset, bytes, length, count);
        length += count;
    }

    private void append(Message message) {
        write(message.payload().buffer(), message.payload().offset(), message.length());
    }

    private void ensure(int capacity) {
        if (capacity > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(capacity, bytes.length * 2));
        }
    }

    /** Speed before size: the wire is seldom what is scarce. */
    private static final class FastGzip extends GZIPOutputStream {
        FastGzip(OutputStream out) throws IOException {
            super(out, 8192);
            def.setLevel(Deflater.BEST_SPEED);
        }
    }
}
