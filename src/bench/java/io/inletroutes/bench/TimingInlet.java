package io.inletroutes.bench;

import static io.inletroutes.bench.HttpAnswer.ascii;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;

/**
 * An inlet in this process that takes everything after a fixed time and notes how long each event was on its way: its {@code _id} is
 * {@code t-} and the {@link System#nanoTime()} of its sending, fifteen digits.
 */
final class TimingInlet implements AutoCloseable {

    private static final int DIGITS = 15;

    private final ServerSocketChannel server = ServerSocketChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 512);
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
        return "http://127.0.0.1:" + server.socket().getLocalPort() + "/collection/bench";
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
                SocketChannel connection = server.accept();
                start(() -> serve(connection), "connection");
            }
        } catch (IOException e) {
            return; // closed
        }
    }

    private void serve(SocketChannel connection) {
        try (connection) {
            connection.setOption(StandardSocketOptions.TCP_NODELAY, true);
            HttpReader request = new HttpReader(new EventNumbers("t-", DIGITS));
            HttpAnswer answer = new HttpAnswer();
            request.connect(connection);
            while (request.next()) {
                long now = System.nanoTime();
                Thread.sleep(latencyMillis);
                note(request.numbers(), now);
                boolean batch = request.path().contains("/batch/");
                answer.begin().put(ascii(batch ? batch(request.numbers().count()) : "{\"inletId\":\"bench\",\"xactionId\":\"1565628583792:1485:1:0\",\"receivedTimeMs\":1565628583792}"));
                answer.send(connection, batch ? 207 : 200);
            }
        } catch (IOException | InterruptedException e) {
            return; // the sender went away
        }
    }

    private static String batch(int found) {
        StringBuilder answer = new StringBuilder(64 + found * 48).append("{\"inletId\":\"bench\",\"batchId\":\"1565628583792:1485:1\",\"receivedTimeMs\":1565628583792,\"responses\":[");
        for (int i = 0; i < found; i++) {
            answer.append(i == 0 ? "" : ",").append("{\"xactionId\":\"1565628583792:1485:").append(i).append(":0\"}");
        }
        return answer.append("]}").toString();
    }

    private synchronized void note(EventNumbers nanos, long now) {
        for (int i = 0; i < nanos.count() && events < sent.length; i++) {
            sent[events] = nanos.get(i);
            taken[events++] = now - nanos.get(i);
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
