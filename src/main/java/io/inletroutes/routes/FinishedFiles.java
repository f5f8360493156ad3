package io.inletroutes.routes;

import io.inletroutes.Problem;
import io.inletroutes.ledger.Counts;
import io.inletroutes.ledger.DeadLetter;
import io.inletroutes.ledger.FileRun;
import io.inletroutes.ledger.Folders;
import io.inletroutes.ledger.Ledger;
import io.inletroutes.ledger.Receipt;
import io.inletroutes.source.RejectedRows;
import io.inletroutes.source.Rejection;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts files that need no more reading where they belong, with what is to be known of them beside. */
final class FinishedFiles {

    private static final Logger LOG = LoggerFactory.getLogger(FinishedFiles.class);
    private static final int PAGE = 1_000;

    private final Ledger ledger;
    private final Clock clock;
    private final RouteMetrics metrics;

    FinishedFiles(Ledger ledger, Clock clock, RouteMetrics metrics) {
        this.ledger = ledger;
        this.clock = clock;
        this.metrics = metrics;
    }

    /** Every event is settled: rejected rows, receipt, move, note; in this order, so that a kill between two only repeats the last. */
    void keep(FileInProgress progress) throws IOException {
        FileRun run = progress.run();
        Path file = progress.file();
        Path done = Folders.makePrivate(file.resolveSibling("done"));
        String keptAs = run.keptAs().orElseGet(() -> freeName(file.getFileName().toString(), done, file.resolveSibling("rejected")));
        ledger.keepAs(run, keptAs);
        Counts counts = run.counts();
        if (counts.dead() > 0) {
            Path rejected = Folders.makePrivate(file.resolveSibling("rejected"));
            RejectedRows.write(file, progress.readAs(), rejections(run), rejected.resolve(keptAs));
        }
        Receipts.write(new Receipt(run.route(), run.name(), keptAs, run.started(), clock.instant(), counts, run.batches()), done);
        Files.move(file, done.resolve(keptAs), StandardCopyOption.ATOMIC_MOVE);
        Receipt receipt = ledger.finish(run, keptAs);
        metrics.file(run.route(), true);
        LOG.info("{}: {} done: {} read, {} accepted, {} dead letters, {} skipped, {} s", run.route(), run.name(), counts.read(), counts.accepted(), counts.dead(),
                counts.skipped(), Duration.between(receipt.started(), receipt.finished()).toMillis() / 1000.0);
    }

    /** The file cannot be read: to {@code failed/}, the reason beside it. */
    void fail(FileInProgress progress, Problem problem) throws IOException {
        FileRun run = progress.run();
        Path file = progress.file();
        Path failed = Folders.makePrivate(file.resolveSibling("failed"));
        String keptAs = freeName(file.getFileName().toString(), failed, failed);
        Counts counts = run.counts();
        String delivered = counts.read() == 0 ? "Nothing of it was sent.\n"
                : "Before that, " + counts.accepted() + " events of it were accepted and " + counts.dead() + " kept as dead letters.\n";
        Files.writeString(failed.resolve(keptAs + ".reason.txt"), problem + "\n" + delivered);
        Files.move(file, failed.resolve(keptAs), StandardCopyOption.ATOMIC_MOVE);
        ledger.finish(run, keptAs);
        metrics.file(run.route(), false);
        LOG.warn("{}: {} cannot be read and is in failed/: {}", run.route(), run.name(), problem);
    }

    /** The refused rows in their order, fetched a page at a time. */
    private Iterator<Rejection> rejections(FileRun run) {
        return new Iterator<>() {
            private final Deque<DeadLetter> page = new ArrayDeque<>();
            private long last;

            @Override
            public boolean hasNext() {
                if (page.isEmpty()) {
                    fetch();
                }
                return !page.isEmpty();
            }

            private void fetch() {
                try {
                    List<DeadLetter> next = ledger.deadLetters().ofFile(run, last, PAGE);
                    page.addAll(next);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }

            @Override
            public Rejection next() {
                hasNext();
                DeadLetter letter = page.remove();
                last = letter.row();
                return new Rejection(letter.row(), letter.reason(), letter.id());
            }
        };
    }

    /** The name, or with a number before its ending where one of the folders holds it already. */
    static String freeName(String name, Path first, Path second) {
        int dot = name.indexOf('.', 1);
        String stem = dot < 0 ? name : name.substring(0, dot);
        String ending = dot < 0 ? "" : name.substring(dot);
        String free = name;
        for (int number = 2; Files.exists(first.resolve(free)) || Files.exists(second.resolve(free)); number++) {
            free = stem + "-" + number + ending;
        }
        return free;
    }
}
