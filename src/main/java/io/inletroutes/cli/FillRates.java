package io.inletroutes.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** How often each variable of a mapping found a value, and which columns no variable names. */
final class FillRates {

    private final Map<String, String> variables = new LinkedHashMap<>();
    private final Map<String, Long> filled = new LinkedHashMap<>();
    private long payloads;
    private long refused;

    /** @param mapping the tree of mapping.json */
    FillRates(JsonNode mapping) {
        PreviewDiff.leaves(mapping).forEach((pointer, leaf) -> {
            boolean control = pointer.startsWith("/$") || pointer.contains("/$each") || pointer.contains("/$when");
            if (!control && leaf.isTextual() && isVariable(leaf.textValue())) {
                variables.put(pointer, leaf.textValue());
                filled.put(pointer, 0L);
            }
        });
    }

    void add(JsonNode payload) {
        payloads++;
        filled.replaceAll((pointer, count) -> payload.at(pointer).isMissingNode() ? count : count + 1);
    }

    void addRefused() {
        refused++;
    }

    /**
     * @param columns headings of the file; empty when it has none
     * @param used    columns that some variable names
     */
    void print(PrintWriter out, Iterable<String> columns, Set<String> used) {
        out.println(ProblemReport.counted(payloads, "payload") + ", " + ProblemReport.counted(refused, "event") + " refused");
        filled.forEach((pointer, count) -> out.printf(Locale.ROOT, "%6.1f %%  %s  %s%n",
                payloads == 0 ? 0.0 : 100.0 * count / payloads, pointer, variables.get(pointer)));
        Set<String> unused = new TreeSet<>();
        columns.forEach(unused::add);
        unused.removeAll(used);
        if (!unused.isEmpty()) {
            out.println("never used: " + String.join(", ", unused));
        }
    }

    private static boolean isVariable(String leaf) {
        return leaf.startsWith("$.") || leaf.startsWith("$[") || leaf.startsWith("@") || leaf.contains("${");
    }
}
