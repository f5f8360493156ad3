package io.inletroutes.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** Medians of all sides, beside the first one's ratio to each. */
final class Report {

    private final Plan plan;
    private final Map<String, List<Figures>> figures;

    Report(Plan plan, Map<String, List<Figures>> figures) {
        this.plan = plan;
        this.figures = figures;
    }

    String markdown() {
        String first = figures.keySet().iterator().next();
        StringBuilder text = new StringBuilder().append(machine()).append(". ").append(String.format(Locale.ROOT,
                "%,d events from %s, answers after %d ms, seed %d; medians of %d alternating runs.%n%n", plan.rows(), plan.source(), plan.latencyMillis(),
                plan.seed(), plan.runs()));
        text.append("| | events/s | CPU s per 100,000 (user + system) | peak resident MB | live heap MB | ").append(first).append("'s rate | its CPU |\n");
        text.append("| --- | ---: | ---: | ---: | ---: | ---: | ---: |\n");
        for (String side : figures.keySet()) {
            text.append(String.format(Locale.ROOT, "| %s | %,.0f | %.2f (%.2f + %.2f) | %.0f | %.0f | %.2f x | %.2f x |%n", side, median(side, Figures::rate),
                    median(side, Figures::cpuPer100k), median(side, Figures::userPer100k), median(side, Figures::systemPer100k), median(side, Figures::residentMb), median(side, Figures::liveHeapMb),
                    median(first, Figures::rate) / median(side, Figures::rate), median(first, Figures::cpuPer100k) / median(side, Figures::cpuPer100k)));
        }
        return text.toString();
    }

    String json() throws IOException {
        ObjectMapper json = new ObjectMapper();
        ObjectNode all = json.createObjectNode().put("machine", machine()).put("rows", plan.rows()).put("source", plan.source())
                .put("latencyMillis", plan.latencyMillis()).put("refuseEvery", plan.refuseEvery()).put("seed", plan.seed());
        ObjectNode sides = all.putObject("sides");
        for (Map.Entry<String, List<Figures>> side : figures.entrySet()) {
            ObjectNode node = sides.putObject(side.getKey());
            node.put("eventsPerSecond", median(side.getKey(), Figures::rate)).put("cpuSecondsPer100000", median(side.getKey(), Figures::cpuPer100k))
                    .put("userSecondsPer100000", median(side.getKey(), Figures::userPer100k)).put("systemSecondsPer100000", median(side.getKey(), Figures::systemPer100k))
                    .put("residentMb", median(side.getKey(), Figures::residentMb)).put("liveHeapMb", median(side.getKey(), Figures::liveHeapMb));
            ArrayNode runs = node.putArray("runs");
            side.getValue().forEach(run -> runs.addPOJO(run));
        }
        return json.writerWithDefaultPrettyPrinter().writeValueAsString(all) + "\n";
    }

    private double median(String side, ToDoubleFunction<Figures> figure) {
        double[] sorted = figures.get(side).stream().mapToDouble(figure).sorted().toArray();
        return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    }

    private static String machine() {
        return Runtime.getRuntime().availableProcessors() + " cores " + System.getProperty("os.arch") + ", " + System.getProperty("os.name") + ", JDK "
                + System.getProperty("java.version");
    }
}
