package io.inletroutes.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.inletroutes.routes.Home;
import io.inletroutes.routes.RunningRoutes;
import io.inletroutes.simulator.Fault;
import io.inletroutes.simulator.Received;
import io.inletroutes.simulator.Simulator;
import io.inletroutes.simulator.SimulatorCounts;
import io.inletroutes.simulator.SimulatorOptions;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code simulator}: the stand-in inlet alone. */
@Command(name = "simulator", description = "Starts the stand-in inlet alone, to try routes against: it checks, answers and counts, and fails as it is told.")
final class Simulate implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @ParentCommand
    private InletRoutes program;

    @Option(names = "--port", paramLabel = "N", defaultValue = "8090", description = "Port on loopback, 0 for any (${DEFAULT-VALUE}).")
    private int port;

    @Option(names = "--fault", paramLabel = "TEXT", description = "What it does wrong, such as \"503 for 30s\", \"429 retry-after 2 times 3\", \"500 every 10\", \"partial 5\", \"fewer\", "
            + "\"slow 200ms\", \"cut\", \"cut-after\", \"hang\", \"garbage\", \"limit 4000\"; several with commas between.")
    private String fault;

    @Option(names = "--organisation", paramLabel = "ID", description = "Takes messages of this organisation alone, XXX@AdobeOrg.")
    private String organisation;

    @Option(names = "--auth", paramLabel = "CLIENT:SECRET", description = "Demands bearer tokens, and gives them at /ims/token/v3 to this client with this secret.")
    private String auth;

    @Option(names = "--token-life", paramLabel = "SECONDS", defaultValue = "86399", description = "How long such a token is good for (${DEFAULT-VALUE}).")
    private long tokenLife;

    @Option(names = "--quiet", description = "Prints no line per message.")
    private boolean quiet;

    @Override
    public Integer call() throws Exception {
        StopSignal stop = StopSignal.listen();
        PrintWriter out = spec.commandLine().getOut();
        SimulatorOptions options = options();
        try (Simulator simulator = Simulator.start(options)) {
            out.println("The simulator takes messages at");
            out.println("  " + simulator.url("simulated"));
            out.println("Set inlet.url to that. GET /simulator/counts and /simulator/received tell what came; POST a fault's text to /simulator/faults, DELETE mends it.");
            out.println("Tokens are given at " + simulator.at("/ims/token/v3") + (auth == null ? ", and none is demanded." : ", and demanded."));
            out.flush();
            while (!stop.await(1, TimeUnit.HOURS)) {
                continue;
            }
            SimulatorCounts counts = simulator.counts();
            out.println(counts.requests() + " requests, " + counts.accepted() + " messages accepted, " + counts.repeated() + " of them again, " + counts.refused() + " refused");
            return 0;
        } catch (java.net.BindException e) {
            throw new ParameterException(spec.commandLine(), "port " + port + " is taken; name another by --port, or 0 for any");
        }
    }

    private SimulatorOptions options() {
        SimulatorOptions options = SimulatorOptions.any().on(port).withSchemas(schemas()).failing(faults()).telling(quiet ? received -> { } : this::show);
        options = organisation == null ? options : options.of(organisation);
        if (auth == null) {
            return options;
        }
        int colon = auth.indexOf(':');
        if (colon < 1 || colon == auth.length() - 1 || tokenLife < 1) {
            throw new ParameterException(spec.commandLine(), "--auth is CLIENT:SECRET, and --token-life a number of seconds");
        }
        return options.demanding(new SimulatorOptions.Credentials(auth.substring(0, colon), auth.substring(colon + 1), Duration.ofSeconds(tokenLife)));
    }

    private List<Fault> faults() {
        try {
            return fault == null ? List.of() : Fault.parseAll(fault);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--fault: " + e.getMessage());
        }
    }

    /** The schemas of a home, where there is one. */
    private Map<String, JsonNode> schemas() {
        if (program.home() == null && !Files.isDirectory(Path.of("routes"))) {
            return Map.of();
        }
        try (RunningRoutes routes = new RunningRoutes(Home.find(program.home(), System::getenv), Clock.systemUTC())) {
            return routes.entitySchemas();
        }
    }

    private void show(Received received) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(received.refused() == null ? "accepted " + received.id() : "refused  " + received.refused());
        out.flush();
    }
}
