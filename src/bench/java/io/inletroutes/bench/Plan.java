package io.inletroutes.bench;

import java.nio.file.Path;
import java.util.List;

/** What to measure; each part is a system property {@code bench.NAME}. */
record Plan(Path distribution, Path folder, int rows, int latencyMillis, int refuseEvery, int runs, long seed, String source, List<String> sides) {

    static Plan ofProperties() {
        return ofProperties(50, "csv", "product,hand-written,camel,ready-bytes");
    }

    /** With these in the place of what is not set. */
    static Plan ofProperties(int latencyMillis, String source, String sides) {
        return new Plan(Path.of(text("distribution", "target/inlet-routes")).toAbsolutePath(), Path.of(text("folder", "target/bench")).toAbsolutePath(),
                number("rows", 100_000), number("latency-ms", latencyMillis), number("refuse-every", 0), number("runs", 3), number("seed", 42), text("source", source),
                List.of(text("sides", sides).split(",")));
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
