package io.inletroutes.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Runs each side in turn, again and again, and writes {@code results.md} and {@code results.json} into the folder. */
public final class Benchmark {

    private Benchmark() {
    }

    /** Settings are system properties, see {@link Plan}. Ends with 1 when a run lost or repeated an event. */
    public static void main(String[] args) throws IOException, InterruptedException {
        Plan plan = Plan.ofProperties();
        Files.createDirectories(plan.folder());
        Path file = plan.folder().resolve(plan.csv() ? "events.csv" : "events.jsonl");
        if (plan.csv()) {
            BenchData.csv(file, plan.rows(), plan.seed());
        } else {
            BenchData.jsonLines(file, plan.rows(), plan.seed());
        }
        Map<String, List<Figures>> figures = new LinkedHashMap<>();
        Files.deleteIfExists(plan.folder().resolve("inlet.port"));
        try (RunningInlet inlet = RunningInlet.start(plan.folder(), plan.latencyMillis(), plan.refuseEvery(), plan.rows())) {
            run(plan, file, "ready-bytes", inlet); // the inlet warms up
            for (int run = 1; run <= plan.runs(); run++) {
                for (String side : plan.sides()) {
                    Figures got = run(plan, file, side, inlet);
                    figures.computeIfAbsent(side, key -> new ArrayList<>()).add(got);
                    System.out.printf("run %d  %-12s %,9.0f events/s  CPU s per 100,000: %.2f user + %.2f system%n", run, side, got.rate(), got.userPer100k(),
                            got.systemPer100k());
                }
            }
        }
        Report report = new Report(plan, figures);
        Files.writeString(plan.folder().resolve("results.md"), report.markdown());
        Files.writeString(plan.folder().resolve("results.json"), report.json());
        System.out.println();
        System.out.print(report.markdown());
    }

    private static Figures run(Plan plan, Path file, String side, RunningInlet inlet) throws IOException, InterruptedException {
        inlet.reset();
        Figures figures = Side.of(side).run(plan, file, inlet);
        RunningInlet.Count count = inlet.count();
        if (count.events() != plan.rows() || count.distinct() + count.refused() != plan.rows()) {
            System.err.println(side + " is no result: of " + plan.rows() + " events the inlet got " + count.events() + ", of them "
                    + count.distinct() + " different ones accepted and " + count.refused() + " refused");
            System.exit(1);
        }
        return figures;
    }
}
