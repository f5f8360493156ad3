package io.inletroutes.ledger;

import io.inletroutes.ledger.DeadLetter.State;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Reads rows of the table {@code dead_letter}, within a transaction that somebody else has begun. */
final class DeadLetterRows {

    private static final String COLUMNS = "select id, route, refused_by, reason, status, source, row_no, origin_key, attempts, replays, first_at, last_at, state, kept_in, kept_by "
            + "from dead_letter ";

    private DeadLetterRows() {
    }

    /** Counted up to {@code most}. */
    static long count(Connection connection, String where, List<Object> values, long most) throws SQLException {
        return number(connection, "select count(*) from (select 1 from dead_letter where " + where + " fetch first " + most + " rows only) as counted", values);
    }

    static long number(Connection connection, String question, List<Object> values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(question)) {
            FileRuns.bind(statement, 1, values.toArray());
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    /** @param rest condition, order and limit */
    static List<DeadLetter> query(Connection connection, String rest, List<Object> values) throws SQLException {
        List<DeadLetter> found = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(COLUMNS + rest)) {
            FileRuns.bind(statement, 1, values.toArray());
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    found.add(new DeadLetter(row.getString(1), row.getString(2), row.getString(3), row.getString(4), row.getInt(5), row.getString(6), row.getLong(7),
                            row.getString(8), row.getInt(9), row.getInt(10), row.getTimestamp(11).toInstant(), row.getTimestamp(12).toInstant(),
                            State.of(row.getString(13)), row.getString(14), row.getString(15)));
                }
            }
        }
        return found;
    }
}
