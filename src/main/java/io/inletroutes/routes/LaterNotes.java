package io.inletroutes.routes;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Tells the ledger of events of one file whose exchanges ended one by one: as many at once as there are, since a note for each would cost
 * more than the event. What waits for that when the process is killed is sent again, as what is under way is. Thread-safe.
 */
final class LaterNotes {

    /** Whoever adds more than that writes himself: a disk that is slower than the inlet slows the route down. */
    private static final int MOST_WAITING = 4_000;
    private static final int MOST_AT_ONCE = 1_000;

    private final Executor thread;
    private final Queue<Settlement> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicInteger count = new AtomicInteger();

    LaterNotes(Executor thread) {
        this.thread = thread;
    }

    void add(Settlement single) {
        waiting.add(single);
        int before = count.getAndIncrement();
        if (before == 0) {
            thread.execute(this::write);
        } else if (before > MOST_WAITING) {
            write();
        }
    }

    /** Returns when all that was added before is written. */
    synchronized void write() {
        while (count.get() > 0) {
            List<Settlement> some = new ArrayList<>();
            for (Settlement next = waiting.poll(); next != null; next = some.size() < MOST_AT_ONCE ? waiting.poll() : null) {
                some.add(next);
            }
            Settlement.record(some);
            count.addAndGet(-some.size());
        }
    }
}
