package io.inletroutes.ledger;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Progress in the shared database, written only while this instance holds the file: one that took it over reads it there. */
final class ProgressTable implements Progress {

    private static final String INSERT = "insert into settled_rows (file_run, first_row, last_row, accepted, dead, skipped) "
            + "select cast(? as bigint), cast(? as bigint), cast(? as bigint), cast(? as bigint), cast(? as bigint), cast(? as bigint) from file_claim "
            + "where route = ? and fingerprint = ? and held_by = ?";

    private final Database database;
    private final RunHead run;
    private final String instance;

    ProgressTable(Database database, RunHead run, String instance) {
        this.database = database;
        this.run = run;
        this.instance = instance;
    }

    @Override
    public void read(Reader reader) throws IOException {
        List<long[]> records = database.transact(connection -> {
            List<long[]> all = new ArrayList<>();
            try (PreparedStatement statement = connection.prepareStatement("select first_row, last_row, accepted, dead, skipped from settled_rows where file_run = ?")) {
                statement.setLong(1, run.id());
                try (ResultSet row = statement.executeQuery()) {
                    while (row.next()) {
                        all.add(new long[] {row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4), row.getLong(5)});
                    }
                }
            }
            return all;
        });
        records.forEach(record -> reader.settled(record[0], record[1], record[2], record[3], record[4]));
    }

    @Override
    public void append(long first, long last, long accepted, long dead, long skipped) throws IOException {
        int written = database.transact(connection -> {
            delete(connection, first);
            try (PreparedStatement statement = connection.prepareStatement(INSERT)) {
                long[] numbers = {run.id(), first, last, accepted, dead, skipped};
                for (int i = 0; i < numbers.length; i++) {
                    statement.setLong(i + 1, numbers[i]);
                }
                statement.setString(7, run.route());
                statement.setString(8, run.fingerprint());
                statement.setString(9, instance);
                return statement.executeUpdate();
            }
        });
        if (written == 0) {
            throw new IOException("another instance took the file over");
        }
    }

    /** What an earlier try wrote whose answer was lost: no row is settled twice, so nothing else begins there. */
    private void delete(Connection connection, long first) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("delete from settled_rows where file_run = ? and first_row = ?")) {
            statement.setLong(1, run.id());
            statement.setLong(2, first);
            statement.executeUpdate();
        }
    }

    @Override
    public void remove() throws IOException {
        database.transact(connection -> {
            try (PreparedStatement statement = connection.prepareStatement("delete from settled_rows where file_run = ?")) {
                statement.setLong(1, run.id());
                return statement.executeUpdate();
            }
        });
    }

    @Override
    public void close() {
        // nothing is held open
    }
}
