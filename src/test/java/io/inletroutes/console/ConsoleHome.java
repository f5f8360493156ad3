package io.inletroutes.console;

import io.inletroutes.routes.Home;
import io.inletroutes.routes.RunningRoutes;
import io.inletroutes.routes.SampleHome;
import io.inletroutes.simulator.Simulator;
import io.inletroutes.simulator.SimulatorOptions;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;

/** A home with the shipped sign-up route, its console and a simulator, all in this process. */
final class ConsoleHome implements AutoCloseable {

    final Path folder;
    final RunningRoutes routes;
    final OperationsPage operations;
    private final Simulator simulator;
    private final Console console;

    private ConsoleHome(Path folder, RunningRoutes routes, Simulator simulator) {
        this.folder = folder;
        this.routes = routes;
        this.simulator = simulator;
        routes.bindInlet("sample", simulator.url("sample"));
        routes.start();
        this.operations = OperationsPage.of(routes.operations()::answer);
        ConsoleSettings settings = ConsoleSettings.from(routes::setting);
        this.console = Console.start(settings, Observation.of(routes, Clock.systemUTC()).pages(), operations, Views.of(routes, settings, Clock.systemUTC()));
    }

    /** @param settings further ones, as lines; with a broker in them the route from JMS runs too */
    static ConsoleHome start(Path folder, String settings) throws IOException {
        SampleHome.in(folder).settings("inbox.quiet = 0s\nconsole.port = 0\n" + settings);
        try (Stream<Path> all = Files.list(folder.resolve("routes"))) {
            for (Path other : all.filter(path -> (settings.contains("jms.url") ? List.of("store", "newsletter") : List.of("booking", "store", "newsletter")).stream().anyMatch(path.getFileName().toString()::startsWith)).toList()) {
                Files.delete(other);
            }
        }
        RunningRoutes routes = new RunningRoutes(new Home(folder), Clock.systemUTC());
        return new ConsoleHome(folder, routes, Simulator.start(SimulatorOptions.any().withSchemas(routes.entitySchemas())));
    }

    URI url() {
        return console.url();
    }

    Simulator simulator() {
        return simulator;
    }

    /** Drops a file into a folder of the inbox, complete at once. */
    void drop(String name, String file, String text) throws IOException {
        Path inbox = Files.createDirectories(folder.resolve("inbox").resolve(name));
        Files.move(Files.writeString(inbox.resolve(file + ".part"), text), inbox.resolve(file));
    }

    @Override
    public void close() throws IOException {
        console.close();
        routes.close();
        simulator.close();
    }
}
