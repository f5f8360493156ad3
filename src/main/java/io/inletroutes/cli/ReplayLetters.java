package io.inletroutes.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code replay}: sends events of dead letters again. */
@Command(name = "replay", description = "Sends the events of open dead letters again, by the running instance or without one, through today's mapping. Ends with 1 when some were refused again.")
final class ReplayLetters implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @ParentCommand
    private InletRoutes program;

    @Parameters(paramLabel = "ID", arity = "0..*", description = "Dead letters; without one, those that the options choose.")
    private List<String> ids = List.of();

    @Mixin
    private LetterChoice choice;

    @Option(names = "--all", description = "All open ones.")
    private boolean all;

    @Option(names = "--dry-run", description = "Says how many would be sent, and sends none.")
    private boolean dryRun;

    @Option(names = "--force", description = "Also those that were replayed three times in vain.")
    private boolean force;

    @Option(names = "--format", paramLabel = "text|json", defaultValue = "text", description = "For people or for programs (${DEFAULT-VALUE}).")
    private Format format;

    @Override
    public Integer call() throws Exception {
        if (ids.isEmpty() && !choice.isNarrow() && !all) {
            throw new CommandLine.ParameterException(spec.commandLine(), "say which: IDs, --route, --file, --reason, --since, or --all");
        }
        ObjectNode request = choice.into(Operator.request("replay"), spec.commandLine()).put("dryRun", dryRun).put("force", force);
        ids.forEach(request.putArray("ids")::add);
        JsonNode answer = Operator.ask(program.home(), request);
        PrintWriter out = spec.commandLine().getOut();
        if (format == Format.JSON) {
            out.println(Json.pretty(answer));
            return code(answer);
        }
        answer.path("chosen").fields().forEachRemaining(route -> out.println("route " + route.getKey() + ": " + ProblemReport.counted(route.getValue().asLong(), "dead letter")
                + (dryRun ? " would be sent again" : "")));
        if (!answer.path("guarded").isEmpty()) {
            out.println(ProblemReport.counted(answer.path("guarded").size(), "dead letter") + " left out, replayed three times in vain; --force sends them all the same");
        }
        if (dryRun) {
            return 0;
        }
        out.println(answer.path("accepted").size() + " accepted, " + answer.path("refused").size() + " refused again");
        if (!answer.path("open").isEmpty()) {
            out.println(answer.path("open").size() + " not delivered: the inlet takes nothing now; see inlet-routes status");
        }
        if (!answer.path("gone").isEmpty()) {
            out.println(answer.path("gone").size() + " could not be sent: their events are erased, kept by another instance, or taken from their queue");
        }
        return code(answer);
    }

    private static int code(JsonNode answer) {
        return answer.path("refused").isEmpty() && answer.path("open").isEmpty() && answer.path("gone").isEmpty() ? 0 : 1;
    }
}
