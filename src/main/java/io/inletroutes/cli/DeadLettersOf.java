package io.inletroutes.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code dead-letters}: what could not be delivered, and why. */
@Command(name = "dead-letters", description = "Lists dead letters with their reasons; shows, closes or erases some.")
final class DeadLettersOf implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @ParentCommand
    private InletRoutes program;

    @Mixin
    private LetterChoice choice;

    @Option(names = "--state", paramLabel = "STATE", defaultValue = "open", description = "open, replayed, mended, closed, erased or all (${DEFAULT-VALUE}).")
    private String state;

    @Option(names = "--show", paramLabel = "ID", description = "Prints one whole, its event included: personal data.")
    private String shown;

    @Option(names = "--close", paramLabel = "ID", split = ",", description = "Marks some as needing nothing more.")
    private List<String> closed;

    @Option(names = "--erase", paramLabel = "IDENTITY", description = "Erases the events that hold this value (an e-mail address, a customer number); reason and place stay.")
    private String erased;

    @Option(names = "--format", paramLabel = "text|json", defaultValue = "text", description = "For people or for programs (${DEFAULT-VALUE}).")
    private Format format;

    @Override
    public Integer call() throws Exception {
        PrintWriter out = spec.commandLine().getOut();
        if (shown != null) {
            JsonNode letter = Operator.ask(program.home(), Operator.request("read").put("id", shown)).path("letter");
            out.println(letter.isMissingNode() ? "There is no dead letter " + shown + "." : Json.pretty(letter));
            return letter.isMissingNode() ? 1 : 0;
        }
        if (closed != null) {
            ObjectNode request = Operator.request("close");
            closed.forEach(request.putArray("ids")::add);
            out.println(ProblemReport.counted(Operator.ask(program.home(), request).path("closed").asLong(), "dead letter") + " closed");
            return 0;
        }
        if (erased != null) {
            out.println("events of " + ProblemReport.counted(Operator.ask(program.home(), Operator.request("erase").put("identity", erased)).path("erased").size(), "dead letter") + " erased");
            return 0;
        }
        if (!state.matches("open|replayed|mended|closed|erased|all")) {
            throw new CommandLine.ParameterException(spec.commandLine(), "--state " + state + " is none of open, replayed, mended, closed, erased, all");
        }
        return list(out, Operator.ask(program.home(), choice.into(Operator.request("dead-letters"), spec.commandLine()).put("state", state)));
    }

    private int list(PrintWriter out, JsonNode answer) {
        if (format == Format.JSON) {
            out.println(Json.pretty(answer));
            return 0;
        }
        for (JsonNode letter : answer.path("letters")) {
            String place = letter.path("source").asText() + (letter.path("row").asLong() > 0 ? ", row " + letter.path("row").asLong()
                    : letter.path("key").isTextual() ? ", " + letter.path("key").asText() : "");
            out.println(letter.path("id").asText() + "  " + letter.path("route").asText() + ": " + place);
            out.println("  " + letter.path("reason").asText());
            out.println("  " + letter.path("lastAt").asText() + ", sent " + letter.path("attempts").asInt() + " times, replayed " + letter.path("replays").asInt() + " times, "
                    + letter.path("state").asText());
        }
        if (answer.path("reasons").size() > 1) {
            out.println("Reasons:");
            answer.path("reasons").forEach(one -> out.println(String.format(Locale.ROOT, "  %,7d  %s (%s)", one.path("count").asLong(), one.path("reason").asText(), one.path("route").asText())));
        }
        long count = answer.path("count").asLong();
        long listed = answer.path("letters").size();
        out.println(ProblemReport.counted(count, "dead letter") + (listed < count ? ", the first " + listed + " shown; --limit shows more" : ""));
        if (count > 0 && state.equals("open")) {
            out.println("Next: mend the cause (the mapping, or the rows in rejected/), then " + program.self() + " replay --dry-run");
        }
        return 0;
    }
}
