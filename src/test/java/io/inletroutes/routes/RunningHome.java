package io.inletroutes.routes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.inletroutes.inlet.InletState;
import io.inletroutes.simulator.Simulator;
import io.inletroutes.simulator.SimulatorOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A home with some of the shipped routes, running against a simulator of its own. */
final class RunningHome implements AutoCloseable {

    /** Waits that are short enough for a test. */
    static final String QUICK = """
            inlet.redelivery.delay = 20ms
            inlet.redelivery.max-delay = 50ms
            inlet.redelivery.outage-probe = 50ms
            inbox.quiet = 0s
            store-heartbeat.period = 10ms
            """;

    final Path folder;
    final SampleHome files;
    final RunningRoutes routes;
    private final Simulator inlet;

    private RunningHome(Path folder, SampleHome files, Clock clock, Simulator inlet) throws IOException {
        this.folder = folder;
        this.files = files;
        this.routes = new RunningRoutes(new Home(folder), clock);
        this.inlet = inlet == null ? Simulator.start(SimulatorOptions.any().withSchemas(routes.entitySchemas())) : inlet;
        routes.bindInlet("sample", this.inlet.url("sample"));
    }

    /** Makes the home with one route file and the shared failure path; nothing is started. */
    static RunningHome with(Path folder, String routeFile, String settings) throws IOException {
        return with(folder, routeFile, settings, Clock.systemUTC());
    }

    static RunningHome with(Path folder, String routeFile, String settings, Clock clock) throws IOException {
        SampleHome files = SampleHome.in(folder);
        try (Stream<Path> all = Files.list(folder.resolve("routes"))) {
            for (Path other : all.filter(path -> !path.getFileName().toString().startsWith(routeFile) && !path.getFileName().toString().startsWith("redelivery")).toList()) {
                Files.delete(other);
            }
        }
        files.settings(settings);
        return new RunningHome(folder, files, clock, null);
    }

    /** The same home after a stop, with the same simulator. */
    RunningHome again() throws IOException {
        return new RunningHome(folder, files, Clock.systemUTC(), inlet);
    }

    RunningHome start() {
        routes.start();
        return this;
    }

    Simulator inlet() {
        return inlet;
    }

    /** Whether intake waits for the inlet. */
    boolean isHeld() {
        return routes.inlets().states().stream().anyMatch(InletState::isWaiting);
    }

    /** All dead letters on disk, in the order of their files. */
    List<JsonNode> deadLetters() throws IOException {
        return deadLetters(folder.resolve("data"));
    }

    /** The same where the data folder lies elsewhere. */
    static List<JsonNode> deadLetters(Path data) throws IOException {
        Path kept = data.resolve("dead-letters");
        List<JsonNode> letters = new ArrayList<>();
        if (Files.isDirectory(kept)) {
            try (Stream<Path> all = Files.walk(kept)) {
                for (Path one : all.filter(path -> path.toString().endsWith(".jsonl")).toList()) {
                    for (String line : Files.readAllLines(one)) {
                        letters.add(new ObjectMapper().readTree(line));
                    }
                }
            }
        }
        return letters;
    }

    /** Drops a file into a folder of the inbox, complete at once. */
    Path drop(String name, String file, String text) throws IOException {
        Path fresh = Files.writeString(Files.createDirectories(inbox(name)).resolve(file + ".part"), text);
        return Files.move(fresh, inbox(name).resolve(file));
    }

    Path inbox(String name) {
        return folder.resolve("inbox").resolve(name);
    }

    boolean isInboxEmpty(String name) throws IOException {
        try (Stream<Path> all = Files.list(inbox(name))) {
            return all.noneMatch(Files::isRegularFile);
        }
    }

    /** Stops the routes; the simulator goes on. */
    void stop() {
        routes.close();
    }

    @Override
    public void close() throws IOException {
        routes.close();
        inlet.close();
    }
}
