package io.inletroutes.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.inletroutes.Location;
import io.inletroutes.Problem;
import io.inletroutes.ProblemsException;
import io.inletroutes.routes.Home;
import io.inletroutes.routes.RunningRoutes;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code status}: what an instance of this home is doing, what is stuck and why, and what to do next. */
@Command(name = "status", description = "Says what routes and inlets are doing, what waits and why, and what to do next. Ends with 1 while an inlet is held or paused, a route does not run, a broker is not reached, the data folder takes nothing, an edited mapping or route is broken or its cases fail, or a file of the last day lies in failed/.")
final class Status implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @ParentCommand
    private InletRoutes program;

    @Option(names = "--format", paramLabel = "text|json", defaultValue = "text", description = "For people or for programs (${DEFAULT-VALUE}).")
    private Format format;

    @Option(names = "--running", description = "Ends with 1 also when no instance runs: for what watches over it.")
    private boolean running;

    @Override
    public Integer call() throws Exception {
        Home home = Home.find(program.home(), System::getenv);
        ObjectNode status = status(home);
        int code = isIll(status) || running && !status.path("running").asBoolean() ? 1 : 0;
        status.put("exitCode", code);
        PrintWriter out = spec.commandLine().getOut();
        if (format == Format.JSON) {
            out.println(Json.pretty(status));
        } else {
            new StatusText(status, Clock.systemUTC()).lines().forEach(out::println);
        }
        return code;
    }

    /** Whether something waits, does not run or was put away unread, or what somebody changed was not taken. */
    private static boolean isIll(JsonNode status) {
        for (JsonNode part : status.path("inlets")) {
            if (part.path("status").asText().matches("held|paused")) {
                return true;
            }
        }
        for (JsonNode part : status.path("routes")) {
            if (part.path("status").asText().matches("held|stopped|not connected")) {
                return true;
            }
        }
        return !status.path("troubles").isEmpty() || !status.path("failed").isEmpty();
    }

    private static ObjectNode status(Home home) throws IOException, InterruptedException {
        try (RunningRoutes routes = new RunningRoutes(home, Clock.systemUTC())) {
            Path data = routes.data();
            Optional<RunningInstance> instance = RunningInstance.on(data);
            if (instance.isPresent()) {
                try {
                    return ((ObjectNode) instance.get().ask("/status")).put("console", instance.get().console().toString());
                } catch (IOException e) {
                    throw new ProblemsException(List.of(Problem.error(Location.of(home.show(data)), "the instance does not answer (" + instance.get() + ")")
                            .fix("look at its log; a process that hangs can be ended: nothing is lost")), e);
                }
            }
            return atRest(routes);
        }
    }

    /** What the folders and the ledger say when nothing runs. */
    private static ObjectNode atRest(RunningRoutes routes) throws IOException {
        ObjectNode status = JsonNodeFactory.instance.objectNode().put("running", false);
        ObjectNode dead = status.putObject("deadLetters");
        for (Map.Entry<String, Long> route : routes.atRest().deadLetters().entrySet()) {
            dead.put(route.getKey(), route.getValue());
        }
        ObjectNode waiting = status.putObject("filesWaiting");
        routes.atRest().filesWaiting().forEach(waiting::put);
        return status;
    }
}
