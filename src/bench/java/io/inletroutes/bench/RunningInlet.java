package io.inletroutes.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The counting inlet in its own process. */
final class RunningInlet implements AutoCloseable {

    /** @param lastAnswer in milliseconds since the epoch */
    record Count(long requests, long events, long distinct, long refused, long lastAnswer) { }

    /** Room for what the longest run leaves; each thread, one per connection, takes little of it at a time. */
    private static final List<String> HEAP = List.of("-Xms320m", "-Xmn256m", "-Xmx512m", "-XX:+UseSerialGC", "-XX:TLABSize=64k", "-XX:-ResizeTLAB");

    private final Process process;
    private final int port;
    private final HttpClient client = HttpClient.newHttpClient();

    private RunningInlet(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** The counts since the last reset. @throws IOException unless so many events came, each once */
    Count allOnce(int rows) throws IOException {
        Count count = count();
        if (count.events() != rows || count.distinct() + count.refused() != rows) {
            throw new IOException("no result: of " + rows + " events the inlet got " + count.events() + ", of them " + count.distinct() + " different ones accepted and "
                    + count.refused() + " refused");
        }
        return count;
    }

    static RunningInlet start(Path folder, int latencyMillis, int refuseEvery, int rows) throws IOException, InterruptedException {
        Path portFile = folder.resolve("inlet.port");
        Files.deleteIfExists(portFile);
        Process process = Processes.java(CountingInlet.class, HEAP, folder.resolve("inlet.log"), portFile.toString(),
                Integer.toString(latencyMillis), Integer.toString(refuseEvery), Integer.toString(rows));
        while (!Files.exists(portFile)) {
            if (!process.isAlive()) {
                throw new IOException("the counting inlet ended, see inlet.log");
            }
            Thread.sleep(20);
        }
        return new RunningInlet(process, Integer.parseInt(Files.readString(portFile)));
    }

    /** Where single events go. */
    String url() {
        return "http://127.0.0.1:" + port + "/collection/bench";
    }

    Count count() {
        String[] c = ask("/count").split(" ");
        return new Count(Long.parseLong(c[0]), Long.parseLong(c[1]), Long.parseLong(c[2]), Long.parseLong(c[3]), Long.parseLong(c[4]));
    }

    void reset() {
        ask("/reset");
    }

    private String ask(String path) {
        try {
            return client.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build(), HttpResponse.BodyHandlers.ofString()).body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted", e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
