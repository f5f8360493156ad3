package io.inletroutes.bench;

import java.nio.file.Path;
import java.util.List;

/** What to measure; each part is a system property {@code bench.NAME}. */
record Plan(Path distribution, Path folder, int rows, int latencyMillis, int refuseEvery, int runs, long seed, String source, List<String> sides) {

    static Plan ofProperties() {
        return new Plan(Path.of(text("distribution", "target/inlet-routes")).toAbsolutePath(), Path.of(text("folder", "target/bench")).toAbsolutePath(),
                number("rows", 100_000), number("latency-ms", 50), number("refuse-every", 0), number("runs", 3), number("seed", 42), text("source", "csv"),
                List.of(text("sides", "product,hand-written,camel,ready-bytes").split(",")));
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
}
