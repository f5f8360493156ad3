package io.inletroutes.bench;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/**
 * Reads HTTP/1.1 requests, lengths and chunked bodies, nothing else. Of a body it keeps only the numbers of its events: the bytes go by
 * in a buffer outside the heap that is small enough for the processor's cache and never grows. Serves one connection after another.
 */
final class HttpReader {

    private static final int BUFFER = 1 << 17;
    private static final String LENGTH = "content-length:";
    private static final String ENCODING = "transfer-encoding:";

    private final ByteBuffer in = ByteBuffer.allocateDirect(BUFFER);
    private final EventNumbers numbers;
    private SocketChannel connection;
    /** So many bytes before the buffer's position may be the begin of an event that goes on behind it. */
    private int begun;
    private String path = "";

    /** @param numbers the reader's own */
    HttpReader(EventNumbers numbers) {
        this.numbers = numbers;
    }

    /** Reads from this connection from now on. */
    void connect(SocketChannel connection) {
        this.connection = connection;
        in.clear().limit(0);
    }

    /** Reads the next request; false at the end of the connection. */
    boolean next() throws IOException {
        begun = 0;
        numbers.clear();
        if (!in.hasRemaining() && !fill()) {
            return false;
        }
        path = line().split(" ")[1];
        boolean chunked = false;
        int announced = 0;
        for (String header = line(); !header.isEmpty(); header = line()) {
            if (header.regionMatches(true, 0, LENGTH, 0, LENGTH.length())) {
                announced = Integer.parseInt(header.substring(LENGTH.length()).trim());
            } else if (header.regionMatches(true, 0, ENCODING, 0, ENCODING.length())) {
                chunked = header.substring(ENCODING.length()).trim().equalsIgnoreCase("chunked");
            }
        }
        if (!chunked) {
            body(announced);
            return true;
        }
        for (int size = Integer.parseInt(line().trim(), 16); size > 0; size = Integer.parseInt(line().trim(), 16)) {
            body(size);
            line();
        }
        line();
        return true;
    }

    String path() {
        return path;
    }

    /** Of the events in the request's body. */
    EventNumbers numbers() {
        return numbers;
    }

    private void body(int size) throws IOException {
        for (int left = size; left > 0;) {
            if (!in.hasRemaining()) {
                fillOrFail();
            }
            int part = Math.min(left, in.remaining());
            int end = in.position() + part;
            begun = end - numbers.find(in, in.position() - begun, end);
            in.position(end);
            left -= part;
        }
    }

    /** Takes a line out of the buffer. An event begun in front of it is moved to its end, so that a body is whole in spite of its chunks. */
    private String line() throws IOException {
        int length = 0;
        while (length == in.remaining() || in.get(in.position() + length) != '\n') {
            if (length < in.remaining()) {
                length++;
            } else {
                fillOrFail();
            }
        }
        byte[] bytes = new byte[length];
        in.get(bytes).get();
        int end = in.position();
        for (int i = 1; i <= begun; i++) {
            in.put(end - i, in.get(end - length - 1 - i));
        }
        return new String(bytes, 0, length > 0 && bytes[length - 1] == '\r' ? length - 1 : length, StandardCharsets.ISO_8859_1);
    }

    private void fillOrFail() throws IOException {
        if (!fill()) {
            throw new EOFException();
        }
    }

    /** Reads more behind what is left; false at the end of the connection. */
    private boolean fill() throws IOException {
        in.position(in.position() - begun).compact();
        if (!in.hasRemaining()) {
            throw new IOException("a line of more than " + BUFFER + " bytes");
        }
        int read = connection.read(in);
        in.flip().position(begun);
        return read > 0;
    }
}
