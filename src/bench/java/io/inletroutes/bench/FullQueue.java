package io.inletroutes.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A {@link BenchBroker} in its own process. */
final class FullQueue implements AutoCloseable {

    private final Process process;
    private final String url;
    private final PrintStream in;
    private final BufferedReader out;

    private FullQueue(Process process, String url) {
        this.process = process;
        this.url = url;
        this.in = new PrintStream(process.getOutputStream(), true);
        this.out = new BufferedReader(new InputStreamReader(process.getInputStream()));
    }

    /** Returns when all messages are in the queue, which is closed. */
    static FullQueue start(Plan plan) throws IOException, InterruptedException {
        Path folder = Plan.folder().resolve("broker");
        Processes.remove(folder);
        Path portFile = Plan.folder().resolve("broker.port");
        Files.deleteIfExists(portFile);
        ProcessBuilder builder = new ProcessBuilder(Plan.java().resolve("bin/java").toString(), "-Xmx3g", "-XX:+UseParallelGC", "-cp",
                System.getProperty("java.class.path"), BenchBroker.class.getName(), folder.toString(), portFile.toString(), Integer.toString(plan.rows()), Long.toString(Plan.seed()));
        Process process = builder.redirectError(Plan.folder().resolve("broker.log").toFile()).start();
        Processes.await(List.of(process), () -> Files.exists(portFile));
        return new FullQueue(process, "tcp://127.0.0.1:" + Files.readString(portFile));
    }

    String url() {
        return url;
    }

    void open() {
        in.println("open");
    }

    /** Messages that nobody has acknowledged. */
    long left() throws IOException {
        in.println("left");
        return Long.parseLong(out.readLine());
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
