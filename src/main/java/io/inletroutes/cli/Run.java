package io.inletroutes.cli;

import io.inletroutes.console.Console;
import io.inletroutes.console.Observation;
import io.inletroutes.routes.Home;
import io.inletroutes.routes.RunningRoutes;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Route;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code run}: starts all routes of a home and goes on until a signal comes. */
@Command(name = "run", description = "Starts all routes of the home and delivers until it is told to stop (SIGTERM, Ctrl+C).")
final class Run implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @ParentCommand
    private InletRoutes program;

    @Override
    public Integer call() throws Exception {
        StopSignal stop = StopSignal.listen();
        PrintWriter out = spec.commandLine().getOut();
        Home home = Home.find(program.home(), System::getenv);
        try (RunningRoutes routes = new RunningRoutes(home, Clock.systemUTC())) {
            routes.check().stream().filter(problem -> !problem.isError()).forEach(problem -> spec.commandLine().getErr().println(problem));
            routes.start();
            int port = Integer.parseInt(routes.setting("console.port").orElse("8080"));
            try (Console console = Console.start(routes.setting("console.host").orElse("127.0.0.1"), port, new Observation(routes.context(), Clock.systemUTC()).pages())) {
                routes.describe("process " + ProcessHandle.current().pid() + ", console " + console.url());
                out.println("Inlet Routes runs the home " + home.folder());
                for (Route route : routes.context().getRoutes()) {
                    out.println("  route    " + route.getId() + (route.getDescription() == null ? "" : ": " + route.getDescription()));
                }
                out.println("  console  " + console.url());
                out.println("Stop it with Ctrl+C or SIGTERM.");
                out.flush();
                while (!stop.await(1, TimeUnit.HOURS)) {
                    continue;
                }
            }
        }
        out.println("Inlet Routes stopped.");
        return 0;
    }
}
