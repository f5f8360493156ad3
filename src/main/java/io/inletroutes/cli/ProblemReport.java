package io.inletroutes.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.inletroutes.Problem;
import java.io.PrintWriter;
import java.util.Collection;
import java.util.List;

/** Prints problems in the order of their places, for people or as JSON. */
final class ProblemReport {

    private ProblemReport() {
    }

    static void print(PrintWriter out, Collection<Problem> problems, Format format) {
        List<Problem> sorted = problems.stream().sorted().toList();
        if (format == Format.JSON) {
            out.println(json(sorted).toPrettyString());
        } else {
            sorted.forEach(out::println);
        }
    }

    /** {@code 2 problems, 1 warning}; {@code no problems}. */
    static String count(Collection<Problem> problems) {
        long errors = problems.stream().filter(Problem::isError).count();
        long warnings = problems.size() - errors;
        String said = errors == 0 ? "no problems" : counted(errors, "problem");
        return warnings == 0 ? said : said + ", " + counted(warnings, "warning");
    }

    /** A number and its noun, in the plural where there is not exactly one. */
    static String counted(long number, String noun) {
        return String.format(java.util.Locale.ROOT, "%,d %s%s", number, noun, number == 1 ? "" : "s");
    }

    private static ArrayNode json(List<Problem> problems) {
        ArrayNode all = JsonNodeFactory.instance.arrayNode();
        for (Problem problem : problems) {
            ObjectNode one = all.addObject();
            one.put("severity", problem.isError() ? "error" : "warning");
            one.put("file", problem.location().file());
            one.put("line", problem.location().line());
            one.put("column", problem.location().column());
            one.put("message", problem.message());
            ArrayNode notes = one.putArray("notes");
            for (Problem.Note note : problem.notes()) {
                notes.addObject().put("label", note.label()).put("text", note.text());
            }
        }
        return all;
    }
}
