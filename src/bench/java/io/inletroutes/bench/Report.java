package io.inletroutes.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Medians of all sides, beside the first one's ratio to each. */
final class Report {

    private static final List<String> IN_CPU = List.of(Figures.USER, Figures.SYSTEM);

    private final Map<Plan, Map<String, List<Figures>>> results;

    Report(Map<Plan, Map<String, List<Figures>>> results) {
        this.results = results;
    }

    /** As precise as it is worth. */
    static String number(String name, double value) {
        return String.format(Locale.ROOT, name.endsWith(Figures.RATE) || name.endsWith("MB") || name.contains("after") ? "%,.0f" : "%.2f", value);
    }

    String markdown() {
        StringBuilder text = new StringBuilder(machine()).append(". Medians of ").append(Plan.runs()).append(" alternating runs, seed ").append(Plan.seed())
                .append(", default settings, limits lifted.\n");
        results.forEach((plan, sides) -> table(text, plan, sides));
        return text.toString();
    }

    private static void table(StringBuilder text, Plan plan, Map<String, List<Figures>> sides) {
        String first = sides.keySet().iterator().next();
        Set<String> names = new LinkedHashSet<>();
        sides.values().forEach(runs -> names.addAll(runs.get(0).values().keySet()));
        names.removeAll(IN_CPU);
        boolean compared = sides.size() > 1 && names.contains(Figures.RATE);
        text.append(String.format(Locale.ROOT, "%n## %s%n%n%,d events from %s, answers after %d ms%s%s.%n%n|", plan.name(), plan.rows(), plan.source(), plan.latencyMillis(),
                plan.refuseEvery() == 0 ? "" : ", each " + plan.refuseEvery() + "th refused", plan.heap().isEmpty() ? "" : ", INLET_ROUTES_HEAP " + plan.heap()));
        names.forEach(name -> text.append(" | ").append(name.equals(Figures.CPU) ? name + " (user + system)" : name));
        text.append(compared ? " | " + first + "'s rate | its CPU |\n" : " |\n").append("| --- |").append(" ---: |".repeat(names.size() + (compared ? 2 : 0))).append('\n');
        sides.forEach((side, runs) -> {
            text.append("| ").append(side);
            names.forEach(name -> text.append(" | ").append(cell(runs, name)));
            if (compared) {
                text.append(ratio(sides.get(first), runs, Figures.RATE)).append(ratio(sides.get(first), runs, Figures.CPU));
            }
            text.append(" |\n");
        });
    }

    private static String cell(List<Figures> runs, String name) {
        if (!runs.get(0).values().containsKey(name)) {
            return "";
        }
        String shown = number(name, median(runs, name));
        return name.equals(Figures.CPU) ? shown + " (" + number(name, median(runs, Figures.USER)) + " + " + number(name, median(runs, Figures.SYSTEM)) + ")" : shown;
    }

    private static String ratio(List<Figures> first, List<Figures> other, String name) {
        return String.format(Locale.ROOT, " | %.2f x", median(first, name) / median(other, name));
    }

    private static double median(List<Figures> runs, String name) {
        double[] sorted = runs.stream().mapToDouble(run -> run.values().get(name)).sorted().toArray();
        return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    }

    String json() throws IOException {
        ObjectMapper json = new ObjectMapper();
        ObjectNode all = json.createObjectNode().put("machine", machine()).put("seed", Plan.seed()).put("runs", Plan.runs());
        ArrayNode tables = all.putArray("tables");
        results.forEach((plan, sides) -> {
            ObjectNode table = tables.addObject().put("name", plan.name()).put("source", plan.source()).put("rows", plan.rows()).put("latencyMillis", plan.latencyMillis())
                    .put("refuseEvery", plan.refuseEvery()).put("heap", plan.heap());
            ObjectNode named = table.putObject("sides");
            sides.forEach((side, runs) -> {
                ObjectNode node = named.putObject(side);
                ObjectNode medians = node.putObject("medians");
                runs.get(0).values().keySet().forEach(name -> medians.put(name, median(runs, name)));
                ArrayNode each = node.putArray("runs");
                runs.forEach(run -> each.addPOJO(run.values()));
            });
        });
        return json.writerWithDefaultPrettyPrinter().writeValueAsString(all) + "\n";
    }

    private static String machine() {
        return Runtime.getRuntime().availableProcessors() + " cores " + System.getProperty("os.arch") + ", " + System.getProperty("os.name") + " "
                + System.getProperty("os.version") + ", Java of " + Plan.java().getFileName() + ", harness on " + System.getProperty("java.version");
    }
}
