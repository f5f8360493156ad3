package io.inletroutes.ledger;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which instance reads which file, and which fires a tick. The claim of a file lasts 20 seconds and is renewed every 5; that of an instance that died is free when it ran
 * out. All times are the database's, so the clocks of the instances do not matter. Thread-safe.
 */
final class Claims implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Claims.class);
    private static final int LEASE_SECONDS = 20;
    private static final int RENEWAL_SECONDS = 5;
    private static final String UNTIL = "current_timestamp + interval '" + LEASE_SECONDS + "' second";
    private static final String TICK = "tick";
    private static final String DUPLICATE_KEY = "23505";
    /** H2's lock timeout and concurrent update; and of SQL and PostgreSQL: no serial order, a deadlock, a lock timeout. */
    private static final Set<String> BUSY = Set.of("HYT00", "90131", "40001", "40P01", "55P03");
    private static final int MOST_TRIES = 5;

    private final Database database;
    private final String instance;
    private final LongSupplier nanos;
    private final Map<String, FileRun> held = new ConcurrentHashMap<>();
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread made = new Thread(task, "ledger-claims");
        made.setDaemon(true);
        return made;
    });
    private volatile long renewed;

    /**
     * @param database a connection of its own, so that no long transaction delays a renewal
     * @param nanos    a clock that only goes forward
     */
    Claims(Database database, String instance, LongSupplier nanos) throws IOException {
        this.database = database;
        this.instance = instance;
        this.nanos = nanos;
        this.renewed = nanos.getAsLong();
        delete("delete from file_claim where held_by = ?", instance); // of this instance's last start
    }

    void start() {
        thread.scheduleWithFixedDelay(this::tryRenew, RENEWAL_SECONDS, RENEWAL_SECONDS, TimeUnit.SECONDS);
    }

    /** False while another instance holds the file. */
    boolean take(String route, String fingerprint) throws IOException {
        try {
            return database.transact(connection -> update(connection, "update file_claim set held_by = ?, held_until = " + UNTIL
                    + " where route = ? and fingerprint = ? and (held_by = ? or held_until < current_timestamp)", instance, route, fingerprint, instance) == 1
                    || !isHeld(connection, route, fingerprint, "%") && update(connection, "insert into file_claim (held_by, held_until, route, fingerprint) values (?, " + UNTIL
                    + ", ?, ?)", instance, route, fingerprint) == 1);
        } catch (IOException e) {
            if (hasState(e, DUPLICATE_KEY) || isBusy(e)) {
                return false; // another instance was quicker, or is about to be; a file is asked for again
            }
            throw e;
        }
    }

    /** True once for each tick of a route, whichever instance asks first; remembered for a day. */
    boolean takeTick(String route, String tick) throws IOException {
        forgetTicks();
        String key = TICK + " " + tick;
        String asker = TICK + " " + UUID.randomUUID().toString().replace("-", "");
        for (int tries = 1;; tries++) {
            try {
                return database.transact(connection -> update(connection, "insert into file_claim (held_by, held_until, route, fingerprint) values (?, current_timestamp + interval '1' day, ?, ?)",
                        asker, route, key) == 1);
            } catch (IOException e) {
                if (hasState(e, DUPLICATE_KEY)) {
                    return database.transact(connection -> isHeld(connection, route, key, asker)); // by this very call where the answer to its commit was lost
                }
                if (!isBusy(e) || tries == MOST_TRIES) {
                    throw e;
                }
            }
        }
    }

    private void forgetTicks() throws IOException {
        try {
            delete("delete from file_claim where held_by like ? and held_until < current_timestamp", TICK + "%");
        } catch (IOException e) {
            if (!isBusy(e)) {
                throw e;
            }
            LOG.debug("another instance forgets old ticks now", e);
        }
    }

    /** Whether another transaction holds what this one asked for, and may end either way. */
    private static boolean isBusy(IOException e) {
        return BUSY.stream().anyMatch(state -> hasState(e, state));
    }

    private static boolean hasState(IOException e, String state) {
        return e.getCause() instanceof SQLException sql && state.equals(sql.getSQLState());
    }

    /** From here on the run is told when its claim is gone. */
    void watch(FileRun run) {
        held.put(run.key(), run);
    }

    private static boolean isHeld(Connection connection, String route, String fingerprint, String by) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("select 1 from file_claim where route = ? and fingerprint = ? and held_by like ?")) {
            FileRuns.bind(statement, 1, route, fingerprint, by);
            try (ResultSet row = statement.executeQuery()) {
                return row.next();
            }
        }
    }

    private static int update(Connection connection, String sql, Object... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            FileRuns.bind(statement, 1, values);
            return statement.executeUpdate();
        }
    }

    void release(String route, String fingerprint) throws IOException {
        held.remove(RunHead.key(route, fingerprint));
        delete("delete from file_claim where held_by = ? and route = ? and fingerprint = ?", instance, route, fingerprint);
    }

    private void delete(String sql, Object... values) throws IOException {
        database.transact(connection -> update(connection, sql, values));
    }

    private void tryRenew() {
        try {
            renew();
        } catch (IOException | RuntimeException e) {
            LOG.debug("renewing claims failed", e);
            loseWhatRanOut();
        }
    }

    /** Renews what is held, and tells those runs whose claim another instance has by now. */
    void renew() throws IOException {
        List<FileRun> runs = List.copyOf(held.values());
        List<FileRun> gone = database.transact(connection -> {
            List<FileRun> taken = new ArrayList<>();
            for (FileRun run : runs) {
                if (update(connection, "update file_claim set held_until = " + UNTIL + " where held_by = ? and route = ? and fingerprint = ?", instance, run.route(),
                        run.fingerprint()) == 0) {
                    taken.add(run);
                }
            }
            return taken;
        });
        renewed = nanos.getAsLong();
        gone.stream().filter(run -> held.get(run.key()) == run).forEach(run -> lose(run, "another instance took it over"));
    }

    /** The database may have given to others what could not be renewed. */
    void loseWhatRanOut() {
        if (nanos.getAsLong() - renewed > TimeUnit.SECONDS.toNanos(LEASE_SECONDS)) {
            held.values().forEach(run -> lose(run, "its claim could not be renewed in the ledger's database"));
        }
    }

    private static void lose(FileRun run, String why) {
        if (!run.isLost()) {
            LOG.warn("{}: {} is let go: {}", run.route(), run.name(), why);
            run.lose();
        }
    }

    @Override
    public void close() throws IOException {
        thread.shutdownNow();
        try {
            delete("delete from file_claim where held_by = ?", instance);
        } finally {
            database.close();
        }
    }
}
