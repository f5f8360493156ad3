package io.inletroutes.ledger;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/**
 * What is settled: files in progress, receipts, accepted ids and dead letters. One process per data folder holds it. Thread-safe.
 * After a kill at any moment it knows every chunk whose settlement had returned.
 */
public final class Ledger implements AutoCloseable {

    private final Path progressFolder;
    private final Database database;
    private final Clock clock;
    private final AcceptedIds acceptedIds;
    private final DeadLetters deadLetters;

    private Ledger(LedgerSettings settings, Clock clock) throws SQLException, IOException {
        this.clock = clock;
        Folders.makePrivate(settings.folder());
        this.progressFolder = Folders.makePrivate(settings.folder().resolve("progress"));
        this.database = Database.open(settings, clock);
        this.acceptedIds = new AcceptedIds(Folders.makePrivate(settings.folder().resolve("journal")), clock, settings.remembers());
        this.deadLetters = new DeadLetters(settings.folder(), database, clock);
    }

    /** @throws IOException when the data folder cannot be used, or another process holds the ledger */
    public static Ledger open(LedgerSettings settings, Clock clock) throws IOException {
        try {
            return new Ledger(settings, clock);
        } catch (SQLException e) {
            throw new IOException("the ledger cannot be opened", e);
        }
    }

    public AcceptedIds acceptedIds() {
        return acceptedIds;
    }

    public DeadLetters deadLetters() {
        return deadLetters;
    }

    /**
     * Begins a file, or goes on with one of the same content that an earlier start left unfinished.
     *
     * @param fingerprint hash of the content, at most 64 characters
     */
    public FileRun openFile(String route, String name, String fingerprint) throws IOException {
        try {
            Optional<FileRun> open = findOpen(route, fingerprint);
            return open.isPresent() ? open.get() : begin(route, name, fingerprint);
        } catch (SQLException e) {
            throw new IOException("the ledger does not answer", e);
        }
    }

    private Optional<FileRun> findOpen(String route, String fingerprint) throws SQLException, IOException {
        record Found(long id, String name, Instant started, String keptAs) {
        }
        Found found = database.transact(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(
                    "select id, name, started, kept_as from file_run where route = ? and fingerprint = ? and finished is null order by id desc")) {
                statement.setString(1, route);
                statement.setString(2, fingerprint);
                try (ResultSet row = statement.executeQuery()) {
                    return row.next() ? new Found(row.getLong(1), row.getString(2), row.getTimestamp(3).toInstant(), row.getString(4)) : null;
                }
            }
        });
        return found == null ? Optional.empty() : Optional.of(new FileRun(found.id(), route, found.name(), found.started(), found.keptAs(), progressFile(found.id())));
    }

    private FileRun begin(String route, String name, String fingerprint) throws SQLException, IOException {
        Instant now = clock.instant();
        long id = database.transact(connection -> {
            try (PreparedStatement statement = connection.prepareStatement("insert into file_run (route, name, fingerprint, started) values (?, ?, ?, ?)",
                    Statement.RETURN_GENERATED_KEYS)) {
                statement.setString(1, route);
                statement.setString(2, name);
                statement.setString(3, fingerprint);
                statement.setTimestamp(4, Timestamp.from(now));
                statement.executeUpdate();
                try (ResultSet keys = statement.getGeneratedKeys()) {
                    keys.next();
                    return keys.getLong(1);
                }
            }
        });
        return new FileRun(id, route, name, now, null, progressFile(id));
    }

    /** Notes the name under which a settled file is about to be kept, so that a kill before or after the move is told apart later. */
    public void keepAs(FileRun run, String keptAs) throws IOException {
        update("update file_run set kept_as = ? where id = ?", keptAs, run.id());
    }

    /** Ends a file that was moved away with all its events settled. */
    public Receipt finish(FileRun run, String keptAs) throws IOException {
        Instant now = clock.instant();
        Counts counts = run.counts();
        update("update file_run set finished = ?, events_read = ?, accepted = ?, dead = ?, skipped = ?, kept_as = ? where id = ?", Timestamp.from(now), counts.read(),
                counts.accepted(), counts.dead(), counts.skipped(), keptAs, run.id());
        run.remove();
        return new Receipt(run.route(), run.name(), keptAs, run.started(), now, counts, run.batches());
    }

    /** Lets go of a file that stays where it is; a later {@link #openFile} goes on with it. */
    public void leave(FileRun run) throws IOException {
        run.close();
    }

    /** Name and route of a file by its number in the journal. */
    public Optional<String> fileName(long fileRun) throws IOException {
        try {
            return Optional.ofNullable(database.transact(connection -> {
                try (PreparedStatement statement = connection.prepareStatement("select name from file_run where id = ?")) {
                    statement.setLong(1, fileRun);
                    try (ResultSet row = statement.executeQuery()) {
                        return row.next() ? row.getString(1) : null;
                    }
                }
            }));
        } catch (SQLException e) {
            throw new IOException("the ledger does not answer", e);
        }
    }

    private void update(String sql, Object... values) throws IOException {
        try {
            database.transact(connection -> {
                try (PreparedStatement statement = connection.prepareStatement(sql)) {
                    for (int i = 0; i < values.length; i++) {
                        statement.setObject(i + 1, values[i]);
                    }
                    return statement.executeUpdate();
                }
            });
        } catch (SQLException e) {
            throw new IOException("the ledger does not answer", e);
        }
    }

    private Path progressFile(long id) {
        return progressFolder.resolve(id + ".rows");
    }

    @Override
    public void close() throws IOException {
        acceptedIds.close();
        try {
            database.close();
        } catch (SQLException e) {
            throw new IOException("the ledger cannot be closed", e);
        }
    }
}
