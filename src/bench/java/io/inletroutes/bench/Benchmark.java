package io.inletroutes.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Runs each side of each table in turn, again and again, and writes {@code results.md} and {@code results.json} into the folder after each table. */
public final class Benchmark {

    /** Events that the inlet gets before all sides. */
    private static final int WARM_UP = 200_000;

    private Benchmark() {
    }

    /** Settings are system properties, see {@link Plan}. Ends with 1 when a run lost or repeated an event. */
    public static void main(String[] args) throws IOException, InterruptedException {
        Files.createDirectories(Plan.folder());
        Map<Plan, Map<String, List<Figures>>> results = new LinkedHashMap<>();
        for (Plan plan : Plan.chosen()) {
            results.put(plan, measure(plan));
            Report report = new Report(results);
            Files.writeString(Plan.folder().resolve("results.md"), report.markdown());
            Files.writeString(Plan.folder().resolve("results.json"), report.json());
        }
        System.out.println();
        System.out.print(new Report(results).markdown());
        System.exit(0);
    }

    private static Map<String, List<Figures>> measure(Plan plan) throws InterruptedException {
        Map<String, List<Figures>> figures = new LinkedHashMap<>();
        String running = "the inlet";
        try (RunningInlet inlet = RunningInlet.start(Plan.folder(), plan.latencyMillis(), plan.refuseEvery(), Math.max(WARM_UP, plan.rows() * 11))) {
            warm(inlet, plan);
            for (int run = 1; run <= Plan.runs(); run++) {
                for (String side : plan.sides()) {
                    running = side;
                    Figures got = Side.of(side).run(plan, inlet);
                    figures.computeIfAbsent(side, key -> new ArrayList<>()).add(got);
                    System.out.println(plan.name() + " run " + run + "  " + side + "  " + got.shown());
                }
            }
        } catch (IOException e) {
            System.err.println(plan.name() + ", " + running + ": " + e.getMessage());
            System.exit(1);
        }
        return figures;
    }

    /** The inlet's own compiling shall take nothing from the first who is measured. A start has one event, which needs none of it. */
    private static void warm(RunningInlet inlet, Plan plan) throws IOException, InterruptedException {
        if (!plan.source().equals("start")) {
            Side.of("ready-bytes").run(new Plan(plan.name(), "csv", WARM_UP, plan.latencyMillis(), plan.refuseEvery(), "", List.of()), inlet);
        }
    }
}
