package io.inletroutes.ledger;

import com.fasterxml.jackson.databind.JsonNode;
import io.inletroutes.Refusal;
import io.inletroutes.ledger.DeadLetter.State;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The index of dead letters: the table {@code dead_letter}, and how far each file of them is in it. */
final class DeadLetterIndex {

    private static final String INSERT = "insert into dead_letter (id, route, refused_by, reason, status, source, row_no, file_run, attempts, first_at, last_at, state, "
            + "kept_in, kept_at, origin_key, id_hash, kept_by, reason_class) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
    private static final String AGAIN = "update dead_letter set state = 'open', attempts = attempts + ?, last_at = ?, reason = ?, reason_class = ?, status = ?, refused_by = ? where id = ?";

    /** A line and where it starts. */
    record Placed(DeadLetterLine line, long at) {
    }

    private final Database database;
    private final String keptBy;

    /** @param keptBy this instance, empty where the database is its own */
    DeadLetterIndex(Database database, String keptBy) {
        this.database = database;
        this.keptBy = keptBy;
    }

    /** Which of these are in the index, with the time of their last refusal. */
    Map<String, Instant> known(Collection<String> ids) throws IOException {
        return database.transact(connection -> known(connection, ids));
    }

    private static Map<String, Instant> known(Connection connection, Collection<String> ids) throws SQLException {
        Map<String, Instant> known = new HashMap<>();
        try (PreparedStatement statement = connection.prepareStatement("select id, last_at from dead_letter where id = any(?)")) {
            statement.setArray(1, connection.createArrayOf("varchar", ids.toArray()));
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    known.put(row.getString(1), row.getTimestamp(2).toInstant());
                }
            }
        }
        return known;
    }

    boolean isEmpty() throws IOException {
        return database.transact(connection -> {
            try (PreparedStatement statement = connection.prepareStatement("select 1 from dead_letter fetch first row only"); ResultSet row = statement.executeQuery()) {
                return !row.next();
            }
        });
    }

    /** How far a file is in the index, in bytes. */
    long indexedTo(String name) throws IOException {
        return database.transact(connection -> {
            try (PreparedStatement statement = connection.prepareStatement("select indexed_to from dead_letter_file where kept_by = ? and name = ?")) {
                FileRuns.bind(statement, 1, keptBy, name);
                try (ResultSet row = statement.executeQuery()) {
                    return row.next() ? row.getLong(1) : 0L;
                }
            }
        });
    }

    /** Takes lines of a file that ends, so far, at {@code to}. A line that is there already changes nothing but its place. */
    void add(String name, List<Placed> lines, long to) throws IOException {
        database.transact(connection -> {
            Map<String, Instant> known = known(connection, lines.stream().map(placed -> placed.line().id()).toList());
            try (PreparedStatement insert = connection.prepareStatement(INSERT);
                    PreparedStatement again = connection.prepareStatement(AGAIN);
                    PreparedStatement erase = connection.prepareStatement("update dead_letter set state = 'erased', id_hash = null where id = ?");
                    PreparedStatement move = connection.prepareStatement("update dead_letter set kept_at = ? where id = ? and kept_in = ? and kept_by = ?")) {
                for (Placed placed : lines) {
                    DeadLetterLine line = placed.line();
                    Instant last = known.get(line.id());
                    if (last == null) {
                        bind(insert, line, name, placed.at());
                        insert.addBatch();
                        known.put(line.id(), line.time());
                    } else if (line.time().isAfter(last)) {
                        JsonNode json = line.json();
                        FileRuns.bind(again, 1, json.path("attempts").asInt(), Timestamp.from(line.time()), cut(json.path("reason").asText(), 8_000), reasonClass(json.path("reason").asText()),
                                json.path("status").asInt(), json.path("refusedBy").asText(), line.id());
                        again.addBatch();
                    } else {
                        FileRuns.bind(move, 1, placed.at(), line.id(), name, keptBy);
                        move.addBatch();
                    }
                    if (line.isErased()) {
                        erase.setString(1, line.id());
                        erase.addBatch();
                    }
                }
                insert.executeBatch();
                again.executeBatch();
                move.executeBatch();
                erase.executeBatch();
            }
            setIndexedTo(connection, name, to);
            return null;
        });
    }

    void setIndexedTo(String name, long to) throws IOException {
        database.transact(connection -> {
            setIndexedTo(connection, name, to);
            return null;
        });
    }

    private void setIndexedTo(Connection connection, String name, long to) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement("update dead_letter_file set indexed_to = ? where kept_by = ? and name = ?")) {
            FileRuns.bind(update, 1, to, keptBy, name);
            if (update.executeUpdate() > 0) {
                return;
            }
        }
        try (PreparedStatement insert = connection.prepareStatement("insert into dead_letter_file (indexed_to, kept_by, name) values (?, ?, ?)")) {
            FileRuns.bind(insert, 1, to, keptBy, name);
            insert.executeUpdate();
        }
    }

    private void bind(PreparedStatement insert, DeadLetterLine line, String name, long at) throws SQLException {
        JsonNode json = line.json();
        JsonNode origin = json.path("origin");
        Timestamp time = Timestamp.from(line.time());
        String route = json.path("route").asText();
        FileRuns.bind(insert, 1, line.id(), cut(route, 200), json.path("refusedBy").asText(), cut(json.path("reason").asText(), 8_000), json.path("status").asInt(),
                cut(origin.path("source").asText(route), 1_000), origin.path("row").asLong(), json.has("fileRun") ? json.path("fileRun").asLong() : null,
                json.path("attempts").asInt(), time, time, (line.isErased() ? State.ERASED : State.OPEN).stored(), name, at,
                origin.path("key").isTextual() ? cut(origin.path("key").asText(), 300) : null, line.idHash(), keptBy,
                reasonClass(json.path("reason").asText()));
    }

    private static String reasonClass(String reason) {
        return cut(reason, DeadLetterLanes.CLASS);
    }

    static String cut(String text, int most) {
        return text.length() > most ? text.substring(0, most) : text;
    }

    /** The same events were refused once more: their lines are kept already. */
    void refusedAgain(Map<String, Refusal> refusals, boolean replayed, Instant now) throws IOException {
        database.transact(connection -> {
            try (PreparedStatement again = connection.prepareStatement(AGAIN);
                    PreparedStatement replay = connection.prepareStatement("update dead_letter set replays = replays + 1 where id = ?")) {
                for (Map.Entry<String, Refusal> entry : refusals.entrySet()) {
                    Refusal refusal = entry.getValue();
                    String reason = DeadLetterLine.reason(refusal.problem());
                    FileRuns.bind(again, 1, refusal.attempts(), Timestamp.from(now), cut(reason, 8_000), reasonClass(reason), refusal.status(),
                            refusal.by().name().toLowerCase(java.util.Locale.ROOT), entry.getKey());
                    again.addBatch();
                    replay.setString(1, entry.getKey());
                    replay.addBatch();
                }
                again.executeBatch();
                if (replayed) {
                    replay.executeBatch();
                }
            }
            return null;
        });
    }

    /** Sets the state of those of the ids that are known; returns how many. */
    int mark(Collection<String> ids, State state, boolean replayed, Instant now) throws IOException {
        return database.transact(connection -> {
            try (PreparedStatement statement = connection.prepareStatement("update dead_letter set state = ?, last_at = ?, replays = replays + ?"
                    + (state == State.ERASED ? ", id_hash = null" : "") + " where id = any(?) and state <> 'erased'")) {
                FileRuns.bind(statement, 1, state.stored(), Timestamp.from(now), replayed ? 1 : 0);
                statement.setArray(4, connection.createArrayOf("varchar", ids.toArray()));
                return statement.executeUpdate();
            }
        });
    }

    Map<String, Long> openByRoute() throws IOException {
        return database.transact(connection -> {
            Map<String, Long> counts = new TreeMap<>();
            try (PreparedStatement statement = connection.prepareStatement("select route, count(*) from dead_letter where state = 'open' group by route");
                    ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    counts.put(row.getString(1), row.getLong(2));
                }
            }
            return counts;
        });
    }

    long count(DeadLetterFilter filter) throws IOException {
        List<Object> values = new ArrayList<>();
        return count(filter.where(values), values);
    }

    private long count(String where, List<Object> values) throws IOException {
        return database.transact(connection -> DeadLetterRows.number(connection, "select count(*) from dead_letter where " + where, values));
    }

    /** Counted up to {@code most}. */
    long count(DeadLetterFilter filter, int most) throws IOException {
        return database.transact(connection -> {
            Optional<DeadLetterLanes> lanes = DeadLetterLanes.of(filter, connection);
            List<Object> values = new ArrayList<>();
            return lanes.isPresent() ? lanes.get().count(connection, most) : DeadLetterRows.count(connection, filter.where(values), values, most);
        });
    }

    List<ReasonCount> reasons(DeadLetterFilter filter, int most) throws IOException {
        return database.transact(connection -> DeadLetterLanes.reasons(filter, connection, most));
    }

    /** A page in the order of the first refusal, from behind {@code after}. */
    List<DeadLetter> page(DeadLetterFilter filter, DeadLetter after, int most) throws IOException {
        return database.transact(connection -> {
            Optional<DeadLetterLanes> lanes = DeadLetterLanes.of(filter, connection);
            if (lanes.isPresent()) {
                return lanes.get().page(connection, after, most);
            }
            List<Object> values = new ArrayList<>();
            String where = filter.where(values);
            if (after != null) {
                Timestamp time = Timestamp.from(after.firstAt());
                where += " and first_at >= ? and (first_at > ? or id > ?)";
                values.addAll(List.of(time, time, after.id()));
            }
            return DeadLetterRows.query(connection, "where " + where + " order by " + filter.order() + " fetch first " + most + " rows only", values);
        });
    }

    /** @param rest condition, order and limit */
    List<DeadLetter> query(String rest, List<Object> values) throws IOException {
        return database.transact(connection -> DeadLetterRows.query(connection, rest, values));
    }

    /** Forgets dead letters of this data folder that were first refused before; returns how many of them were open. */
    long forget(Instant before) throws IOException {
        List<Object> values = List.of(keptBy, Timestamp.from(before));
        long open = count("kept_by = ? and first_at < ? and state = 'open'", values);
        database.transact(connection -> {
            try (PreparedStatement statement = connection.prepareStatement("delete from dead_letter where kept_by = ? and first_at < ?")) {
                FileRuns.bind(statement, 1, values.toArray());
                return statement.executeUpdate();
            }
        });
        return open;
    }

    /** Where the line of a dead letter starts in its file. */
    long keptAt(String id) throws IOException {
        return database.transact(connection -> {
            try (PreparedStatement statement = connection.prepareStatement("select kept_at from dead_letter where id = ?")) {
                statement.setString(1, id);
                try (ResultSet row = statement.executeQuery()) {
                    return row.next() ? row.getLong(1) : 0L;
                }
            }
        });
    }

    /** Whether that dead letter's file lies in this data folder. */
    boolean isHere(DeadLetter letter) {
        return letter.keptBy().equals(keptBy);
    }
}
