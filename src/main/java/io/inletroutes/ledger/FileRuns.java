package io.inletroutes.ledger;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The files that were begun, in the table {@code file_run}, and where the progress of each lies. */
final class FileRuns {

    private static final Logger LOG = LoggerFactory.getLogger(FileRuns.class);
    private static final String COLUMNS = "select id, route, name, fingerprint, started, kept_as, finished from file_run ";

    /** One row of the table; {@code finished} is null while it is read. */
    record Found(RunHead head, Instant finished) {
    }

    private final Database database;
    private final Path folder;
    private final String sharedBy;
    private final Clock clock;

    /**
     * @param folder   of the progress files
     * @param sharedBy this instance where progress lies in a shared database, null where it lies in files
     */
    FileRuns(Database database, Path folder, String sharedBy, Clock clock) {
        this.database = database;
        this.folder = folder;
        this.sharedBy = sharedBy;
        this.clock = clock;
    }

    /** Begins a file or goes on with it. */
    FileRun open(String route, String name, String fingerprint) throws IOException {
        if (sharedBy != null) {
            Optional<RunHead> unfinished = unfinished(route, fingerprint);
            RunHead run = unfinished.isPresent() ? unfinished.get() : insert(route, name, fingerprint);
            return new FileRun(run, new ProgressTable(database, run, sharedBy));
        }
        Path file = file(route, fingerprint);
        Optional<RunHead> known = ProgressFile.head(file);
        if (known.isEmpty() && Files.exists(file)) {
            LOG.warn("{}: the note of what is settled of {} is damaged; its events are sent again from the first row", route, name);
        }
        if (known.isPresent()) {
            Optional<Found> row = find(known.get().id());
            if (row.isEmpty()) {
                insert(known.get());
            }
            if (row.isEmpty() || row.get().finished() == null) {
                RunHead head = row.isEmpty() ? known.get() : row.get().head();
                return new FileRun(head, ProgressFile.open(file));
            }
        }
        Optional<RunHead> unfinished = unfinished(route, fingerprint); // its progress was lost, or never begun
        RunHead run = unfinished.isPresent() ? unfinished.get() : insert(route, name, fingerprint);
        return new FileRun(run, ProgressFile.begin(file, run));
    }

    private Path file(String route, String fingerprint) {
        return file(folder, route, fingerprint);
    }

    /** Where progress of that file lies. @param folder of the progress files */
    static Path file(Path folder, String route, String fingerprint) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest((route + '\0' + fingerprint).getBytes(StandardCharsets.UTF_8));
            return folder.resolve(HexFormat.of().formatHex(hash, 0, 16) + ".rows");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private Optional<RunHead> unfinished(String route, String fingerprint) throws IOException {
        return query("where route = ? and fingerprint = ? and finished is null order by id desc", route, fingerprint).stream().findFirst().map(Found::head);
    }

