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

/**
 * All routes of a home, from their start to the signal that stops them. It knows nothing of picocli, whose model of the commands takes
 * longer to make than some routes take to start.
 */
final class HomeRun implements Callable<Integer> {

    private static final int SHOWN = 50;
    private static final int STOP_SECONDS = 24;

    private final RunLine line;
    private final Groundwork groundwork;
    private final PrintWriter out;
    private final PrintWriter err;
    private final AtomicInteger shown = new AtomicInteger();

    HomeRun(RunLine line, Groundwork groundwork, PrintWriter out, PrintWriter err) {
        this.line = line;
        this.groundwork = groundwork;
        this.out = out;
        this.err = err;
    }

    @Override
    public Integer call() throws Exception {
        StopSignal stop = StopSignal.listen();
        Home home = Home.find(line.home(), System::getenv);
        Optional<Simulator> simulator = Optional.empty();
        RunningRoutes routes = new RunningRoutes(home, Clock.systemUTC());
        try {
            LogFormat.use(routes.setting("log.format").orElse("text").strip(), routes.setting("log.level").orElse("info").strip());
            routes.warnings().forEach(warning -> err.println(warning));
            ConsoleSettings settings = ConsoleSettings.from(routes::setting);
            simulator = StandIn.start(routes, line.samples() ? SimulatorOptions.any().telling(this::show) : SimulatorOptions.any());
            Optional<Samples> given = line.samples() ? Optional.of(new Samples(home, routes)) : Optional.empty();
            groundwork.await();
            routes.start();
            OperationsPage operations = OperationsPage.of(routes.operations()::answer);
            try (Console console = console(routes, settings, operations)) {
                routes.describe(RunningInstance.describe(ProcessHandle.current().pid(), console.url(), operations.key()));
                tellStart(home, routes, console);
                groundwork.prepareDelivery(routes.inlets());
                if (given.isPresent()) {
                    given.get().handOver().forEach(file -> out.println("  sample   " + file));
                    out.flush();
                }
                while (!stop.await(100, TimeUnit.MILLISECONDS) && !(line.untilSettled() && given.orElseThrow().areSettled())) {
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
            out.println(received.refused() == null ? "  delivered to the simulator, inlet " + received.inlet() + ": _id " + received.id()
                    : "  refused by the simulator, inlet " + received.inlet() + ": " + received.refused());
            out.flush();
        }
    }

    private void tellStart(Home home, RunningRoutes routes, Console console) throws IOException {
        out.println("Inlet Routes runs the home " + home.folder());
        for (Route route : routes.context().getRoutes()) {
            out.println("  route    " + route.getId() + (route.getDescription() == null ? "" : ": " + route.getDescription()));
        }
        Set<String> simulated = routes.simulatedInlets();
        for (String inlet : routes.inletsUsed()) {
            out.println("  inlet    " + inlet + (simulated.contains(inlet) ? ": the simulator, a stand-in inside this process; nothing leaves this machine" : ""));
        }
        out.println("  console  " + console.url());
        LastVersion.note(routes.data(), ProductVersion.own()).ifPresent(change -> out.println("  version  " + change));
        if (!line.untilSettled()) {
            out.println("Stop it with Ctrl+C or SIGTERM.");
        }
        out.flush();
    }

    private void tellEnd(RunningRoutes routes) {
        for (InletState inlet : routes.inlets().states()) {
            out.println("inlet " + inlet.name() + ": " + inlet.accepted() + " accepted, " + inlet.refused() + " refused");
        }
        out.println("Inlet Routes stopped.");
        out.flush();
    }
}
