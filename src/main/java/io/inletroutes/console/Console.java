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
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** The HTTP side of a running instance. Each page is made when it is asked for. */
public final class Console implements AutoCloseable {

    private static final int PORTS_TRIED = 50;
    private static final int THREADS = 64;

    static {
        // The server would wait for ever for a request that is never finished, and take any number of connections.
        System.getProperties().putIfAbsent("sun.net.httpserver.maxReqTime", "10");
        System.getProperties().putIfAbsent("jdk.httpserver.maxConnections", "200");
        // And it sends head and body apart: without this the body waits 40 ms for the other side to acknowledge the head.
        System.getProperties().putIfAbsent("sun.net.httpserver.nodelay", "true");
    }

    private final HttpServer server;
    private final ExecutorService threads;
    private final Views views;

    private Console(HttpServer server, Site site, Views views) {
        this.server = server;
        this.views = views;
        // A request that comes slowly holds its thread until it is whole: so there are more of them than pages made at one time, and they end when they are not needed.
        ThreadPoolExecutor pool = new ThreadPoolExecutor(THREADS, THREADS, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
            Thread thread = new Thread(task, "console");
            thread.setDaemon(true);
            return thread;
        });
        pool.allowCoreThreadTimeOut(true);
        this.threads = pool;
        server.setExecutor(threads);
        server.createContext("/", (HttpExchange exchange) -> site.answer(exchange));
        server.start();
    }

    /**
     * Listens on the port of the settings, or the next free one where that is taken.
     *
     * @param pages      for programs, by path
     * @param operations what operators may ask of the instance
     * @param views      for people; closed with the console
     * @throws ProblemsException when no port is free
     */
    public static Console start(ConsoleSettings settings, Map<String, Supplier<Page>> pages, OperationsPage operations, Views views) {
        Site site = new Site(new Entrance(settings, operations.key(), Clock.systemUTC()), pages, operations, views);
        IOException last = null;
        for (int next = settings.port(); next < settings.port() + PORTS_TRIED && next <= 65_535; next++) {
            try {
                return new Console(HttpServer.create(new InetSocketAddress(settings.address(), next), 0), site, views);
            } catch (BindException e) {
                last = e;
            } catch (IOException e) {
                last = e;
                break;
            }
        }
        throw new ProblemsException(List.of(Problem.error(Location.NONE, "the console finds no free port from " + settings.port() + " on")
                .fix("set console.port to another one")), last);
    }

    /** Where this machine reaches the console. */
    public URI url() {
        InetSocketAddress bound = server.getAddress();
        InetAddress address = bound.getAddress().isAnyLocalAddress() ? InetAddress.getLoopbackAddress() : bound.getAddress();
        String host = address instanceof Inet6Address ? "[" + address.getHostAddress().replaceFirst("%.*", "") + "]" : address.getHostAddress();
        return URI.create("http://" + host + ":" + bound.getPort() + "/");
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
        views.close();
    }
}
