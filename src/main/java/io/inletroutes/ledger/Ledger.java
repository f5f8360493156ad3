package io.inletroutes.ledger;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiPredicate;

/**
 * What is settled: files in progress, receipts, accepted ids and dead letters. One process per data folder holds it. Thread-safe.
 * After a kill at any moment it knows every chunk whose settlement had returned.
 *
 * <p>With {@code ledger.url} several instances, each with a data folder of its own, share files, accepted ids and the index of dead
 * letters through one database.
 */
public final class Ledger implements AutoCloseable {

    private final Database database;
    private final Clock clock;
    private final FileRuns runs;
    private final Claims claims;
    private final Set<String> open = ConcurrentHashMap.newKeySet();
    private final AcceptedIds acceptedIds;
    private final AcceptedPlaces acceptedPlaces;
    private final DeadLetters deadLetters;
    private final Retention retention;
    private final Lookup lookup;

    private Ledger(LedgerSettings settings, Clock clock) throws IOException {
        this.clock = clock;
        Path folder = Folders.makePrivate(settings.folder());
        Path progress = Folders.makePrivate(folder.resolve("progress"));
        if (settings.isShared()) {
            String instance = Instance.of(folder);
            this.database = Database.open(new SharedStore(settings));
            this.claims = new Claims(Database.open(new SharedStore(settings)), instance, System::nanoTime);
            this.runs = new FileRuns(database, progress, instance, clock);
            JournalTable journal = new JournalTable(database, clock, settings.remembers());
            this.acceptedIds = journal;
            this.acceptedPlaces = journal;
            this.deadLetters = new DeadLetters(new DeadLetterFiles(folder), new DeadLetterIndex(database, instance), clock, settings.onQueue());
            claims.start();
        } else {
            this.database = Database.open(new LocalStore(folder, clock));
            this.claims = null;
            this.runs = new FileRuns(database, progress, null, clock);
            Journal journal = new Journal(Folders.makePrivate(folder.resolve("journal")), clock, settings.remembers());
            this.acceptedIds = journal;
            this.acceptedPlaces = journal;
            this.deadLetters = new DeadLetters(new DeadLetterFiles(folder), new DeadLetterIndex(database, ""), clock, settings.onQueue());
        }
        this.lookup = new Lookup(acceptedPlaces, deadLetters, runs);
        this.retention = new Retention(settings.keeps(), clock, runs, deadLetters, acceptedPlaces, open);
        retention.start();
    }

    /**
     * Has Java load what the ledger in a file of its own needs; touches no file.
     *
     * @throws IOException when that fails; it would fail at opening too
     */
    public static void prepare() throws IOException {
        try {
            LocalStore.prepare();
        } catch (SQLException e) {
            throw new IOException("the database does not start", e);
        }
    }

    /**
     * Opens the ledger, or begins one.
     *
     * @throws io.inletroutes.ProblemsException when the database cannot be used and only a person can mend that
     * @throws IOException when the data folder cannot be used
     */
    public static Ledger open(LedgerSettings settings, Clock clock) throws IOException {
        return new Ledger(settings, clock);
    }

    public AcceptedIds acceptedIds() {
        return acceptedIds;
    }

    public DeadLetters deadLetters() {
        return deadLetters;
    }

    /**
     * Begins a file, or goes on with one of the same content that an earlier start left unfinished. Each ends with {@link #finish} or
     * {@link #leave}.
     *
     * @param fingerprint hash of the content, at most 64 characters
     * @return empty while a file of the same content is being read for the same route, here or by another instance
     */
    public Optional<FileRun> openFile(String route, String name, String fingerprint) throws IOException {
        String key = RunHead.key(route, fingerprint);
        if (!open.add(key)) {
            return Optional.empty();
        }
        Optional<FileRun> run = Optional.empty();
        try {
            if (claims == null) {
                run = Optional.of(runs.open(route, name, fingerprint));
            } else if (claims.take(route, fingerprint)) {
                run = Optional.of(runs.open(route, name, fingerprint)); // where this fails, the claim runs out by itself
                claims.watch(run.get());
            }
            return run;
        } finally {
            if (run.isEmpty()) {
                open.remove(key);
            }
        }
    }

    /** Notes the name under which a settled file is about to be kept, so that a kill before or after the move is told apart later. */
    public void keepAs(FileRun run, String keptAs) throws IOException {
        runs.keepAs(run, keptAs);
    }

    /**
     * Ends files whose move was the last thing that an earlier process did.
     *
     * @param isMoved whether a file of that name and that fingerprint lies where it was to be moved to
     */
    public void finishMoved(BiPredicate<String, String> isMoved) throws IOException {
        for (RunHead head : runs.aboutToMove()) {
            if (isMoved.test(head.keptAs(), head.fingerprint())) {
                Optional<FileRun> run = openFile(head.route(), head.name(), head.fingerprint());
                if (run.isPresent()) {
                    finish(run.get(), head.keptAs());
                }
            }
        }
    }

    /** Ends a file that was moved away with all its events settled. */
    public Receipt finish(FileRun run, String keptAs) throws IOException {
        Instant now = clock.instant();
        try {
            runs.finish(run, keptAs, now);
        } finally {
            leave(run);
        }
        return new Receipt(run.route(), run.name(), keptAs, run.started(), now, run.counts(), run.batches());
    }

    /** Lets go of a file that stays where it is; a later {@link #openFile} goes on with it, here or in another instance. */
    public void leave(FileRun run) throws IOException {
        try {
            run.close();
            if (claims != null) {
                claims.release(run.route(), run.fingerprint());
            }
        } finally {
            open.remove(run.key());
        }
    }

    /** Whether a tick of a timer is for this instance: always where it is alone, else for the one that asks first. */
    public boolean claimTick(String route, String tick) throws IOException {
        return claims == null || claims.takeTick(route, tick);
    }

    /** What is known of the event with that {@code _id}, the newest first. Empty when it was never settled, or too long ago. */
    public List<EventTrace> findById(String id) throws IOException {
        return lookup.byId(id);
    }

    /**
     * What is known of a row, in each of the last files of that name, the newest first. Looks through the whole journal.
     *
     * @param file name without its folder: the one it came with, or the one it is kept under
     * @param row  as a spreadsheet counts it
     */
    public List<EventTrace> findByRow(String file, long row) throws IOException {
        return lookup.byRow(file, row);
    }

    /** The same of the file that is kept under that name in {@code done/}. */
    public List<EventTrace> findByKeptRow(String keptAs, long row) throws IOException {
        return lookup.byKeptRow(keptAs, row);
    }

    /** What is known of the event of a JMS message id or tick, the newest first. Looks through the whole journal. */
    public List<EventTrace> findByKey(String key) throws IOException {
        return lookup.byKey(key);
    }

    /**
     * Files that need no more reading, the last begun first, some at a time.
     *
     * @param below the number of the last one of the page before, {@link Long#MAX_VALUE} for the first page
     */
    public List<FinishedFile> finishedFiles(long below, int most) throws IOException {
        return runs.finished(below, most);
    }

    /** Done every few seconds anyway. */
    void renewClaims() throws IOException {
        claims.renew();
    }

    /** Removes what is older than the settings ask for; done each hour anyway. */
    void forgetOld() throws IOException {
        retention.forget();
    }

    @Override
    public void close() throws IOException {
        retention.close();
        try {
            if (claims != null) {
                claims.close();
            }
            acceptedPlaces.close();
        } finally {
            database.close();
        }
    }
}
