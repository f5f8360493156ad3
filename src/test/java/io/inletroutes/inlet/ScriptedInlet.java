package io.inletroutes.inlet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** An inlet on a real socket that answers each request as the test says, and remembers what it was sent unless it is told not to. */
public final class ScriptedInlet implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** One request as it came. */
    public record Received(String method, String path, Map<String, String> headers, List<JsonNode> messages, byte[] body) {

        public List<String> ids() {
            return messages.stream().map(message -> message.at("/body/xdmEntity/_id").asText()).toList();
        }

        boolean batch() {
            return path.contains("/batch/");
        }

        @Override
        public String toString() {
            return method + " " + path + " of " + messages.size();
        }
    }

    /** How a connection ends after the answer's bytes. */
    public enum End { KEEP, CLOSE, HANG }

    /** Bytes of an answer. */
    public record Answer(byte[] bytes, End end) {
    }

    private final ServerSocket server;
    private final Function<Received, Answer> script;
    private final List<Received> received = new ArrayList<>();
    private final AtomicInteger requests = new AtomicInteger();
    private final boolean remembers;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final CountDownLatch closed = new CountDownLatch(1);

    ScriptedInlet(Function<Received, Answer> script) throws IOException {
        this(new ServerSocket(0, 100, InetAddress.getLoopbackAddress()), script);
    }

    ScriptedInlet(ServerSocket server, Function<Received, Answer> script) {
        this(server, script, true);
    }

    private ScriptedInlet(ServerSocket server, Function<Received, Answer> script, boolean remembers) {
        this.remembers = remembers;
        this.server = server;
        this.script = script;
        start(this::accept);
    }

    /** One for so many requests that only their number can be remembered. */
    public static ScriptedInlet forgetful(Function<Received, Answer> script) throws IOException {
        return new ScriptedInlet(new ServerSocket(0, 100, InetAddress.getLoopbackAddress()), script, false);
    }

    public String url() {
        return "http://127.0.0.1:" + server.getLocalPort() + "/collection/test";
    }

    URI uri(String path) {
        return URI.create("http://127.0.0.1:" + server.getLocalPort() + path);
    }

    int port() {
        return server.getLocalPort();
    }

    public int requests() {
        return requests.get();
    }

    /** As many as there ever were. */
    int connections() {
        return sockets.size();
    }

    List<Received> received() {
        synchronized (received) {
            return List.copyOf(received);
        }
    }

    /** Accepts everything. */
    public static Answer accept(Received request) {
        return request.batch() ? partial(request, i -> "{\"xactionId\":\"x:" + i + "\"}")
                : json(200, "{\"inletId\":\"i\",\"xactionId\":\"x:single\",\"receivedTimeMs\":1,\"syncValidation\":{\"skipped\":true}}");
    }

    public static Answer partial(Received request, Function<Integer, String> entry) {
        String entries = IntStream.range(0, request.messages().size()).mapToObj(entry::apply).collect(Collectors.joining(","));
        return json(207, "{\"inletId\":\"i\",\"batchId\":\"b:1\",\"receivedTimeMs\":1,\"responses\":[" + entries + "]}");
    }

    public static Answer json(int status, String body, String... headers) {
        return new Answer(head(status, body.getBytes(StandardCharsets.UTF_8).length, body, headers), End.KEEP);
    }

    /** The same answer as {@code Content-Encoding} has it: {@code gzip}, {@code deflate} or plain for any other. */
    static Answer encoded(Answer plain, String encoding) {
        String text = new String(plain.bytes(), StandardCharsets.UTF_8);
        byte[] body = text.substring(text.indexOf("\r\n\r\n") + 4).getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (OutputStream packed = switch (encoding.toLowerCase(Locale.ROOT)) {
            case "gzip" -> new GZIPOutputStream(out);
            case "deflate" -> new DeflaterOutputStream(out);
            default -> out;
        }) {
            packed.write(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(("HTTP/1.1 207 x\r\nContent-Encoding: " + encoding + "\r\nContent-Length: " + out.size() + "\r\n\r\n").getBytes(StandardCharsets.UTF_8));
        all.writeBytes(out.toByteArray());
        return new Answer(all.toByteArray(), End.KEEP);
    }

    /** Promises more bytes than it sends. */
    public static Answer cut(int status, String body) {
        return new Answer(head(status, body.length() + 50, body), End.CLOSE);
    }

    public static Answer reset() {
        return new Answer(new byte[0], End.CLOSE);
    }

    public static Answer hang() {
        return new Answer(new byte[0], End.HANG);
    }

    private static byte[] head(int status, int length, String body, String... headers) {
        StringBuilder head = new StringBuilder("HTTP/1.1 " + status + " x\r\nContent-Type: application/json\r\nContent-Length: " + length + "\r\n");
        for (String header : headers) {
            head.append(header).append("\r\n");
        }
        return (head + "\r\n" + body).getBytes(StandardCharsets.UTF_8);
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                sockets.add(socket);
                start(() -> serve(socket));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            InputStream in = new BufferedInputStream(socket.getInputStream());
            OutputStream out = socket.getOutputStream();
            for (Received request = read(in); request != null; request = read(in)) {
                requests.incrementAndGet();
                if (remembers) {
                    synchronized (received) {
                        received.add(request);
                    }
                }
                Answer answer = script.apply(request);
                out.write(answer.bytes());
                out.flush();
                if (answer.end() == End.HANG) {
                    closed.await();
                }
                if (answer.end() != End.KEEP) {
                    socket.setSoLinger(true, 0);
                    return;
                }
            }
        } catch (IOException | InterruptedException e) {
            // the client went away, or the test is over
        }
    }

    private static Received read(InputStream in) throws IOException {
        String first = line(in);
        if (first == null || first.isEmpty()) {
            return null;
        }
        Map<String, String> headers = new TreeMap<>();
        for (String header = line(in); header != null && !header.isEmpty(); header = line(in)) {
            int colon = header.indexOf(':');
            headers.put(header.substring(0, colon).toLowerCase(Locale.ROOT), header.substring(colon + 1).strip());
        }
        byte[] body = in.readNBytes(Integer.parseInt(headers.getOrDefault("content-length", "0")));
        if ("gzip".equals(headers.get("content-encoding"))) {
            body = new GZIPInputStream(new ByteArrayInputStream(body)).readAllBytes();
        }
        List<JsonNode> messages = new ArrayList<>();
        String[] words = first.split(" ");
        if (headers.getOrDefault("content-type", "").startsWith("application/json")) {
            JsonNode tree = JSON.readTree(body);
            if (words[1].contains("/batch/")) {
                tree.path("messages").forEach(messages::add);
            } else {
                messages.add(tree);
            }
        }
        return new Received(words[0], words[1], headers, messages, body);
    }

    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                return line.size() == 0 ? null : line.toString(StandardCharsets.UTF_8);
            }
            if (c != '\r') {
                line.write(c);
            }
        }
        return line.toString(StandardCharsets.UTF_8);
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "scripted-inlet");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        closed.countDown();
        server.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }
}
