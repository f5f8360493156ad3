package io.inletroutes.bench;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLong;

/**
 * An inlet that does as little as an inlet can: counts the events of each request, remembers which row numbers came, answers after
 * a fixed time. It finds an event by its {@code "_id":"b-000000123"}, so it neither parses JSON nor limits the sender.
 *
 * <p>{@code GET /count} answers {@code requests events distinct refused} and the time of the last answer, of all since the last
 * {@code GET /reset}.
 */
final class CountingInlet {

    private static final byte[] MARK = ascii("\"_id\":\"b-");
    private static final byte[] BATCH_ENDS = ascii("]}");
    private static final byte[] REFUSED = ascii("{\"statusCode\":400,\"message\":\"extraneous key [x] is not permitted\"}");
    /** By position; made once, so that answering takes little of the machine that the sender runs on too. */
    private static final byte[][] ACCEPTED = accepted();
    private static final int DIGITS = 9;
    private static final int[] SKIP = skips();

    private final int latencyMillis;
    private final int refuseEvery;
    private final AtomicLong requests = new AtomicLong();
    private final AtomicLong events = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();
    private volatile AtomicIntegerArray seen;
    private volatile long lastAnswer;

    private CountingInlet(int latencyMillis, int refuseEvery, int rows) {
        this.latencyMillis = latencyMillis;
        this.refuseEvery = refuseEvery;
        this.seen = new AtomicIntegerArray(rows / 32 + 1);
    }

    /** Arguments: port file, latency in ms, refuse every n-th row (0 = none), rows at most. */
    public static void main(String[] args) throws IOException {
        CountingInlet inlet = new CountingInlet(Integer.parseInt(args[1]), Integer.parseInt(args[2]), Integer.parseInt(args[3]));
        ServerSocket server = new ServerSocket(0, 512, InetAddress.getLoopbackAddress());
        Processes.write(Path.of(args[0]), Integer.toString(server.getLocalPort()));
        while (true) {
            Socket socket = server.accept();
            Thread thread = new Thread(() -> inlet.serve(socket), "connection");
            thread.setDaemon(true);
            thread.start();
        }
    }

    private void serve(Socket socket) {
        try (socket; InputStream in = socket.getInputStream(); OutputStream out = new BufferedOutputStream(socket.getOutputStream(), 1 << 17)) {
            socket.setTcpNoDelay(true);
            HttpReader reader = new HttpReader(in);
            while (reader.next()) {
                answer(reader, out);
                out.flush();
                if (reader.path().startsWith("/collection/")) {
                    lastAnswer = System.currentTimeMillis();
                }
            }
        } catch (IOException | InterruptedException e) {
            return; // the sender went away
        }
    }

    private void answer(HttpReader request, OutputStream out) throws IOException, InterruptedException {
        if (request.path().equals("/count")) {
            write(out, 200, requests + " " + events + " " + distinct() + " " + refused + " " + lastAnswer);
            return;
        }
        if (request.path().equals("/reset")) {
            seen = new AtomicIntegerArray(seen.length());
            requests.set(0);
            events.set(0);
            refused.set(0);
            write(out, 200, "");
            return;
        }
        if (latencyMillis > 0) {
            Thread.sleep(latencyMillis);
        }
        long number = requests.incrementAndGet();
        if (request.path().contains("/batch/")) {
            batch(request, number, out);
        } else {
            single(request, out);
        }
    }

    private void batch(HttpReader request, long number, OutputStream out) throws IOException {
        ByteArrayOutputStream answer = new ByteArrayOutputStream(32 * 1024);
        answer.writeBytes(ascii("{\"inletId\":\"bench\",\"batchId\":\"1565628583792:1485:" + number + "\",\"receivedTimeMs\":1565628583792,\"responses\":["));
        int found = 0;
        int no = 0;
        byte[] body = request.body();
        for (int at = indexOf(body, request.length(), 0); at >= 0; at = indexOf(body, request.length(), at + DIGITS)) {
            int row = row(body, at);
            if (found > 0) {
                answer.write(',');
            }
            if (accepts(row)) {
                mark(row);
                answer.writeBytes(ACCEPTED[Math.min(found, ACCEPTED.length - 1)]);
            } else {
                no++;
                answer.writeBytes(REFUSED);
            }
            found++;
        }
        answer.writeBytes(BATCH_ENDS);
        events.addAndGet(found);
        refused.addAndGet(no);
        write(out, 207, answer.size());
        answer.writeTo(out);
    }

    private void single(HttpReader request, OutputStream out) throws IOException {
        int at = indexOf(request.body(), request.length(), 0);
        if (at >= 0) {
            events.incrementAndGet();
            int row = row(request.body(), at);
            if (!accepts(row)) {
                refused.incrementAndGet();
                write(out, 400, "{\"status\":400,\"title\":\"Invalid XDM Message Format\"}");
                return;
            }
            mark(row);
        }
        write(out, 200, "{\"inletId\":\"bench\",\"xactionId\":\"1565628583792:1485:1:0\",\"receivedTimeMs\":1565628583792}");
    }

    private boolean accepts(int row) {
        return refuseEvery == 0 || row % refuseEvery != 0;
    }

    private static void write(OutputStream out, int status, String body) throws IOException {
        write(out, status, body.length());
        out.write(ascii(body));
    }

    private static void write(OutputStream out, int status, int length) throws IOException {
        out.write(ascii("HTTP/1.1 " + status + " X\r\nContent-Type: application/json\r\nContent-Length: " + length + "\r\n\r\n"));
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[][] accepted() {
        byte[][] entries = new byte[4096][];
        for (int position = 0; position < entries.length; position++) {
            entries[position] = ascii("{\"xactionId\":\"1565628583792:1485:" + position + ":0\"}");
        }
        return entries;
    }

    private void mark(int row) {
        AtomicIntegerArray bits = seen;
        int word = row >>> 5;
        if (word < bits.length()) {
            bits.accumulateAndGet(word, 1 << (row & 31), (a, b) -> a | b);
        }
    }

    private long distinct() {
        long count = 0;
        for (int i = 0; i < seen.length(); i++) {
            count += Integer.bitCount(seen.get(i));
        }
        return count;
    }

    private static int row(byte[] body, int at) {
        int row = 0;
        for (int i = at; i < at + DIGITS; i++) {
            row = row * 10 + body[i] - '0';
        }
        return row;
    }

    /** Where the digits after the next mark start, -1 at the end; Horspool's search. */
    private static int indexOf(byte[] body, int length, int from) {
        int last = MARK.length - 1;
        for (int end = from + last; end < length - DIGITS; end += SKIP[body[end] & 0xff]) {
            int i = last;
            while (i >= 0 && body[end - last + i] == MARK[i]) {
                i--;
            }
            if (i < 0) {
                return end + 1;
            }
        }
        return -1;
    }

    private static int[] skips() {
        int[] skips = new int[256];
        Arrays.fill(skips, MARK.length);
        for (int i = 0; i < MARK.length - 1; i++) {
            skips[MARK[i] & 0xff] = MARK.length - 1 - i;
        }
        return skips;
    }
}
