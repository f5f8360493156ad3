package io.inletroutes.ledger;

import io.inletroutes.Location;
import io.inletroutes.Problem;
import io.inletroutes.ProblemsException;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Takes what a ledger knows over into another one, for a home that changes {@code ledger.url}: files with their receipts, what is settled
 * of those under way, accepted ids, and the index of dead letters, whose own files stay in the data folder. Nothing may run on either
 * meanwhile. A copy that broke off is done again: the target may hold what the source knows, and nothing else.
 */
public final class LedgerCopy {

    private static final List<String> FILES = List.of("id", "route", "name", "fingerprint", "started", "finished", "events_read", "accepted", "dead", "skipped", "kept_as");
    private static final List<String> LETTERS = List.of("id", "route", "refused_by", "reason", "status", "source", "row_no", "file_run", "attempts", "first_at", "last_at", "state", "kept_in",
            "kept_at", "origin_key", "id_hash", "replays", "kept_by", "reason_class");
    private static final List<String> INDEXED = List.of("kept_by", "name", "indexed_to");

    private final LedgerSettings from;
    private final LedgerSettings to;
    private final Clock clock;

    private LedgerCopy(LedgerSettings from, LedgerSettings to, Clock clock) {
        this.from = from;
        this.to = to;
        this.clock = clock;
    }

    /**
     * Copies all of {@code from}, whose data folder the caller holds locked.
     *
     * @throws ProblemsException when the target holds something else, when another instance uses the source, or when a database cannot be used
     */
    public static CopiedLedger copy(LedgerSettings from, LedgerSettings to, Clock clock) throws IOException {
        if (from.isShared() == to.isShared() && (!from.isShared() || from.url().equals(to.url()))) {
            throw new ProblemsException(Problem.error(Location.NONE, "the ledger would be copied to itself").fix("name another database, or file for the one in the data folder"));
        }
        try (Database source = open(from, clock); Database target = open(to, clock)) {
            return new LedgerCopy(from, to, clock).copy(source, target);
        }
    }

    private static Database open(LedgerSettings settings, Clock clock) throws IOException {
        return Database.open(settings.isShared() ? new SharedStore(settings) : new LocalStore(Folders.makePrivate(settings.folder()), clock));
    }

    private CopiedLedger copy(Database source, Database target) throws IOException {
        String here = from.isShared() || to.isShared() ? Instance.of(from.folder()) : "";
        UnaryOperator<String> keptBy = name -> !from.isShared() ? here : to.isShared() ? name : "";
        CopiedIds ids = new CopiedIds(from, to, clock);
        return source.transact(read -> {
            refuseClaims(read);
            return transact(target, write -> {
                refuseOthers(read, write, ids);
                empty(write);
                long files = CopiedTable.copy(read, write, "file_run", FILES, "", List.of(), keptBy);
                boolean all = !from.isShared() || to.isShared();
                String own = all ? "" : "where kept_by = ?";
                List<Object> name = all ? List.of() : List.of(here);
                long letters = CopiedTable.copy(read, write, "dead_letter", LETTERS, own, name, keptBy);
                CopiedTable.copy(read, write, "dead_letter_file", INDEXED, own, name, keptBy);
                long elsewhere = count(read, "dead_letter") - letters;
                List<RunHead> unfinished = FileRuns.unfinished(read);
                CopiedProgress.copy(read, write, from, to, unfinished);
                long accepted = ids.copy(read, write);
                restart(write);
                return new CopiedLedger(files, unfinished.size(), accepted, letters, elsewhere);
            });
        });
    }

    private static <T> T transact(Database database, Database.Work<T> work) throws SQLException {
        try {
            return database.transact(work);
        } catch (IOException e) {
            throw e.getCause() instanceof SQLException sql ? sql : new SQLException(e.getMessage(), e);
        }
    }

    /** A file that another instance reads goes on meanwhile. */
    private static void refuseClaims(Connection read) throws SQLException {
        try (Statement statement = read.createStatement(); ResultSet row = statement.executeQuery("select count(*) from file_claim where held_until > current_timestamp")) {
            row.next();
            if (row.getLong(1) > 0) {
                throw new ProblemsException(Problem.error(Location.NONE, "other instances use the ledger").fix("stop all of them, and copy again after half a minute"));
            }
        }
    }

    private void refuseOthers(Connection read, Connection write, CopiedIds ids) throws SQLException {
        Set<String> files = new HashSet<>();
        Set<String> letters = new HashSet<>();
        keys(read, "select id, route, fingerprint from file_run", files::add);
        keys(read, "select id, route, first_at from dead_letter", letters::add);
        keys(write, "select id, route, fingerprint from file_run", key -> refuseUnless(files.contains(key)));
        keys(write, "select id, route, first_at from dead_letter", key -> refuseUnless(letters.contains(key)));
        refuseUnless(ids.isNoneNewer(read, write));
        boolean left = !to.isShared() && files.isEmpty() && CopiedProgress.isAny(to);
        refuseUnless(!left);
    }

    private void refuseUnless(boolean known) {
        if (!known) {
            throw new ProblemsException(Problem.error(Location.NONE, "the target is not empty, and holds what this ledger does not know; nothing was copied")
                    .fix(to.isShared() ? "name a database of its own, or an empty schema of one" : "move ledger.mv.db, journal/ and progress/ out of the data folder, and copy again"));
        }
    }

    private interface Key {
        void take(String key);
    }

    private static void keys(Connection connection, String query, Key found) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(query); ResultSet row = statement.executeQuery()) {
            boolean time = row.getMetaData().getColumnName(3).equalsIgnoreCase("first_at");
            while (row.next()) {
                found.take(row.getString(1) + '\0' + row.getString(2) + '\0' + (time ? row.getTimestamp(3).toInstant() : row.getString(3)));
            }
        }
    }

    private static void empty(Connection write) throws SQLException {
        for (String table : List.of("file_run", "dead_letter", "dead_letter_file", "settled_rows", "accepted_id", "file_claim")) {
            try (Statement statement = write.createStatement()) {
                statement.execute("delete from " + table);
            }
        }
    }

    private static long count(Connection connection, String table) throws SQLException {
        try (Statement statement = connection.createStatement(); ResultSet row = statement.executeQuery("select count(*) from " + table)) {
            row.next();
            return row.getLong(1);
        }
    }

    /** The next file gets a number that none had. */
    private static void restart(Connection write) throws SQLException {
        try (Statement statement = write.createStatement(); ResultSet row = statement.executeQuery("select coalesce(max(id), 0) + 1 from file_run")) {
            row.next();
            long next = row.getLong(1);
            try (Statement alter = write.createStatement()) {
                alter.execute("alter table file_run alter column id restart with " + next);
            }
        }
    }
}
