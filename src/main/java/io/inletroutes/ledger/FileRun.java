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

    private final long id;
    private final String route;
    private final String name;
    private final Instant started;
    private final String keptAs;
    private final Progress progress;
    private final SettledIntervals settled = new SettledIntervals();
    private final Set<String> batches = new LinkedHashSet<>();
    private final boolean resumed;
    private Counts counts = Counts.NONE;

    FileRun(long id, String route, String name, Instant started, String keptAs, java.nio.file.Path progressFile) throws IOException {
        this.id = id;
        this.route = route;
        this.name = name;
        this.started = started;
        this.keptAs = keptAs;
        this.progress = new Progress(progressFile, (first, last, accepted, dead, skipped) -> {
            settled.add(first, last);
            counts = counts.plus(accepted, dead, skipped);
        });
        this.resumed = !settled.isEmpty();
    }

    public long id() {
        return id;
    }

    public String route() {
        return route;
    }

    /** The file's name without its folder. */
    public String name() {
        return name;
    }

    public Instant started() {
        return started;
    }

    /** Whether an earlier start settled some of it. */
    public boolean isResumed() {
        return resumed;
    }

    /** The name under which the file was to be kept when the process ended before it was; relative to its folder. */
    public Optional<String> keptAs() {
        return Optional.ofNullable(keptAs);
    }

    public synchronized boolean isSettled(long row) {
        return settled.contains(row);
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
        int at = from;
        for (; at < events.size() && !events.get(at).isOpen(); at++) {
            Outcome outcome = events.get(at).outcome().orElseThrow();
            if (outcome instanceof Outcome.Accepted taken) {
                accepted++;
                if (taken.batchId() != null && batches.size() < BATCHES_NAMED) {
                    batches.add(taken.batchId());
                }
            } else if (outcome instanceof Outcome.Dead) {
                dead++;
            } else {
                skipped++;
            }
        }
        long first = events.get(from).origin().row();
        long last = events.get(at - 1).origin().row();
        progress.append(first, last, accepted, dead, skipped);
        settled.add(first, last);
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
