package io.inletroutes.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.inletroutes.routes.DoneFiles;
import io.inletroutes.routes.Home;
import io.inletroutes.routes.RunningRoutes;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code find}: one event's way. */
@Command(name = "find", description = "Tells what became of an event: by its _id, its JMS message id, its file and row, or the value of a field.")
final class Find implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @ParentCommand
    private InletRoutes program;

    @Parameters(paramLabel = "ID", arity = "0..1", description = "The event's _id, or a JMS message id (ID:...).")
    private String id;

    @Option(names = "--file", paramLabel = "NAME", description = "The name of the file it came in, or that it has in done/; with --row.")
    private String file;

    @Option(names = "--row", paramLabel = "N", description = "Its row there, as a spreadsheet counts it.")
    private Long row;

    @Option(names = "--field", paramLabel = "NAME=VALUE", description = "A column or top-level field of events in done/; slow, since nothing of it is kept.")
    private String field;

    @Option(names = "--format", paramLabel = "text|json", defaultValue = "text", description = "For people or for programs (${DEFAULT-VALUE}).")
    private Format format;

    @Override
    public Integer call() throws Exception {
        List<JsonNode> found = new ArrayList<>();
        if (id != null && file == null && field == null) {
            boolean isKey = id.startsWith("ID:");
            Operator.ask(program.home(), Operator.request("find").put(isKey ? "key" : "id", id)).path("found").forEach(found::add);
        } else if (file != null && row != null && id == null && field == null) {
            Operator.ask(program.home(), Operator.request("find").put("file", file).put("row", row)).path("found").forEach(found::add);
        } else if (field != null && field.indexOf('=') > 0 && id == null && file == null) {
            for (DoneFiles.Place place : places()) {
                Operator.ask(program.home(), Operator.request("find").put("kept", place.file()).put("row", place.row())).path("found").forEach(found::add);
            }
        } else {
            throw new CommandLine.ParameterException(spec.commandLine(), "name one of: an ID, --file with --row, or --field NAME=VALUE");
        }
        show(found);
        return found.isEmpty() ? 1 : 0;
    }

    private List<DoneFiles.Place> places() throws Exception {
        int equals = field.indexOf('=');
        try (RunningRoutes routes = new RunningRoutes(Home.find(program.home(), System::getenv), Clock.systemUTC())) {
            return routes.atRest().search(field.substring(0, equals), field.substring(equals + 1));
        }
    }

    private void show(List<JsonNode> found) {
        PrintWriter out = spec.commandLine().getOut();
        if (format == Format.JSON) {
            out.println(Json.pretty(Json.exact().valueToTree(found)));
            return;
        }
        if (found.isEmpty()) {
            out.println("Nothing is known of it: it was never settled here, or longer ago than duplicates.retention and data.retention.");
        }
        for (JsonNode one : found) {
            out.println(fate(one));
            line("route", one.path("route"));
            if (one.path("file").isTextual()) {
                out.println("  file     " + one.path("file").asText() + (one.path("row").asLong() > 0 ? ", row " + one.path("row").asLong() : "") + kept(one));
            }
            line("batch", one.path("batchId"));
            line("xaction", one.path("xactionId"));
            line("time", one.path("time"));
            line("place", one.path("place"));
            line("reason", one.path("reason"));
            if (one.path("fate").asText().equals("accepted")) {
                out.println("  payload  " + payload(one));
            }
            if (!isUnsent(one)) {
                line("sent", one.path("sent"));
            }
            line("fix", one.path("fix"));
            line("letter", one.path("deadLetter"));
            line("state", one.path("letterState"));
        }
        if (found.stream().anyMatch(one -> one.path("fate").asText().equals("accepted"))) {
            out.println("Accepted means received. What it does not prove: that the event fits its schema (a failure shows later, in a failed batch of the dataset), that it is"
                    + " under 10 KB (Profile drops a larger one in silence), that it is the person's only event within 5 minutes, and that the journey is live.");
        }
    }

    private void line(String label, JsonNode value) {
        if (value.isTextual()) {
            spec.commandLine().getOut().println("  " + label + " ".repeat(9 - label.length()) + value.asText());
        }
    }

    /** Where a file of that name was there before. */
    private static String kept(JsonNode one) {
        String name = one.path("keptAs").asText("");
        return name.isEmpty() || name.equals(one.path("file").asText()) ? "" : " (done/" + name + ")";
    }

    /** Where it can be seen: nothing of an event that was accepted is kept here. */
    private static String payload(JsonNode one) {
        return one.path("file").isTextual() ? "not kept; filled again from its row: inlet-routes preview MAPPING .../done/" + one.path("keptAs").asText(one.path("file").asText()) + " --rows " + one.path("row").asLong() + " --pretty"
                : "not kept: nothing of a message or tick is, once it is accepted. Its sender has the message; the platform has the payload, in the dataset by its _id";
    }

    private static boolean isUnsent(JsonNode one) {
        return one.path("sent").asText().startsWith("Nothing");
    }

    private static String fate(JsonNode one) {
        return switch (one.path("fate").asText()) {
            case "failed" -> (one.path("place").isTextual() ? "the file is in failed/, " : "the file was put into failed/ and was taken away from there since, ")
                    + (isUnsent(one) ? "none of it was sent" : "this row was not sent");
            case "waiting" -> "the file waits in the inbox, nothing of it was begun";
            case "accepted" -> "accepted by the inlet";
            case "dead" -> "kept as a dead letter";
            case "open" -> "not settled yet";
            default -> "settled: skipped as accepted before, or too long ago to say more";
        };
    }
}
