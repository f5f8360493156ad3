package io.inletroutes.bench;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;

/** The ceiling: one ready payload copied into batches, written to sixteen sockets, answers read and thrown away. */
final class ReadyBytes {

    private static final int BATCH = 500;
    private static final int CONNECTIONS = 16;

    private ReadyBytes() {
    }

    /** Arguments: a file that is not read, single inlet URL, rows. Each row's number is patched into the ready bytes, so that the inlet counts them like any other. */
    public static void main(String[] args) throws Exception {
        OwnFigures begun = OwnFigures.begin();
        URI url = URI.create(args[1].replace("/collection/", "/collection/batch/"));
        int rows = Integer.parseInt(args[2]);
        AtomicInteger next = new AtomicInteger();
        Thread[] threads = new Thread[CONNECTIONS];
        for (int i = 0; i < CONNECTIONS; i++) {
            threads[i] = new Thread(() -> send(url, next, rows), "sender");
            threads[i].start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
        begun.end();
    }

    private static void send(URI url, AtomicInteger next, int rows) {
        byte[] event = BenchData.payload(BenchData.id(0), "2024-03-01T08:15:30Z", "c123456@example.org", "Amélie", "Last, 42", "female", "1984", "store-42",
                "4711", BenchData.id(0), "6310a9d7c5f2e61b8e5a5f0a").getBytes(StandardCharsets.UTF_8);
        int idAt = new String(event, StandardCharsets.ISO_8859_1).indexOf("\"_id\":\"b-") + 9;
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), url.getPort())) {
            socket.setTcpNoDelay(true);
            OutputStream out = socket.getOutputStream();
            BufferedInputStream in = new BufferedInputStream(socket.getInputStream(), 1 << 17);
            for (int from = next.getAndAdd(BATCH); from < rows; from = next.getAndAdd(BATCH)) {
                int count = Math.min(BATCH, rows - from);
                byte[] body = body(event, idAt, from, count);
                out.write(("POST " + url.getPath() + " HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nx-gw-ims-org-id: " + BenchData.ORGANISATION
                        + "\r\nContent-Length: " + body.length + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
                out.write(body);
                skipAnswer(in);
            }
        } catch (IOException e) {
            System.exit(1);
        }
    }

    private static byte[] body(byte[] event, int idAt, int from, int count) {
        byte[] head = "{\"messages\":[".getBytes(StandardCharsets.US_ASCII);
        byte[] body = new byte[head.length + count * (event.length + 1) + 1];
        System.arraycopy(head, 0, body, 0, head.length);
        int at = head.length;
        for (int i = 0; i < count; i++) {
            System.arraycopy(event, 0, body, at, event.length);
            int row = from + i;
            for (int digit = 8; digit >= 0; digit--) {
                body[at + idAt + digit] = (byte) ('0' + row % 10);
                row /= 10;
            }
            at += event.length;
            body[at++] = (byte) (i == count - 1 ? ']' : ',');
        }
        body[at] = '}';
        return body;
    }

    private static void skipAnswer(BufferedInputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.length() < 4 || !head.substring(head.length() - 4).equals("\r\n\r\n")) {
            head.append((char) in.read());
        }
        int length = Integer.parseInt(head.toString().replaceAll("(?s).*Content-Length: (\\d+).*", "$1"));
        in.skipNBytes(length);
    }
}
