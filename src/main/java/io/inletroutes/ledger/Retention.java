package io.inletroutes.ledger;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Forgets what was kept as long as the settings say: at the start, and each hour on a thread of its own. */
final class Retention implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Retention.class);

    private final Duration keeps;
    private final Clock clock;
    private final FileRuns runs;
    private final DeadLetters deadLetters;
    private final AcceptedPlaces acceptedIds;
    private final Set<String> open;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread made = new Thread(task, "ledger-retention");
        made.setDaemon(true);
        return made;
    });

    /** @param open files that are being read, which are never forgotten */
    Retention(Duration keeps, Clock clock, FileRuns runs, DeadLetters deadLetters, AcceptedPlaces acceptedIds, Set<String> open) {
        this.keeps = keeps;
        this.clock = clock;
        this.runs = runs;
        this.deadLetters = deadLetters;
        this.acceptedIds = acceptedIds;
        this.open = open;
    }

    void start() {
        thread.scheduleWithFixedDelay(this::tryForget, 0, 1, TimeUnit.HOURS);
    }

    private void tryForget() {
        try {
            forget();
        } catch (IOException | RuntimeException e) {
            if (!thread.isShutdown()) {
                LOG.warn("What is older than data.retention could not be removed ({}); it is tried again in an hour.", e.getClass().getSimpleName());
            }
        }
    }

    /** Whole days, as the files of dead letters hold them; 0 keeps everything but accepted ids. */
    void forget() throws IOException {
        acceptedIds.forgetOld();
        if (keeps.isZero()) {
            return;
        }
        LocalDate day = LocalDate.ofInstant(clock.instant().minus(keeps), ZoneOffset.UTC);
        Instant before = day.atStartOfDay(ZoneOffset.UTC).toInstant();
        runs.forget(before, open);
        deadLetters.forget(day, before);
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
