package io.inletroutes.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A stand-in inlet on loopback: checks and answers as the real one is documented to, counts what came, and can be told to fail. Its
 * control page is {@code /simulator/counts}, {@code /simulator/received} and {@code /simulator/faults} on the same port.
 */
public final class Simulator implements AutoCloseable {

    private final ServerSocket server;
    private final Collection collection;
    private final Faults faults = new Faults();
    private final Set<Socket> connections = ConcurrentHashMap.newKeySet();

    private Simulator(SimulatorOptions options) throws IOException {
        this.collection = new Collection(options);
        options.fault().ifPresent(faults::set);
        this.server = new ServerSocket(options.port(), 256, InetAddress.getLoopbackAddress());
        Thread thread = new Thread(this::acceptConnections, "simulator");
        thread.setDaemon(true);
        thread.start();
    }

    /** @throws IOException when the port is taken */
    public static Simulator start(SimulatorOptions options) throws IOException {
        return new Simulator(options);
    }

    /** Where single messages of an inlet go. */
    public URI url(String inlet) {
        return URI.create("http://127.0.0.1:" + server.getLocalPort() + "/collection/" + inlet);
    }

    public int port() {
        return server.getLocalPort();
    }

    /** Does that wrong from the next request on. */
    public void fault(Fault fault) {
        faults.set(fault);
    }

    /** Does nothing wrong any more. */
    public void mend() {
        faults.set(null);
    }

    public SimulatorCounts counts() {
        return collection.counts();
    }

    /** The last accepted messages, a thousand at most, the oldest first. */
    public List<JsonNode> received() {
        return collection.last();
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket connection : connections) {
            connection.close();
        }
    }

    private void acceptConnections() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                connections.add(socket);
                Thread thread = new Thread(() -> serve(socket), "simulator-connection");
                thread.setDaemon(true);
                thread.start();
            } catch (IOException e) {
                return; // closed
            }
        }
    }

    private void serve(Socket socket) {
        try (socket; InputStream in = new BufferedInputStream(socket.getInputStream(), 1 << 16); OutputStream out = new BufferedOutputStream(socket.getOutputStream(), 1 << 16)) {
            socket.setTcpNoDelay(true);
            for (HttpRequest request = HttpRequest.read(in); request != null; request = HttpRequest.read(in)) {
                Optional<Answer> answer = answer(request);
                if (answer.isEmpty()) {
                    return; // cut
                }
                out.write(answer.get().head());
                out.write(answer.get().body());
                out.flush();
            }
        } catch (IOException | NumberFormatException e) {
            return; // the sender went away, or speaks no HTTP
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            connections.remove(socket);
        }
    }

    /** Empty when the connection is to be cut. */
    private Optional<Answer> answer(HttpRequest request) throws IOException, InterruptedException {
        if (request.path().startsWith("/collection/")) {
            collection.countRequest();
            return inletAnswer(request);
        }
        return Optional.of(switch (request.path()) {
            case "/simulator/counts" -> Answer.json(200, counted());
            case "/simulator/received" -> Answer.json(200, JsonNodeFactory.instance.arrayNode().addAll(collection.last()));
            case "/simulator/faults" -> changeFaults(request);
            case "/ims/token/v3" -> token(request);
            default -> request.path().startsWith("/data/foundation/flowservice/connections") ? connections(request)
                    : Answer.problem(404, "Not Found", "there is nothing here");
        });
    }

    private Optional<Answer> inletAnswer(HttpRequest request) throws IOException, InterruptedException {
        Optional<Fault> on = faults.next();
        if (on.isEmpty()) {
            return Optional.of(collection.answer(request, 0));
        }
        Fault fault = on.get();
        switch (fault.kind()) {
            case ANSWER -> {
                Map<String, String> headers = fault.retryAfter() < 0 ? Map.of() : Map.of("Retry-After", Integer.toString(fault.retryAfter()));
                return Optional.of(new Answer(fault.number(), headers, Answer.problem(fault.number(), "Told to", "told to answer this").body()));
            }
            case CUT -> {
                return Optional.empty();
            }
            case CUT_AFTER_ACCEPTING -> {
                collection.answer(request, 0);
                return Optional.empty();
            }
            case HANG -> {
                synchronized (this) {
                    while (!server.isClosed()) {
                        wait(1_000);
                    }
                }
                return Optional.empty();
            }
            case GARBAGE -> {
                return Optional.of(new Answer(200, Map.of(), "<html>".getBytes(StandardCharsets.UTF_8)));
            }
            case LIMIT -> {
                int messages = Math.max(1, request.text().split("\"xdmEntity\"", -1).length - 1);
                return Optional.of(faults.fits(messages, fault.number()) ? collection.answer(request, 0) : Answer.problem(429, "Too Many Requests", "slow down"));
            }
            case SLOW -> Thread.sleep(fault.latency().toMillis());
            case PARTIAL -> {
                return Optional.of(collection.answer(request, fault.number()));
            }
        }
        return Optional.of(collection.answer(request, 0));
    }

    private ObjectNode counted() {
        SimulatorCounts counts = counts();
        return JsonNodeFactory.instance.objectNode().put("requests", counts.requests()).put("accepted", counts.accepted()).put("distinct", counts.distinct())
                .put("repeated", counts.repeated()).put("refused", counts.refused());
    }

    private Answer changeFaults(HttpRequest request) {
        if (request.method().equals("DELETE")) {
            mend();
            return Answer.json(200, JsonNodeFactory.instance.objectNode());
        }
        try {
            fault(Fault.parse(request.text()));
            return Answer.json(200, JsonNodeFactory.instance.objectNode().put("fault", request.text().trim()));
        } catch (IllegalArgumentException e) {
            return Answer.problem(400, "No fault", e.getMessage());
        }
    }

    private static Answer token(HttpRequest request) {
        if (!request.text().contains("grant_type=client_credentials") || request.text().contains("client_secret=wrong")) {
            return Answer.json(401, JsonNodeFactory.instance.objectNode().put("error", "invalid_client"));
        }
        return Answer.json(200, JsonNodeFactory.instance.objectNode().put("access_token", "simulated-" + Long.toHexString(System.nanoTime())).put("token_type", "bearer").put("expires_in", 86_399));
    }

    private Answer connections(HttpRequest request) {
        if (!request.header("authorization").startsWith("Bearer ") || request.header("x-api-key").isEmpty() || request.header("x-gw-ims-org-id").isEmpty()) {
            return Answer.problem(401, "Unauthorized", "Authorization, x-api-key and x-gw-ims-org-id are needed");
        }
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        ObjectNode item = answer.putArray("items").addObject().put("id", "simulated").put("name", "Simulated streaming connection").put("state", "enabled");
        item.putObject("auth").putObject("params").put("inletUrl", url("simulated").toString()).put("inletId", "simulated").put("name", "Simulated streaming connection").put("dataType", "xdm");
        return Answer.json(200, answer);
    }
}
