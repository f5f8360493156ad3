package io.inletroutes.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** An inlet for millions of events: accepts every batch and single message and does nothing but count the numbers behind the {@code _id} prefix {@code LS-}. */
final class CountingInlet implements AutoCloseable {

    private static final byte[] ID = "\"_id\":\"LS-".getBytes(StandardCharsets.US_ASCII);

    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(8);
    private final BitSet seen = new BitSet();
    private long accepted;
    private int batches;

    private CountingInlet(HttpServer server) {
        this.server = server;
    }

    static CountingInlet start() throws IOException {
        return start(0);
    }

    /** On a port that was free a moment ago. */
    static CountingInlet start(int port) throws IOException {
        CountingInlet inlet = new CountingInlet(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 64));
        inlet.server.setExecutor(inlet.threads);
        inlet.server.createContext("/collection/batch/counting", inlet::take);
        inlet.server.createContext("/collection/counting", inlet::take);
        inlet.server.start();
        return inlet;
    }

    /** Where single messages would go. */
    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/collection/counting";
    }

    synchronized long accepted() {
        return accepted;
    }

    synchronized long distinct() {
        return seen.cardinality();
    }

    private void take(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        StringBuilder answer = new StringBuilder("{\"inletId\":\"counting\",\"batchId\":\"").append(nextBatch()).append("\",\"receivedTimeMs\":1,\"responses\":[");
        BitSet ids = new BitSet();
        int messages = 0;
        for (int at = find(body, 0); at >= 0; at = find(body, at)) {
            int number = 0;
            for (at += ID.length; body[at] != '"'; at++) {
                number = number * 10 + body[at] - '0';
            }
            ids.set(number);
            answer.append(messages++ == 0 ? "" : ",").append("{\"xactionId\":\"x\"}");
        }
        synchronized (this) {
            accepted += messages;
            seen.or(ids);
        }
        boolean single = !exchange.getRequestURI().getPath().contains("/batch/");
        byte[] bytes = (single ? "{\"inletId\":\"counting\",\"xactionId\":\"x\",\"receivedTimeMs\":1}" : answer.append("]}").toString()).getBytes(StandardCharsets.US_ASCII);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(single ? 200 : 207, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private synchronized int nextBatch() {
        return ++batches;
    }

    private static int find(byte[] body, int from) {
        for (int at = from; at <= body.length - ID.length; at++) {
            int same = 0;
            while (same < ID.length && body[at + same] == ID[same]) {
                same++;
            }
            if (same == ID.length) {
                return at;
            }
        }
        return -1;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
