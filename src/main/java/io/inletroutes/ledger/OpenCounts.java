package io.inletroutes.ledger;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * How many dead letters are open, by route. Where it takes long to count them they are told as they were a while ago, and counted again
 * behind the back of who asks: those who watch ask often. Thread-safe.
 */
final class OpenCounts {

    private static final long COUNTED_AT_ONCE_NANOS = 50_000_000;
    private static final int COUNTED_EVERY = 50;

    /** What is not counted again before. */
    private record Counted(Map<String, Long> open, long until) {
    }

    private final DeadLetterIndex index;
    private final AtomicBoolean counting = new AtomicBoolean();
    private volatile Counted counted;

    OpenCounts(DeadLetterIndex index) {
        this.index = index;
    }

    Map<String, Long> byRoute() throws IOException {
        Counted known = counted;
        if (known == null) {
            return count();
        }
        if (System.nanoTime() - known.until() >= 0 && counting.compareAndSet(false, true)) {
            Thread thread = new Thread(this::countAgain, "dead-letter-counts");
            thread.setDaemon(true);
            thread.start();
        }
        return known.open();
    }

    private void countAgain() {
        try {
            count();
        } catch (IOException | RuntimeException e) {
            counted = null; // whoever asks next is told what is wrong
        } finally {
            counting.set(false);
        }
    }

    private Map<String, Long> count() throws IOException {
        long start = System.nanoTime();
        Map<String, Long> open = index.openByRoute();
        long took = System.nanoTime() - start;
        counted = took < COUNTED_AT_ONCE_NANOS ? null : new Counted(open, System.nanoTime() + took * COUNTED_EVERY);
        return open;
    }
}
