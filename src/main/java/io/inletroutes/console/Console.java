package io.inletroutes.console;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.inletroutes.Location;
import io.inletroutes.Problem;
import io.inletroutes.ProblemsException;
import java.io.IOException;
import java.net.BindException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The HTTP side of a running instance, on loopback alone: it asks for no password. Each page is made when it is asked for; a page
 * that fails is answered 500 without a word of why, because a foreign message may hold an event's value.
 */
public final class Console implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Console.class);
    private static final int PORTS_TRIED = 50;
    private static final int MOST_ASKED = 4 << 20;

    private final HttpServer server;
    private final ExecutorService threads;

    private Console(HttpServer server, Map<String, Supplier<Page>> pages, OperationsPage operations) {
        this.server = server;
        this.threads = Executors.newFixedThreadPool(2, task -> {
            Thread thread = new Thread(task, "console");
            thread.setDaemon(true);
            return thread;
        });
        server.setExecutor(threads);
        server.createContext("/", exchange -> answer(exchange, pages, operations));
        server.start();
    }

    /**
     * Listens on {@code port}, or the next free one where that is taken; 0 takes any.
     *
     * @param pages      by path
     * @param operations what operators may ask of the instance
     * @throws ProblemsException when {@code host} is not loopback, or no port is free
     */
    public static Console start(String host, int port, Map<String, Supplier<Page>> pages, OperationsPage operations) {
        InetAddress address = loopback(host);
        IOException last = null;
        for (int next = port; next < port + PORTS_TRIED && next <= 65_535; next++) {
            try {
                return new Console(HttpServer.create(new InetSocketAddress(address, next), 0), pages, operations);
            } catch (BindException e) {
                last = e;
            } catch (IOException e) {
                last = e;
                break;
            }
        }
        throw new ProblemsException(List.of(Problem.error(Location.NONE, "the console finds no free port from " + port + " on")
                .fix("set console.port to another one")), last);
    }

    /** Where the console listens. */
    public URI url() {
        InetSocketAddress address = server.getAddress();
        String host = address.getAddress() instanceof Inet6Address ? "[::1]" : address.getAddress().getHostAddress();
        return URI.create("http://" + host + ":" + address.getPort() + "/");
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private static InetAddress loopback(String host) {
        try {
            InetAddress address = InetAddress.getByName(host);
            if (address.isLoopbackAddress()) {
                return address;
            }
        } catch (UnknownHostException e) {
            LOG.debug("console.host is unknown", e);
        }
        throw new ProblemsException(Problem.error(Location.NONE, "console.host is " + host + ", which is not loopback; the console asks for no password")
                .fix("set console.host to 127.0.0.1; reach it from elsewhere through an SSH tunnel or a proxy that asks for one"));
    }

    private static void answer(HttpExchange exchange, Map<String, Supplier<Page>> pages, OperationsPage operations) throws IOException {
        try (exchange) {
            Page page = page(exchange, pages, operations);
            exchange.getResponseHeaders().set("Content-Type", page.type());
            exchange.getResponseHeaders().set("Cache-Control", "no-store");
            exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
            boolean head = "HEAD".equals(exchange.getRequestMethod());
            exchange.sendResponseHeaders(page.status(), head || page.body().length == 0 ? -1 : page.body().length);
            if (!head) {
                exchange.getResponseBody().write(page.body());
            }
        }
    }

    private static Page page(HttpExchange exchange, Map<String, Supplier<Page>> pages, OperationsPage operations) throws IOException {
        if (!isOwnName(exchange.getRequestHeaders().getFirst("Host"))) {
            return empty(421);
        }
        if ("POST".equals(exchange.getRequestMethod()) && exchange.getRequestURI().getPath().equals(OperationsPage.PATH)) {
            return operations.answer(exchange.getRequestHeaders().getFirst("Authorization"), exchange.getRequestBody().readNBytes(MOST_ASKED));
        }
        if (!"GET".equals(exchange.getRequestMethod()) && !"HEAD".equals(exchange.getRequestMethod())) {
            return empty(405);
        }
        Supplier<Page> maker = pages.get(exchange.getRequestURI().getPath());
        if (maker == null) {
            return empty(404);
        }
        try {
            return maker.get();
        } catch (RuntimeException e) {
            LOG.warn("A page of the console failed: {}", e.getClass().getName());
            return empty(500);
        }
    }

    /** A web page elsewhere could make a browser ask us under a name of its own (DNS rebinding): such a name is not answered. */
    private static boolean isOwnName(String host) {
        return host != null && host.matches("(localhost|127(\\.\\d+){3}|\\[::1])(:\\d+)?");
    }

    private static Page empty(int status) {
        return new Page(status, "text/plain", new byte[0]);
    }
}
