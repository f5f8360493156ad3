package io.inletroutes.ledger;

import java.io.IOException;
import java.util.Map;

/** How many dead letters are open, by route. Where it takes long to count them they are told as they were a moment ago: those who watch ask often. Thread-safe. */
final class OpenCounts {

    private static final long COUNTED_AT_ONCE_NANOS = 50_000_000;
    private static final int COUNTED_EVERY = 50;

    /** What is not counted again before. */
    private record Counted(Map<String, Long> open, long until) {
    }

    private final DeadLetterIndex index;
    private volatile Counted counted;

    OpenCounts(DeadLetterIndex index) {
        this.index = index;
    }

    Map<String, Long> byRoute() throws IOException {
        Counted known = counted;
        long start = System.nanoTime();
        if (known != null && start - known.until() < 0) {
            return known.open();
        }
        Map<String, Long> open = index.openByRoute();
        long took = System.nanoTime() - start;
        counted = took < COUNTED_AT_ONCE_NANOS ? null : new Counted(open, System.nanoTime() + took * COUNTED_EVERY);
        return open;
    }
}
