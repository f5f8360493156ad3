package io.inletroutes.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/** An answer that is put together from parts in a buffer outside the heap, which is used again, and sent in one system call. */
final class HttpAnswer {

    /** Room for status and headers, in front of the body. */
    private static final int HEAD = 128;

    private ByteBuffer bytes = ByteBuffer.allocateDirect(1 << 12);

    HttpAnswer begin() {
        bytes.clear().position(HEAD);
        return this;
    }

    /** Appends to the body. */
    HttpAnswer put(byte[] part) {
        if (bytes.remaining() < part.length) {
            bytes = ByteBuffer.allocateDirect(bytes.capacity() * 2 + part.length).put(bytes.flip());
        }
        bytes.put(part);
        return this;
    }

    void send(SocketChannel connection, int status) throws IOException {
        byte[] head = ascii("HTTP/1.1 " + status + " X\r\nContent-Type: application/json\r\nContent-Length: " + (bytes.position() - HEAD) + "\r\n\r\n");
        bytes.put(HEAD - head.length, head).flip().position(HEAD - head.length);
        while (bytes.hasRemaining()) {
            connection.write(bytes);
        }
    }

    /** As it goes over the wire. */
    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
