package io.inletroutes.bench;

import static io.inletroutes.bench.HttpAnswer.ascii;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLong;

/**
 * An inlet that does as little as an inlet can: counts the events of each request, remembers which row numbers came, answers after
 * a fixed time. It finds an event by its {@code "_id":"b-000000123"}, so it neither parses JSON nor limits the sender; and it makes hardly
 * any garbage, as the machine is the one that the sender runs on and a collection would let nobody in.
 *
 * <p>{@code GET /count} answers {@code requests events distinct refused} and the time of the last answer, of all since the last
 * {@code GET /reset}.
 */
final class CountingInlet {

    private static final byte[] BATCH_ENDS = ascii("]}");
    private static final byte[] ACCEPTED_ALONE = ascii("{\"inletId\":\"bench\",\"xactionId\":\"1565628583792:1485:1:0\",\"receivedTimeMs\":1565628583792}");
    private static final byte[] REFUSED_ALONE = ascii("{\"status\":400,\"title\":\"Invalid XDM Message Format\"}");
    private static final byte[] REFUSED = ascii("{\"statusCode\":400,\"message\":\"extraneous key [x] is not permitted\"}");
    private static final byte[] NEXT = ascii(",");
    /** By position; made once, so that answering takes little of the machine that the sender runs on too. */
    private static final byte[][] ACCEPTED = accepted();

    private final int latencyMillis;
    private final int refuseEvery;
    private final AtomicLong requests = new AtomicLong();
    private final AtomicLong events = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();
    /** Of connections that ended, for the next ones. */
    private final Deque<Buffers> free = new ConcurrentLinkedDeque<>();
    private volatile AtomicIntegerArray seen;
    private volatile long lastAnswer;

    private CountingInlet(int latencyMillis, int refuseEvery, int rows) {
        this.latencyMillis = latencyMillis;
        this.refuseEvery = refuseEvery;
        this.seen = new AtomicIntegerArray(rows / 32 + 1);
    }

    /** What one connection at a time works with. */
    private record Buffers(HttpReader request, HttpAnswer answer) { }

    /** Arguments: port file, latency in ms, refuse every n-th row (0 = none), rows at most. */
    public static void main(String[] args) throws IOException {
        CountingInlet inlet = new CountingInlet(Integer.parseInt(args[1]), Integer.parseInt(args[2]), Integer.parseInt(args[3]));
        ServerSocketChannel server = ServerSocketChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 512);
        Processes.write(Path.of(args[0]), Integer.toString(server.socket().getLocalPort()));
        while (true) {
            SocketChannel connection = server.accept();
            Thread thread = new Thread(() -> inlet.serve(connection), "connection");
            thread.setDaemon(true);
            thread.start();
        }
    }

    private void serve(SocketChannel connection) {
        Buffers used = free.poll();
        Buffers buffers = used != null ? used : new Buffers(new HttpReader(new EventNumbers("b-", 9)), new HttpAnswer());
        HttpReader request = buffers.request();
        try (connection) {
            connection.setOption(StandardSocketOptions.TCP_NODELAY, true);
            request.connect(connection);
            while (request.next()) {
                int status = answer(request, buffers.answer().begin());
                buffers.answer().send(connection, status);
                if (request.path().startsWith("/collection/")) {
                    lastAnswer = System.currentTimeMillis();
                }
            }
        } catch (IOException | InterruptedException e) {
            return; // the sender went away
        } finally {
            free.push(buffers);
        }
    }

    /** Gives back the status. */
    private int answer(HttpReader request, HttpAnswer answer) throws InterruptedException {
        if (request.path().equals("/count")) {
            answer.put(ascii(requests + " " + events + " " + distinct() + " " + refused + " " + lastAnswer));
            return 200;
        }
        if (request.path().equals("/reset")) {
            seen = new AtomicIntegerArray(seen.length());
            requests.set(0);
            events.set(0);
            refused.set(0);
            System.gc(); // now, as nobody is measured, so that there is none until the next reset
            return 200;
        }
        if (latencyMillis > 0) {
            Thread.sleep(latencyMillis);
        }
        long number = requests.incrementAndGet();
        return request.path().contains("/batch/") ? batch(request.numbers(), number, answer) : single(request.numbers(), answer);
    }

    private int batch(EventNumbers rows, long number, HttpAnswer answer) {
        answer.put(ascii("{\"inletId\":\"bench\",\"batchId\":\"1565628583792:1485:" + number + "\",\"receivedTimeMs\":1565628583792,\"responses\":["));
        int no = 0;
        for (int i = 0; i < rows.count(); i++) {
            if (i > 0) {
                answer.put(NEXT);
            }
            if (takes(rows.get(i))) {
                answer.put(ACCEPTED[Math.min(i, ACCEPTED.length - 1)]);
            } else {
                no++;
                answer.put(REFUSED);
            }
        }
        answer.put(BATCH_ENDS);
        events.addAndGet(rows.count());
        refused.addAndGet(no);
        return 207;
    }

    private int single(EventNumbers rows, HttpAnswer answer) {
        if (rows.count() > 0) {
            events.incrementAndGet();
            if (!takes(rows.get(0))) {
                refused.incrementAndGet();
                answer.put(REFUSED_ALONE);
                return 400;
            }
        }
        answer.put(ACCEPTED_ALONE);
        return 200;
    }

    /** False where a row is refused; else it counts as seen. */
    private boolean takes(long row) {
        if (refuseEvery != 0 && row % refuseEvery == 0) {
            return false;
        }
        AtomicIntegerArray bits = seen;
        int word = (int) (row >>> 5);
        if (word < bits.length()) {
            bits.accumulateAndGet(word, 1 << (row & 31), (a, b) -> a | b);
        }
        return true;
    }

    private static byte[][] accepted() {
        byte[][] entries = new byte[4096][];
        for (int position = 0; position < entries.length; position++) {
            entries[position] = ascii("{\"xactionId\":\"1565628583792:1485:" + position + ":0\"}");
        }
        return entries;
    }

    private long distinct() {
        long count = 0;
        for (int i = 0; i < seen.length(); i++) {
            count += Integer.bitCount(seen.get(i));
        }
        return count;
    }
}