    /** All files that are under way. */
    static List<RunHead> unfinished(Connection connection) throws SQLException {
        List<RunHead> found = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(COLUMNS + "where finished is null order by id"); ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                found.add(head(row));
            }
        }
        return found;
    }

    /** Files that were about to be moved when their process ended. */
    List<RunHead> aboutToMove() throws IOException {
        return query("where finished is null and kept_as is not null").stream().map(Found::head).toList();
    }

    /** A file by its number. */
    Optional<Found> find(long id) throws IOException {
        return query("where id = ?", id).stream().findFirst();
    }

    /** The last files of that name, the newest first. */
    List<Found> named(String name, int most) throws IOException {
        return query("where name = ? order by id desc fetch first " + most + " rows only", name);
    }

    /** The files kept in {@code done/} under that name, of several routes, the newest first. */
    List<Found> kept(String keptAs, int most) throws IOException {
        return query("where kept_as = ? order by id desc fetch first " + most + " rows only", keptAs);
    }

    /** Files that ended, the last begun first, below that number. */
    List<FinishedFile> finished(long below, int most) throws IOException {
        String sql = "select id, route, name, kept_as, started, finished, accepted, dead, skipped from file_run where finished is not null and id < ? order by id desc fetch first "
                + most + " rows only";
        return database.transact(connection -> {
            List<FinishedFile> found = new ArrayList<>();
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                bind(statement, 1, below);
                try (ResultSet row = statement.executeQuery()) {
                    while (row.next()) {
                        found.add(new FinishedFile(row.getLong(1), row.getString(2), row.getString(3), row.getString(4), row.getTimestamp(5).toInstant(), row.getTimestamp(6).toInstant(),
                                new Counts(row.getLong(7), row.getLong(8), row.getLong(9))));
                    }
                }
            }
            return found;
        });
    }

    private List<Found> query(String where, Object... values) throws IOException {
        return database.transact(connection -> {
            List<Found> found = new ArrayList<>();
            try (PreparedStatement statement = connection.prepareStatement(COLUMNS + where)) {
                bind(statement, 1, values);
                try (ResultSet row = statement.executeQuery()) {
                    while (row.next()) {
                        Timestamp finished = row.getTimestamp(7);
                        found.add(new Found(head(row), finished == null ? null : finished.toInstant()));
                    }
                }
            }
            return found;
        });
    }

    private static RunHead head(ResultSet row) throws SQLException {
        return new RunHead(row.getLong(1), row.getString(2), row.getString(3), row.getString(4), row.getTimestamp(5).toInstant(), row.getString(6));
    }

    private RunHead insert(String route, String name, String fingerprint) throws IOException {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        long id = database.transact(connection -> {
            try (PreparedStatement statement = connection.prepareStatement("insert into file_run (route, name, fingerprint, started) values (?, ?, ?, ?)",
                    Statement.RETURN_GENERATED_KEYS)) {
                bind(statement, 1, route, name, fingerprint, Timestamp.from(now));
                statement.executeUpdate();
                try (ResultSet keys = statement.getGeneratedKeys()) {
                    keys.next();
                    return keys.getLong(1);
                }
            }
        });
        return new RunHead(id, route, name, fingerprint, now, null);
    }

    /** Again, after the database was lost. */
    private void insert(RunHead run) throws IOException {
        update("insert into file_run (id, route, name, fingerprint, started) values (?, ?, ?, ?, ?)", run.id(), run.route(), run.name(), run.fingerprint(),
                Timestamp.from(run.started()));
    }

    void keepAs(FileRun run, String keptAs) throws IOException {
        update("update file_run set kept_as = ? where id = ?", keptAs, run.id());
    }

    void finish(FileRun run, String keptAs, Instant now) throws IOException {
        Counts counts = run.counts();
        Object[] values = {Timestamp.from(now), counts.read(), counts.accepted(), counts.dead(), counts.skipped(), keptAs, run.id()};
        if (update("update file_run set finished = ?, events_read = ?, accepted = ?, dead = ?, skipped = ?, kept_as = ? where id = ?", values) == 0) {
            update("insert into file_run (finished, events_read, accepted, dead, skipped, kept_as, id, route, name, fingerprint, started) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    values[0], values[1], values[2], values[3], values[4], keptAs, run.id(), run.route(), run.name(), run.fingerprint(), Timestamp.from(run.started()));
        }
        run.remove();
    }

    /**
     * Forgets files that ended before, and those begun before that nobody reads any more.
     *
     * @param open keys of those being read here
     */
    void forget(Instant before, Set<String> open) throws IOException {
        update("delete from file_run where finished < ?", Timestamp.from(before));
        List<Found> left = query("where finished is null and started < ? and not exists (select 1 from file_claim where file_claim.route = file_run.route "
                + "and file_claim.fingerprint = file_run.fingerprint and held_until > current_timestamp)", Timestamp.from(before));
        for (Found found : left) {
            RunHead run = found.head();
            if (!open.contains(run.key())) {
                update("delete from settled_rows where file_run = ?", run.id());
                update("delete from file_run where id = ?", run.id());
            }
        }
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                if (!isNeeded(file, before, open)) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    private boolean isNeeded(Path file, Instant before, Set<String> open) throws IOException {
        Optional<RunHead> run = ProgressFile.head(file);
        boolean old = Files.getLastModifiedTime(file).toInstant().isBefore(before);
        boolean unfinished = run.isEmpty() || find(run.get().id()).map(found -> found.finished() == null).orElse(true);
        return !old && unfinished || run.isPresent() && open.contains(run.get().key());
    }

    private int update(String sql, Object... values) throws IOException {
        return database.transact(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                bind(statement, 1, values);
                return statement.executeUpdate();
            }
        });
    }

    static void bind(PreparedStatement statement, int from, Object... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            statement.setObject(from + i, values[i]);
        }
    }
}
