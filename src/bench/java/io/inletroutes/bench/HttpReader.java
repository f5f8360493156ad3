package io.inletroutes.bench;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/** Reads HTTP/1.1 requests of one connection into a buffer that is used again; lengths and chunked bodies, nothing else. */
final class HttpReader {

    private final InputStream in;
    private byte[] head = new byte[8192];
    private byte[] body = new byte[1 << 16];
    private int length;
    private String path = "";

    HttpReader(InputStream in) {
        this.in = new BufferedInputStream(in, 1 << 17);
    }

    /** Reads the next request; false at the end of the connection. */
    boolean next() throws IOException {
        String first = line();
        if (first == null) {
            return false;
        }
        path = first.split(" ")[1];
        length = 0;
        boolean chunked = false;
        int announced = 0;
        for (String header = line(); header != null && !header.isEmpty(); header = line()) {
            String lower = header.toLowerCase(Locale.ROOT);
            if (lower.startsWith("content-length:")) {
                announced = Integer.parseInt(lower.substring(15).trim());
            } else if (lower.startsWith("transfer-encoding:") && lower.contains("chunked")) {
                chunked = true;
            }
        }
        if (!chunked) {
            fill(announced);
            return true;
        }
        for (int size = Integer.parseInt(line().trim(), 16); size > 0; size = Integer.parseInt(line().trim(), 16)) {
            fill(size);
            line();
        }
        line();
        return true;
    }

    String path() {
        return path;
    }

    byte[] body() {
        return body;
    }

    int length() {
        return length;
    }

    private void fill(int size) throws IOException {
        if (body.length < length + size) {
            body = Arrays.copyOf(body, Math.max(body.length * 2, length + size));
        }
        if (in.readNBytes(body, length, size) < size) {
            throw new EOFException();
        }
        length += size;
    }

    private String line() throws IOException {
        int used = 0;
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) {
                return null;
            }
            if (used == head.length) {
                head = Arrays.copyOf(head, used * 2);
            }
            head[used++] = (byte) b;
        }
        return new String(head, 0, used > 0 && head[used - 1] == '\r' ? used - 1 : used, StandardCharsets.ISO_8859_1);
    }
}
