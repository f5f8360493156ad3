package io.inletroutes.ledger;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collections;
import java.util.List;
import java.util.function.UnaryOperator;

/** Copies rows of one table between databases that have the same tables. */
final class CopiedTable {

    private static final int TOGETHER = 1_000;

    private CopiedTable() {
    }

    /**
     * Appends to the target's table; returns how many rows that were.
     *
     * @param where  which rows of the source, empty for all
     * @param values of its question marks
     * @param keptBy the name of an instance here, by that name there
     */
    static long copy(Connection from, Connection to, String table, List<String> columns, String where, List<Object> values, UnaryOperator<String> keptBy) throws SQLException {
        String marks = String.join(", ", Collections.nCopies(columns.size(), "?"));
        long copied = 0;
        try (PreparedStatement select = from.prepareStatement("select " + String.join(", ", columns) + " from " + table + " " + where);
                PreparedStatement insert = to.prepareStatement("insert into " + table + " (" + String.join(", ", columns) + ") values (" + marks + ")")) {
            select.setFetchSize(TOGETHER);
            FileRuns.bind(select, 1, values.toArray());
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    for (int i = 0; i < columns.size(); i++) {
                        set(insert, i + 1, row, columns.get(i).equals("kept_by") ? keptBy : UnaryOperator.identity());
                    }
                    insert.addBatch();
                    if (++copied % TOGETHER == 0) {
                        insert.executeBatch();
                    }
                }
            }
            insert.executeBatch();
        }
        return copied;
    }

    private static void set(PreparedStatement insert, int column, ResultSet row, UnaryOperator<String> text) throws SQLException {
        switch (row.getMetaData().getColumnType(column)) {
            case java.sql.Types.BIGINT, java.sql.Types.INTEGER -> {
                long number = row.getLong(column);
                insert.setObject(column, row.wasNull() ? null : number, java.sql.Types.BIGINT);
            }
            case java.sql.Types.TIMESTAMP, java.sql.Types.TIMESTAMP_WITH_TIMEZONE -> insert.setTimestamp(column, row.getTimestamp(column));
            default -> {
                String value = row.getString(column);
                insert.setString(column, value == null ? null : text.apply(value.replace('\0', '_'))); // PostgreSQL takes no NUL
            }
        }
    }
}
