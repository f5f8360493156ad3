package io.inletroutes.ledger;

import io.inletroutes.Event;
import io.inletroutes.Outcome;
import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** One file on its way, from its first event to its last, over as many starts of the process as that takes. Thread-safe. */
public final class FileRun {

    private static final int BATCHES_NAMED = 1_000;

    private final RunHead head;
    private final Progress progress;
    private final SettledIntervals settled = new SettledIntervals();
    private final Set<String> batches = new LinkedHashSet<>();
    private final boolean resumed;
    private volatile boolean lost;
    /** The last row that is settled, 0 for none: a reader, which is ahead of it, asks without a lock. */
    private volatile long last;
    private Counts counts = Counts.NONE;

    FileRun(RunHead head, Progress progress) throws IOException {
        this.head = head;
        this.progress = progress;
        progress.read((first, last, accepted, dead, skipped) -> {
            settle(first, last);
            counts = counts.plus(accepted, dead, skipped);
        });
        this.resumed = !settled.isEmpty();
    }

    public long id() {
        return head.id();
    }

    public String route() {
        return head.route();
    }

    /** The file's name without its folder. */
    public String name() {
        return head.name();
    }

    public Instant started() {
        return head.started();
    }

    /** Whether an earlier start settled some of it. */
    public boolean isResumed() {
        return resumed;
    }

    /** The name under which the file was to be kept when the process ended before it was; relative to its folder. */
    public Optional<String> keptAs() {
        return Optional.ofNullable(head.keptAs());
    }

    /** Whether another instance took the file over, because this one did not renew its claim in time. Nothing more of it is to be sent from here. */
    public boolean isLost() {
        return lost;
    }

    void lose() {
        lost = true;
    }

    String key() {
        return head.key();
    }

    String fingerprint() {
        return head.fingerprint();
    }

    public boolean isSettled(long row) {
        if (row > last) {
            return false;
        }
        synchronized (this) {
            return settled.contains(row);
        }
    }

    private void settle(long first, long end) {
        settled.add(first, end);
        last = Math.max(last, end);
    }

    public synchronized Counts counts() {
        return counts;
    }

    /** Ids of the batches that took its events since this start, the first thousand. */
    public synchronized List<String> batches() {
        return List.copyOf(batches);
    }

    /**
     * Notes what became of the events of a chunk; those that are still open stay so. Returns how many those are.
     *
     * @param events consecutive events of the file, in its order
     */
    public synchronized int settle(List<? extends Event> events) throws IOException {
        int open = 0;
        int at = 0;
        while (at < events.size()) {
            if (events.get(at).isOpen()) {
                open++;
                at++;
            } else {
                at = settleFrom(events, at);
            }
        }
        return open;
    }

    private int settleFrom(List<? extends Event> events, int from) throws IOException {
        long accepted = 0;
        long dead = 0;
        long skipped = 0;
        String batch = null;
        int at = from;
        for (; at < events.size() && !events.get(at).isOpen(); at++) {
            Outcome outcome = events.get(at).outcomeOrNull();
            if (outcome instanceof Outcome.Accepted taken) {
                accepted++;
                if (taken.batchId() != null && !taken.batchId().equals(batch) && batches.size() < BATCHES_NAMED) {
                    batch = taken.batchId();
                    batches.add(batch);
                }
            } else if (outcome instanceof Outcome.Dead) {
                dead++;
            } else {
                skipped++;
            }
        }
        long first = events.get(from).row();
        long end = events.get(at - 1).row();
        progress.append(first, end, accepted, dead, skipped);
        settle(first, end);
        counts = counts.plus(accepted, dead, skipped);
        return at;
    }

    void close() throws IOException {
        progress.close();
    }

    void remove() throws IOException {
        progress.remove();
    }
}
