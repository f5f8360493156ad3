package io.inletroutes.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.inletroutes.Location;
import io.inletroutes.Problem;
import io.inletroutes.ProblemsException;
import io.inletroutes.mapping.MappingCases.Failed;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Asks case by case whether what a mapping makes today is right, and writes what was answered yes into its cases.json. */
final class AcceptedCases {

    private final PrintWriter out;
    private final BufferedReader answers;
    private int written;

    AcceptedCases(PrintWriter out, BufferedReader answers) {
        this.out = out;
        this.answers = answers;
    }

    /** How many cases were written. */
    int written() {
        return written;
    }

    /**
     * Shows and asks. The end of the answers is a no.
     *
     * @return the cases that fail no longer
     */
    List<Failed> ask(Path file, List<Failed> failed) throws IOException {
        List<Failed> accepted = failed.stream().filter(this::isRight).toList();
        if (!accepted.isEmpty()) {
            String text = Files.readString(file);
            Files.writeString(file, Json.prettyLike(text, written(file, text, accepted)) + "\n");
            written += accepted.size();
        }
        return accepted;
    }

    private boolean isRight(Failed one) {
        out.println(one.problem());
        out.print("  write what the mapping makes today into the case? [y/N] ");
        out.flush();
        try {
            String answer = answers.readLine();
            boolean yes = answer != null && answer.strip().matches("(?i)y|yes");
            out.println(yes ? "  written" : "  left as it is");
            return yes;
        } catch (IOException e) {
            return false;
        }
    }

    private static JsonNode written(Path file, String text, List<Failed> accepted) {
        try {
            JsonNode tree = Json.exact().readTree(text);
            JsonNode list = tree.has("cases") ? tree.get("cases") : tree;
            for (Failed one : accepted) {
                answer((ObjectNode) (list.isArray() ? list.get(one.index()) : list), one);
            }
            return tree;
        } catch (JsonProcessingException e) { // read as people paste it, with a comment for example, which would be lost
            throw new ProblemsException(Problem.error(Location.of(file.toString(), e.getLocation() == null ? 0 : e.getLocation().getLineNr()), "this is no clean JSON, so nothing is written into it")
                    .fix("mend what check warns of here, then run check --accept again"));
        }
    }

    private static void answer(ObjectNode one, Failed today) {
        ObjectNode old = one.deepCopy();
        boolean placed = false;
        one.removeAll();
        for (var member : old.properties()) {
            if (!List.of("entity", "payload", "error", "errors").contains(member.getKey())) {
                one.set(member.getKey(), member.getValue());
            } else if (!placed) {
                one.set(today.key(), today.today());
                placed = true;
            }
        }
    }
}
