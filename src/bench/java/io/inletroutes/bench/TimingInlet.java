package io.inletroutes.bench;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * An inlet in this process that takes everything after a fixed time and notes how long each event was on its way: its {@code _id} is
 * {@code t-} and the {@link System#nanoTime()} of its sending, fifteen digits.
 */
final class TimingInlet implements AutoCloseable {

    static final int DIGITS = 15;
    private static final byte[] MARK = "\"_id\":\"t-".getBytes(StandardCharsets.US_ASCII);

    private final ServerSocket server = new ServerSocket(0, 512, InetAddress.getLoopbackAddress());
    private final int latencyMillis;
    private final long[] sent;
    private final long[] taken;
    private int events;

    /** @param most events it has room for */
    TimingInlet(int latencyMillis, int most) throws IOException {
        this.latencyMillis = latencyMillis;
        this.sent = new long[most];
        this.taken = new long[most];
        start(this::accept, "inlet");
    }

    /** The {@code _id} of an event that is sent now. */
    static String id(long nanos) {
        String digits = Long.toString(nanos);
        return "t-" + "000000000000000".substring(digits.length()) + digits;
    }

    String url() {
        return "http://127.0.0.1:" + server.getLocalPort() + "/collection/bench";
    }

    synchronized int events() {
        return events;
    }

    /** How long those took that were sent from one moment to another, in nanoseconds, sorted. */
    synchronized long[] taken(long from, long until) {
        return java.util.stream.IntStream.range(0, events).filter(i -> sent[i] >= from && sent[i] < until).mapToLong(i -> taken[i]).sorted().toArray();
    }

    private static void start(Runnable work, String name) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = server.accept();
                start(() -> serve(socket), "connection");
            }
        } catch (IOException e) {
            return; // closed
        }
    }

    private void serve(Socket socket) {
        try (socket; InputStream in = socket.getInputStream(); OutputStream out = new BufferedOutputStream(socket.getOutputStream(), 1 << 17)) {
            socket.setTcpNoDelay(true);
            HttpReader reader = new HttpReader(in);
            while (reader.next()) {
                long now = System.nanoTime();
                Thread.sleep(latencyMillis);
                int found = note(reader.body(), reader.length(), now);
                byte[] body = answer(found, reader.path().contains("/batch/")).getBytes(StandardCharsets.US_ASCII);
                out.write(("HTTP/1.1 " + (reader.path().contains("/batch/") ? 207 : 200) + " X\r\nContent-Type: application/json\r\nContent-Length: " + body.length + "\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
                out.write(body);
                out.flush();
            }
        } catch (IOException | InterruptedException e) {
            return; // the sender went away
        }
    }

    private static String answer(int found, boolean batch) {
        if (!batch) {
            return "{\"inletId\":\"bench\",\"xactionId\":\"1565628583792:1485:1:0\",\"receivedTimeMs\":1565628583792}";
        }
        StringBuilder answer = new StringBuilder(64 + found * 48).append("{\"inletId\":\"bench\",\"batchId\":\"1565628583792:1485:1\",\"receivedTimeMs\":1565628583792,\"responses\":[");
        for (int i = 0; i < found; i++) {
            answer.append(i == 0 ? "" : ",").append("{\"xactionId\":\"1565628583792:1485:").append(i).append(":0\"}");
        }
        return answer.append("]}").toString();
    }

    private synchronized int note(byte[] body, int length, long now) {
        int found = 0;
        for (int at = 0; at + MARK.length + DIGITS <= length; at++) {
            if (body[at] == MARK[0] && isMark(body, at)) {
                long nanos = 0;
                for (int i = at + MARK.length; i < at + MARK.length + DIGITS; i++) {
                    nanos = nanos * 10 + body[i] - '0';
                }
                if (events < sent.length) {
                    sent[events] = nanos;
                    taken[events++] = now - nanos;
                }
                found++;
                at += MARK.length + DIGITS;
            }
        }
        return found;
    }

    private static boolean isMark(byte[] body, int at) {
        for (int i = 1; i < MARK.length; i++) {
            if (body[at + i] != MARK[i]) {
                return false;
            }
        }
        return true;
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
