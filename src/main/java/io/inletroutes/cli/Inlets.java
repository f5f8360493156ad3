package io.inletroutes.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.inletroutes.Location;
import io.inletroutes.Problem;
import io.inletroutes.ProblemsException;
import io.inletroutes.inlet.FlowService;
import io.inletroutes.inlet.StreamingConnection;
import io.inletroutes.routes.Home;
import io.inletroutes.routes.RunningRoutes;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code inlets}: which inlet URLs there are. Nothing is changed and nothing sent but the question. */
@Command(name = "inlets", description = "Lists the organisation's streaming connections with their inlet URLs, as the platform's Flow Service tells them.")
final class Inlets implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @ParentCommand
    private InletRoutes program;

    @Option(names = "--inlet", paramLabel = "NAME", description = "The inlet whose credentials, organisation and sandbox count. Without it the only one that routes deliver to, else default.")
    private String inlet;

    @Option(names = "--format", paramLabel = "text|json", defaultValue = "text", description = "For people or for programs (${DEFAULT-VALUE}).")
    private Format format;

    @Override
    public Integer call() {
        try (OpenedHome home = OpenedHome.open(program.home()); FlowService service = FlowService.open(home.inlets(), inlet == null ? only() : inlet)) {
            List<StreamingConnection> connections = service.connections();
            if (format == Format.JSON) {
                spec.commandLine().getOut().println(Json.pretty(json(connections)));
            } else {
                print(connections);
            }
            if (connections.isEmpty()) {
                spec.commandLine().getErr().println("no streaming connection in sandbox " + service.sandbox() + "\n  fix      make one in the platform (Sources, HTTP API), or name another sandbox");
            }
            return connections.isEmpty() ? 1 : 0;
        }
    }

    private String only() {
        try (RunningRoutes routes = new RunningRoutes(Home.find(program.home(), System::getenv), Clock.systemUTC())) {
            Set<String> used = routes.inletsUsed();
            if (used.size() > 1 && !used.contains("default")) {
                throw new ProblemsException(Problem.error(Location.NONE, "routes deliver to several inlets: " + String.join(", ", used)).fix("name one: --inlet NAME"));
            }
            return used.size() == 1 ? used.iterator().next() : "default";
        }
    }

    private void print(List<StreamingConnection> connections) {
        PrintWriter out = spec.commandLine().getOut();
        for (StreamingConnection connection : connections) {
            out.println(connection.name());
            out.println("  url      " + connection.inletUrl());
            out.println("  state    " + connection.state() + (connection.dataType().isEmpty() ? "" : ", " + connection.dataType()));
            out.println("  id       " + connection.id());
        }
        out.flush();
    }

    private static ArrayNode json(List<StreamingConnection> connections) {
        ArrayNode all = JsonNodeFactory.instance.arrayNode();
        connections.forEach(one -> all.addObject().put("name", one.name()).put("inletUrl", one.inletUrl().toString()).put("inletId", one.inletId()).put("state", one.state())
                .put("dataType", one.dataType()).put("id", one.id()));
        return all;
    }
}
