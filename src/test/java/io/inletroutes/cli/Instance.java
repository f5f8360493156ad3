package io.inletroutes.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The packaged product in a process of its own, started by its launcher. */
final class Instance implements AutoCloseable {

    private static final Path DISTRIBUTION = Path.of(System.getProperty("inlet-routes.distribution", "target/inlet-routes")).toAbsolutePath();

    private final Process process;
    private final Path out;
    private final Path err;

    private Instance(Process process, Path out, Path err) {
        this.process = process;
        this.out = out;
        this.err = err;
    }

    /** Starts {@code inlet-routes} with these arguments in {@code folder}. */
    static Instance start(Path folder, Map<String, String> environment, String... arguments) throws IOException {
        return start(DISTRIBUTION.resolve("bin/inlet-routes"), folder, environment, arguments);
    }

    static Instance start(Path launcher, Path folder, Map<String, String> environment, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(launcher.toString()));
        command.addAll(List.of(arguments));
        Path out = Files.createTempFile("inlet-routes", ".out");
        Path err = Files.createTempFile("inlet-routes", ".err");
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile())
                .redirectOutput(out.toFile()).redirectError(err.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("INLET_") || name.startsWith("JAVA_OPTS"));
        builder.environment().put("CONSOLE_PORT", "0");
        builder.environment().putAll(environment);
        return new Instance(builder.start(), out, err);
    }

    /** Runs a command to its end. */
    static Instance run(Path folder, String... arguments) throws IOException {
        return start(folder, Map.of(), arguments).awaitEnd(Duration.ofSeconds(60));
    }

    Instance awaitEnd(Duration atMost) {
        try {
            assertThat(process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS)).as("ended within %s:%n%s", atMost, this).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        return this;
    }

    /** Waits until either of its outputs holds {@code text}. */
    Instance awaitText(String text) throws IOException {
        await().atMost(Duration.ofSeconds(60)).alias("\"" + text + "\"")
                .until(() -> out().contains(text) || err().contains(text) || !process.isAlive());
        assertThat(out() + err()).contains(text);
        return this;
    }

    /** SIGTERM. */
    Instance terminate() {
        process.destroy();
        return this;
    }

    /** SIGKILL. */
    void kill() {
        process.destroyForcibly();
        awaitEnd(Duration.ofSeconds(10));
    }

    /** SIGKILL in a moment, unless it has ended by then. */
    void killAfter(Duration moment) throws InterruptedException {
        process.waitFor(moment.toMillis(), TimeUnit.MILLISECONDS);
        assertThat(process.isAlive()).as("not ended by itself:%n%s", this).isTrue();
        kill();
    }

    long pid() {
        return process.pid();
    }

    int exitCode() {
        return process.exitValue();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    String out() throws IOException {
        return Files.readString(out);
    }

    String err() throws IOException {
        return Files.readString(err);
    }

    @Override
    public void close() throws IOException {
        process.destroyForcibly();
        awaitEnd(Duration.ofSeconds(10));
        Files.deleteIfExists(out);
        Files.deleteIfExists(err);
    }

    @Override
    public String toString() {
        try {
            return "stdout:\n" + out() + "\nstderr:\n" + err();
        } catch (IOException e) {
            return "no output: " + e;
        }
    }
}
