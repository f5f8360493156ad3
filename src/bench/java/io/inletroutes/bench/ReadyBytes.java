package io.inletroutes.bench;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The ceiling: whole requests are made before, outside the heap. For each that is sent the row numbers are patched into it, the system
 * takes the bytes from where they lie, and the answer is read and thrown away. So many connections that neither the inlet's latency
 * nor their number bounds it, but the machine.
 */
final class ReadyBytes {

    private static final int BATCH = 500;
    private static final int CONNECTIONS = Integer.getInteger("bench.connections", 64);
    private static final byte[] LENGTH = "Content-Length: ".getBytes(StandardCharsets.US_ASCII);

    private final URI url;
    private final int rows;
    private final AtomicInteger next = new AtomicInteger();

    private ReadyBytes(URI url, int rows) {
        this.url = url;
        this.rows = rows;
    }

    /** Arguments: a file that is not read, single inlet URL, rows. The inlet counts the rows by their numbers as it does anybody's. */
    public static void main(String[] args) throws Exception {
        ReadyBytes ready = new ReadyBytes(URI.create(args[1].replace("/collection/", "/collection/batch/")), Integer.parseInt(args[2]));
        Thread[] threads = new Thread[CONNECTIONS];
        OwnFigures begun = OwnFigures.begin();
        for (int i = 0; i < CONNECTIONS; i++) {
            threads[i] = new Thread(ready::send, "sender");
            threads[i].start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
        begun.end();
    }

    private void send() {
        byte[] event = (BenchData.payload(BenchData.id(0), "2024-03-01T08:15:30Z", "c123456@example.org", "Amélie", "Last, 42", "female", "1984", "store-42",
                "4711", BenchData.id(0), "6310a9d7c5f2e61b8e5a5f0a") + ",").getBytes(StandardCharsets.UTF_8);
        int idAt = new String(event, StandardCharsets.ISO_8859_1).indexOf("\"_id\":\"b-") + 9;
        try (SocketChannel socket = SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), url.getPort()))) {
            socket.setOption(StandardSocketOptions.TCP_NODELAY, true);
            ByteBuffer answer = ByteBuffer.allocate(1 << 17);
            ByteBuffer full = request(event, BATCH);
            for (int from = next.getAndAdd(BATCH); from < rows; from = next.getAndAdd(BATCH)) {
                int count = Math.min(BATCH, rows - from);
                ByteBuffer request = count == BATCH ? full : request(event, count);
                patch(request, request.limit() - 1 - count * event.length + idAt, event.length, from, count);
                request.rewind();
                while (request.hasRemaining()) {
                    socket.write(request);
                }
                skipAnswer(socket, answer);
            }
        } catch (IOException e) {
            System.err.println(e);
            System.exit(1);
        }
    }

    private ByteBuffer request(byte[] event, int count) {
        byte[] open = "{\"messages\":[".getBytes(StandardCharsets.US_ASCII);
        int length = open.length + count * event.length + 1;
        byte[] head = ("POST " + url.getPath() + " HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nx-gw-ims-org-id: " + BenchData.ORGANISATION
                + "\r\nContent-Length: " + length + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII);
        ByteBuffer request = ByteBuffer.allocateDirect(head.length + length).put(head).put(open);
        for (int i = 0; i < count; i++) {
            request.put(event);
        }
        request.put(request.position() - 1, (byte) ']').put((byte) '}'); // in the place of the last comma
        return request.flip();
    }

    private static void patch(ByteBuffer request, int firstId, int eventLength, int from, int count) {
        for (int i = 0; i < count; i++) {
            int row = from + i;
            int id = firstId + i * eventLength;
            for (int digit = 8; digit >= 0; digit--) {
                request.put(id + digit, (byte) ('0' + row % 10));
                row /= 10;
            }
        }
    }

    private static void skipAnswer(SocketChannel socket, ByteBuffer answer) throws IOException {
        answer.clear();
        int end = -1;
        while (end < 0 || answer.position() < end) {
            if (socket.read(answer) < 0) {
                throw new EOFException("the inlet closed the connection");
            }
            if (end < 0) {
                end = end(answer);
            }
        }
    }

    /** Where the answer ends; -1 before its head is whole. */
    private static int end(ByteBuffer answer) {
        byte[] bytes = answer.array();
        int length = 0;
        for (int at = 0; at + 4 <= answer.position(); at++) {
            if (bytes[at] == '\r' && bytes[at + 2] == '\r') {
                return at + 4 + length;
            }
            if (bytes[at] == 'C' && answer.position() - at > LENGTH.length && startsWith(bytes, at)) {
                for (int digit = at + LENGTH.length; bytes[digit] >= '0'; digit++) {
                    length = length * 10 + bytes[digit] - '0';
                }
            }
        }
        return -1;
    }

    private static boolean startsWith(byte[] bytes, int at) {
        for (int i = 0; i < LENGTH.length; i++) {
            if (bytes[at + i] != LENGTH[i]) {
                return false;
            }
        }
        return true;
    }
}
