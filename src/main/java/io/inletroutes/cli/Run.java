package io.inletroutes.cli;

import io.inletroutes.console.Console;
import io.inletroutes.console.ConsoleSettings;
import io.inletroutes.console.Observation;
import io.inletroutes.console.OperationsPage;
import io.inletroutes.console.Views;
import io.inletroutes.inlet.InletState;
import io.inletroutes.routes.Home;
import io.inletroutes.routes.RunningRoutes;
import io.inletroutes.simulator.Received;
import io.inletroutes.simulator.Simulator;
import io.inletroutes.simulator.SimulatorOptions;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.Route;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code run}: starts all routes of a home and goes on until a signal comes. */
@Command(name = "run", description = "Starts all routes of the home and delivers until it is told to stop (SIGTERM, Ctrl+C).")
final class Run implements Callable<Integer> {

    private static final int SHOWN = 50;
    private static final int STOP_SECONDS = 24;

    @Spec
    private CommandSpec spec;

    @ParentCommand
    private InletRoutes program;

    @Option(names = "--samples", description = "Also hands the sample events of mappings/*/sample.* to their routes, and shows what the simulator takes.")
    private boolean samples;

    @Option(names = "--until-settled", description = "Ends when all samples are settled; with --samples.")
    private boolean untilSettled;

    private final AtomicInteger shown = new AtomicInteger();

    @Override
    public Integer call() throws Exception {
        if (untilSettled && !samples) {
            throw new picocli.CommandLine.ParameterException(spec.commandLine(), "--until-settled goes with --samples");
        }
        StopSignal stop = StopSignal.listen();
        Home home = Home.find(program.home(), System::getenv);
        Optional<Simulator> simulator = Optional.empty();
        RunningRoutes routes = new RunningRoutes(home, Clock.systemUTC());
        try {
            LogFormat.use(routes.setting("log.format").orElse("text").strip(), routes.setting("log.level").orElse("info").strip());
            routes.warnings().forEach(warning -> spec.commandLine().getErr().println(warning));
            ConsoleSettings settings = ConsoleSettings.from(routes::setting);
            simulator = StandIn.start(routes, samples ? SimulatorOptions.any().telling(this::show) : SimulatorOptions.any());
            Samples given = new Samples(home, routes);
            routes.start();
            OperationsPage operations = OperationsPage.of(routes.operations()::answer);
            try (Console console = console(routes, settings, operations)) {
                routes.describe(RunningInstance.describe(ProcessHandle.current().pid(), console.url(), operations.key()));
                tellStart(home, routes, console);
                if (samples) {
                    given.handOver().forEach(file -> spec.commandLine().getOut().println("  sample   " + file));
                    spec.commandLine().getOut().flush();
                }
                while (!stop.await(100, TimeUnit.MILLISECONDS) && !(untilSettled && given.areSettled())) {
                    continue;
                }
            }
        } finally {
            stopWithin(routes);
        }
        tellEnd(routes);
        if (simulator.isPresent()) {
            simulator.get().close();
        }
        return 0;
    }

    /** Whatever hangs, a stop ends: what is open then is read again at the next start. */
    private static void stopWithin(RunningRoutes routes) {
        Thread guard = new Thread(() -> {
            try {
                TimeUnit.SECONDS.sleep(STOP_SECONDS);
                Runtime.getRuntime().halt(0);
            } catch (InterruptedException e) {
                return; // stopped in time
            }
        }, "stop-guard");
        guard.setDaemon(true);
        guard.start();
        routes.close();
        guard.interrupt();
    }

    private static Console console(RunningRoutes routes, ConsoleSettings settings, OperationsPage operations) {
        return Console.start(settings, Observation.of(routes, Clock.systemUTC()).pages(), operations, Views.of(routes, settings, Clock.systemUTC()));
    }

    /** The stand-in inlet shows the ids of the samples it takes; they are made-up events. */
    private void show(Received received) {
        if (shown.incrementAndGet() <= SHOWN) {
            PrintWriter out = spec.commandLine().getOut();
            out.println(received.refused() == null ? "  delivered to the simulator, inlet " + received.inlet() + ": _id " + received.id()
                    : "  refused by the simulator, inlet " + received.inlet() + ": " + received.refused());
            out.flush();
        }
    }

    private void tellStart(Home home, RunningRoutes routes, Console console) throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        out.println("Inlet Routes runs the home " + home.folder());
        for (Route route : routes.context().getRoutes()) {
            out.println("  route    " + route.getId() + (route.getDescription() == null ? "" : ": " + route.getDescription()));
        }
        Set<String> simulated = routes.simulatedInlets();
        for (String inlet : routes.inletsUsed()) {
            out.println("  inlet    " + inlet + (simulated.contains(inlet) ? ": the simulator, a stand-in inside this process; nothing leaves this machine" : ""));
        }
        out.println("  console  " + console.url());
        LastVersion.note(routes.data(), Version.own()).ifPresent(change -> out.println("  version  " + change));
        if (!untilSettled) {
            out.println("Stop it with Ctrl+C or SIGTERM.");
        }
        out.flush();
    }

    private void tellEnd(RunningRoutes routes) {
        PrintWriter out = spec.commandLine().getOut();
        for (InletState inlet : routes.inlets().states()) {
            out.println("inlet " + inlet.name() + ": " + inlet.accepted() + " accepted, " + inlet.refused() + " refused");
        }
        out.println("Inlet Routes stopped.");
        out.flush();
    }
}
