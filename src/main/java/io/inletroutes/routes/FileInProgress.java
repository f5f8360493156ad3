package io.inletroutes.routes;

import com.fasterxml.jackson.databind.JsonNode;
import io.inletroutes.Event;
import io.inletroutes.Problem;
import io.inletroutes.ledger.FileRun;
import io.inletroutes.source.FileReading;
import io.inletroutes.source.KeptEvents;
import io.inletroutes.source.ReadOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/** One file while its events are on their way: what was read, what is settled, and whether it can be read at all. Thread-safe. */
final class FileInProgress implements FileReading {

    private final Path file;
    private final FileRun run;
    private final boolean utf8;
    private final KeptEvents kept;
    private final AtomicLong read = new AtomicLong();
    private final AtomicLong settled = new AtomicLong();
    private final AtomicLong lastRow = new AtomicLong();
    private final long settledBefore;
    private final long size;
    private final long begunNanos = System.nanoTime();
    private final AtomicReference<Problem> unreadable = new AtomicReference<>();
    private final AtomicReference<ReadOptions> readAs = new AtomicReference<>();
    private volatile int fit = Integer.MAX_VALUE;
    private final AtomicBoolean warnedOfId = new AtomicBoolean();
    private final LaterNotes later;

    /**
     * @param utf8  whether all of its bytes are
     * @param kept  what the events of dead letters said
     * @param notes runs what tells the ledger of single events
     */
    FileInProgress(Path file, FileRun run, boolean utf8, KeptEvents kept, Executor notes) {
        this.file = file;
        this.utf8 = utf8;
        this.kept = kept;
        this.later = new LaterNotes(notes);
        this.run = run;
        this.settledBefore = run.counts().read();
        this.size = file.toFile().length();
    }

    Path file() {
        return file;
    }

    FileRun run() {
        return run;
    }

    /** Whether something was written to it, or taken away, since it was begun: what was read of it is not all of it. */
    boolean isChanged() {
        return file.toFile().length() != size;
    }

    @Override
    public boolean isSettled(long row) {
        if (run.isSettled(row) || unreadable.get() != null || run.isLost()) {
            return true;
        }
        read.incrementAndGet();
        return false;
    }

    @Override
    public Optional<JsonNode> event(String deadLetter) throws IOException {
        return kept.event(deadLetter);
    }

    @Override
    public boolean isUtf8(Path other) {
        return utf8 && other.equals(file);
    }

    @Override
    public void readAs(ReadOptions how) {
        readAs.compareAndSet(null, how);
    }

    /** How its rows were read, and rejected ones are to be written. */
    ReadOptions readAs() {
        ReadOptions how = readAs.get();
        return how == null ? ReadOptions.DEFAULT : how;
    }

    /** A chunk that needs a second request for its last events takes twice as long. */
    @Override
    public int chunkEvents(int most) {
        return Math.min(most, fit);
    }

    /** @param events how many one request holds, as the last chunk showed */
    void fit(int events) {
        fit = events;
    }

    void settle(List<? extends Event> events) throws IOException {
        settled.addAndGet(events.size() - run.settle(events));
        if (!events.isEmpty()) {
            lastRow.accumulateAndGet(events.get(events.size() - 1).row(), Math::max);
        }
    }

    /** The same of events whose exchanges ended one by one, in no order. */
    void settleSingles(List<Event> events) throws IOException {
        List<Event> sorted = new ArrayList<>(events);
        sorted.sort(Comparator.comparingLong(Event::row));
        int from = 0;
        for (int i = 1; i <= sorted.size(); i++) {
            if (i == sorted.size() || sorted.get(i).row() > sorted.get(i - 1).row() + 1) { // what is between them may be open
                settle(sorted.subList(from, i));
                from = i;
            }
        }
    }

    /** For an event whose exchange has ended: the ledger learns of it soon. */
    void noteLater(Settlement single) {
        later.add(single);
    }

    /** Returns when the ledger knows of all of them. */
    void noteAll() {
        later.write();
    }

    /** The furthest row of an event that was settled at this start, 0 before the first. */
    long lastRow() {
        return lastRow.get();
    }

    /** Events settled per second at this start. */
    double rate() {
        return (run.counts().read() - settledBefore) / Math.max(1e-3, (System.nanoTime() - begunNanos) / 1e9);
    }

    /** Events read at this start that are not settled. */
    long open() {
        return read.get() - settled.get();
    }

    /** The whole file is of no use, for that reason; the first one counts. Nothing more of it is read. */
    void refuse(Problem problem) {
        unreadable.compareAndSet(null, problem);
    }

    Optional<Problem> unreadable() {
        return Optional.ofNullable(unreadable.get());
    }

    /** True once per file. */
    boolean warnOfRepeatedId() {
        return warnedOfId.compareAndSet(false, true);
    }
}
