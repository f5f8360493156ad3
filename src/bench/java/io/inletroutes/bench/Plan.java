package io.inletroutes.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * One table: what is delivered, how the inlet answers, who is measured. Each part but the name is a system property {@code bench.PART}
 * that holds for all tables.
 *
 * @param heap of the product, as the launcher takes it; empty for its default
 */
record Plan(String name, String source, int rows, int latencyMillis, int refuseEvery, String heap, List<String> sides) {

    /** What takes long for each event has few of them, whatever {@code bench.rows} says. */
    private static final int SMALL = 20_000;
    private static final String ALL = "product,hand-written,camel,camel-processor,ready-bytes";

    /** The tables that {@code bench.plans} names, else all. */
    static List<Plan> chosen() {
        List<Plan> all = List.of(
                of("csv", "csv", 1_000_000, 50, 0, "", ALL),
                of("csv-at-once", "csv", 1_000_000, 0, 0, "", ALL),
                of("csv-one-by-one", "csv", 2_000, 50, 0, "", "product,camel-one-by-one"),
                of("csv-refused", "csv", 1_000_000, 50, 20, "", "product,hand-written,ready-bytes"),
                of("csv-linear", "csv", 1_000_000, 50, 0, "128m", "product,product-x10"),
                of("json-lines", "json-lines", 1_000_000, 50, 0, "", "product,ready-bytes"),
                of("per-event", "csv", 500_000, 20, 0, "", "product-per-event,product,camel"),
                of("jms", "jms", 200_000, 20, 0, "", "product-jms,camel-jms"),
                of("singles", "singles", 20_000, 20, 0, "", "singles-1000,singles-jms"),
                of("start", "start", 1, 0, 0, "", "product-start,product-first-start"));
        List<String> named = List.of(text("plans", String.join(",", all.stream().map(Plan::name).toList())).split(","));
        List<Plan> chosen = all.stream().filter(plan -> named.contains(plan.name())).toList();
        if (chosen.size() < named.size()) {
            throw new IllegalArgumentException("bench.plans names " + named + "; there are " + all.stream().map(Plan::name).toList());
        }
        return chosen.stream().map(Plan::ofNamedSides).filter(plan -> !plan.sides().isEmpty()).toList();
    }

    /** With those of its sides that {@code bench.sides} names. */
    private Plan ofNamedSides() {
        List<String> named = List.of(text("sides", String.join(",", sides)).split(","));
        return new Plan(name, source, rows, latencyMillis, refuseEvery, heap, sides.stream().filter(named::contains).toList());
    }

    /** For a measurement of its own: rows, latency and sides as they are set, else as given. */
    static Plan ofProperties(int latencyMillis, String source, String sides) {
        return of(source, source, 100_000, latencyMillis, 0, "", text("sides", sides));
    }

    private static Plan of(String name, String source, int rows, int latencyMillis, int refuseEvery, String heap, String sides) {
        return new Plan(name, source, Math.min(number("rows", rows), rows <= SMALL ? rows : Integer.MAX_VALUE), number("latency-ms", latencyMillis), number("refuse-every", refuseEvery), heap,
                List.of(sides.split(",")));
    }

    static Path distribution() {
        return Path.of(text("distribution", "target/inlet-routes")).toAbsolutePath();
    }

    static Path folder() {
        return Path.of(text("folder", "target/bench")).toAbsolutePath();
    }

    /** The Java that every side runs on. */
    static Path java() {
        return Path.of(text("java-home", System.getProperty("java.home")));
    }

    static int runs() {
        return number("runs", 5);
    }

    static long seed() {
        return number("seed", 42);
    }

    private static String text(String name, String otherwise) {
        String set = System.getProperty("bench." + name);
        return set == null || set.isBlank() ? otherwise : set;
    }

    private static int number(String name, int otherwise) {
        return Integer.parseInt(text(name, Integer.toString(otherwise)));
    }

    boolean csv() {
        return source.equals("csv");
    }

    /** Events numbered from {@code first}; made once. */
    Path file(int first, int count) throws IOException {
        Path file = folder().resolve("events-" + first + "-" + count + "-" + seed() + (csv() ? ".csv" : ".jsonl"));
        if (!Files.exists(file)) {
            Path part = file.resolveSibling("part");
            if (csv()) {
                BenchData.csv(part, first, count, seed());
            } else {
                BenchData.jsonLines(part, first, count, seed());
            }
            Files.move(part, file);
        }
        return file;
    }
}
