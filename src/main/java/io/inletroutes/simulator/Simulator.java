package io.inletroutes.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;

/**
 * A stand-in inlet on loopback: checks and answers as the real one is documented to, counts what came, and can be told to fail. On the
 * same port it gives tokens ({@code /ims/token/v3}) and lists its inlets as the Flow Service does; its control page is
 * {@code /simulator/counts}, {@code /simulator/received} and {@code /simulator/faults}.
 */
public final class Simulator implements AutoCloseable {

    /** How long a sender may take to notice that the rest of its request is not wanted. */
    private static final int GOODBYE_MILLIS = 2_000;

    private final ServerSocket server;
    private final Memory memory = new Memory();
    private final Faults faults;
    private final FaultyInlet inlet;
    private final Tokens tokens;
    private final FlowServicePage flowService;
    private final ControlPage control;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Set<Socket> connections = ConcurrentHashMap.newKeySet();

    private Simulator(SimulatorOptions options) throws IOException {
        this.tokens = new Tokens(options);
        this.faults = new Faults(options.clock());
        this.faults.set(options.faults());
        this.inlet = new FaultyInlet(new Collection(options, tokens, memory), faults, closed);
        this.flowService = new FlowServicePage(options, tokens, this::url);
        this.control = new ControlPage(memory, faults);
        this.server = new ServerSocket(options.port(), 256, InetAddress.getLoopbackAddress());
        thread(this::acceptConnections, "simulator");
    }

    /** @throws IOException when the port is taken */
    public static Simulator start(SimulatorOptions options) throws IOException {
        return new Simulator(options);
    }

    /** Where single messages of an inlet go. */
    public URI url(String name) {
        return at("/collection/" + name);
    }

    /** Where a path of it is, such as {@code /ims/token/v3}. */
    public URI at(String path) {
        return URI.create("http://127.0.0.1:" + server.getLocalPort() + path);
    }

    public int port() {
        return server.getLocalPort();
    }

    /** Does that wrong from the next request on. */
    public void fault(Fault fault) {
        faults.set(List.of(fault));
    }

    /** Does nothing wrong any more. */
    public void mend() {
        faults.set(List.of());
    }

    public SimulatorCounts counts() {
        return memory.counts();
    }

    /** The last accepted messages, a thousand and 8 MB at most, the oldest first. */
    public List<JsonNode> received() {
        return memory.last();
    }

    @Override
    public void close() throws IOException {
        closed.countDown();
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
                thread(() -> serve(socket), "simulator-connection");
            } catch (IOException e) {
                return; // closed
            }
        }
    }

    private void serve(Socket socket) {
        try (socket; BufferedInputStream in = new BufferedInputStream(socket.getInputStream(), 1 << 16);
                OutputStream out = new BufferedOutputStream(socket.getOutputStream(), 1 << 16)) {
            socket.setTcpNoDelay(true);
            for (HttpRequest request = HttpRequest.read(in, out); request != null; request = HttpRequest.read(in, out)) {
                Optional<Answer> answer = answer(request);
                if (answer.isEmpty()) {
                    return; // cut
                }
                boolean last = request.last() || request.header("connection").equalsIgnoreCase("close");
                out.write((last ? answer.get().with("Connection", "close") : answer.get()).head());
                if (!request.method().equals("HEAD")) {
                    out.write(answer.get().body());
                }
                out.flush();
                if (last) {
                    sayGoodbye(socket, in);
                    return;
                }
            }
        } catch (IOException | NumberFormatException e) {
            return; // the sender went away, or speaks no HTTP
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            connections.remove(socket);
        }
    }

    /** Closing at once would throw the answer away on a sender that is still sending. */
    private static void sayGoodbye(Socket socket, BufferedInputStream in) throws IOException {
        socket.shutdownOutput();
        socket.setSoTimeout(GOODBYE_MILLIS);
        byte[] dropped = new byte[1 << 16];
        long left = HttpRequest.MOST_SKIPPED;
        for (int read = in.read(dropped); read > 0 && left > 0; read = in.read(dropped)) {
            left -= read;
        }
    }

    /** Empty when the connection is to be cut. */
    private Optional<Answer> answer(HttpRequest request) throws IOException, InterruptedException {
        String path = request.path();
        if (path.startsWith("/collection/")) {
            memory.request();
            return inlet.answer(request);
        }
        if (path.startsWith("/simulator/")) {
            return Optional.of(control.answer(request));
        }
        if (path.equals("/ims/token/v3")) {
            return Optional.of(tokens.answer(request));
        }
        boolean lists = path.equals(FlowServicePage.PATH) || path.startsWith(FlowServicePage.PATH + "/");
        return Optional.of(lists ? flowService.answer(request) : Answer.problem(404, "there is nothing here"));
    }

    private static void thread(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
    }
}
