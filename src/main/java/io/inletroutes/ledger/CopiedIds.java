package io.inletroutes.ledger;

import io.inletroutes.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Copies accepted ids that are young enough, between a folder and a table. */
final class CopiedIds {

    private static final int TOGETHER = 1_000;
    private static final String COLUMNS = "id, content, file_run, row_no, batch, xaction, accepted_at";

    private final LedgerSettings from;
    private final LedgerSettings to;
    private final Clock clock;

    CopiedIds(LedgerSettings from, LedgerSettings to, Clock clock) {
        this.from = from;
        this.to = to;
        this.clock = clock;
    }

    /** Whether the target remembers nothing that was accepted after all that the source remembers. */
    boolean isNoneNewer(Connection read, Connection write) throws SQLException {
        return !newest(to, write).isAfter(newest(from, read));
    }

    /** To the second, as a folder knows it. */
    private Instant newest(LedgerSettings settings, Connection connection) throws SQLException {
        if (!settings.isShared()) {
            try (Journal journal = journal(settings)) {
                return journal.newest();
            } catch (IOException e) {
                throw new SQLException("the journal of accepted ids cannot be read", e);
            }
        }
        try (Statement statement = connection.createStatement(); ResultSet row = statement.executeQuery("select max(accepted_at) from accepted_id")) {
            row.next();
            Timestamp newest = row.getTimestamp(1);
            return newest == null ? Instant.EPOCH : Instant.ofEpochSecond(newest.toInstant().getEpochSecond());
        }
    }

    private Journal journal(LedgerSettings settings) throws IOException {
        return new Journal(Folders.makePrivate(settings.folder().resolve("journal")), clock, settings.remembers());
    }

    /** The target has none. */
    long copy(Connection read, Connection write) throws SQLException {
        try {
            if (!to.isShared()) {
                clear();
                try (Journal journal = journal(to)) {
                    return toJournal(read, journal);
                }
            }
            if (from.isShared()) {
                return CopiedTable.copy(read, write, "accepted_id", List.of(COLUMNS.split(", ")), "where accepted_at >= ?", List.of(oldest()), name -> name);
            }
            try (Journal journal = journal(from)) {
                return toTable(journal, write);
            }
        } catch (IOException e) {
            throw new SQLException("the accepted ids cannot be copied", e);
        }
    }

    private Timestamp oldest() {
        return Timestamp.from(clock.instant().minus(from.remembers()));
    }

    private void clear() throws IOException {
        Path folder = to.folder().resolve("journal");
        if (Files.isDirectory(folder)) {
            try (Stream<Path> files = Files.list(folder)) {
                for (Path file : files.filter(path -> path.getFileName().toString().matches(".*\\.(ids|entries|traces)")).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    /** The oldest first: the newest of an id is the one that counts. */
    private long toJournal(Connection read, Journal journal) throws SQLException, IOException {
        long copied = 0;
        try (PreparedStatement select = read.prepareStatement("select " + COLUMNS + " from accepted_id where accepted_at >= ? order by accepted_at")) {
            select.setFetchSize(TOGETHER);
            select.setTimestamp(1, oldest());
            try (ResultSet row = select.executeQuery()) {
                List<Journal.Remembered> entries = new ArrayList<>(TOGETHER);
                while (row.next()) {
                    entries.add(new Journal.Remembered(row.getLong(1), row.getLong(2), new Place(row.getLong(3), row.getLong(4)),
                            new Outcome.Accepted(row.getString(5), row.getString(6)), row.getTimestamp(7).toInstant()));
                    copied++;
                    if (entries.size() == TOGETHER) {
                        journal.add(entries);
                        entries.clear();
                    }
                }
                journal.add(entries);
            }
        }
        return copied;
    }

    private long toTable(Journal journal, Connection write) throws SQLException, IOException {
        long[] copied = {0};
        try (PreparedStatement insert = write.prepareStatement("insert into accepted_id (" + COLUMNS + ") values (?, ?, ?, ?, ?, ?, ?)")) {
            journal.<SQLException>each(entry -> {
                insert.setLong(1, entry.id());
                insert.setLong(2, entry.content());
                insert.setLong(3, entry.place().fileRun());
                insert.setLong(4, entry.place().row());
                insert.setString(5, entry.outcome().batchId());
                insert.setString(6, entry.outcome().xactionId());
                insert.setTimestamp(7, Timestamp.from(entry.time()));
                insert.addBatch();
                if (++copied[0] % TOGETHER == 0) {
                    insert.executeBatch();
                }
            });
            insert.executeBatch();
        }
        return copied[0];
    }
}
