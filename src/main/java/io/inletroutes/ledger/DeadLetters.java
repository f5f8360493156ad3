package io.inletroutes.ledger;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.inletroutes.Event;
import io.inletroutes.Origin;
import io.inletroutes.Problem;
import io.inletroutes.Refusal;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Events that were refused, kept with their reason: one JSON line each in {@code dead-letters/ROUTE/DATE.jsonl}, on the disk before
 * {@link #keep} returns, and an index in the ledger. A refusal kept twice (a crash came between) is one dead letter. Thread-safe.
 */
public final class DeadLetters {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String COLUMNS = "id, route, refused_by, reason, status, source, row_no, attempts, first_at, last_at, state, kept_in";

    private final Path folder;
    private final Database database;
    private final Clock clock;

    DeadLetters(Path dataFolder, Database database, Clock clock) {
        this.folder = dataFolder;
        this.database = database;
        this.clock = clock;
    }

    /**
     * Keeps refusals of one route and returns their ids in the same order.
     *
     * @param run     the file they came from, null for other sources
     * @param headers message headers worth keeping, such as the message id
     * @throws IOException when the disk does not take them: then nothing may be acknowledged
     */
    public synchronized List<String> keep(String route, FileRun run, List<Refusal> refusals, Map<String, String> headers) throws IOException {
        Instant now = clock.instant();
        String name = "dead-letters/" + route.replaceAll("[^A-Za-z0-9._-]", "_") + "/" + LocalDate.ofInstant(now, ZoneOffset.UTC) + ".jsonl";
        Path file = folder.resolve(name);
        Folders.makePrivate(file.getParent());
        List<String> ids = new ArrayList<>(refusals.size());
        StringBuilder lines = new StringBuilder();
        for (Refusal refusal : refusals) {
            String id = id(route, run, refusal);
            ids.add(id);
            lines.append(line(id, route, refusal, headers, now)).append('\n');
        }
        long position = append(file, lines.toString());
        try {
            database.transact(connection -> {
                try (PreparedStatement remove = connection.prepareStatement("delete from dead_letter where id = ?");
                        PreparedStatement insert = connection.prepareStatement("insert into dead_letter (id, route, refused_by, reason, status, source, row_no, file_run, "
                                + "attempts, first_at, last_at, state, kept_in, kept_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'open', ?, ?)")) {
                    for (int i = 0; i < refusals.size(); i++) {
                        remove.setString(1, ids.get(i));
                        remove.addBatch();
                        bind(insert, ids.get(i), route, run, refusals.get(i), now, name, position);
                        insert.addBatch();
                    }
                    remove.executeBatch();
                    insert.executeBatch();
                }
                return null;
            });
        } catch (SQLException e) {
            throw new IOException("the index of dead letters cannot be written", e);
        }
        return ids;
    }

    private static String id(String route, FileRun run, Refusal refusal) {
        return refusal.event() == null ? UUID.randomUUID().toString() : refusal.event().eventId("dead letter of " + route + (run == null ? "" : " " + run.id()));
    }

    private static void bind(PreparedStatement insert, String id, String route, FileRun run, Refusal refusal, Instant now, String name, long position) throws SQLException {
        Origin origin = refusal.event() == null ? null : refusal.event().origin();
        insert.setString(1, id);
        insert.setString(2, route);
        insert.setString(3, refusal.by().name().toLowerCase(java.util.Locale.ROOT));
        insert.setString(4, cut(reason(refusal.problem()), 8_000));
        insert.setInt(5, refusal.status());
        insert.setString(6, cut(origin == null ? route : origin.source(), 1_000));
        insert.setLong(7, origin == null ? 0 : origin.row());
        insert.setObject(8, run == null ? null : run.id());
        insert.setInt(9, refusal.attempts());
        insert.setTimestamp(10, Timestamp.from(now));
        insert.setTimestamp(11, Timestamp.from(now));
        insert.setString(12, name);
        insert.setLong(13, position);
    }

    private static String cut(String text, int most) {
        return text.length() > most ? text.substring(0, most) : text;
    }

    /** Plain words: the messages without the place in our files, which the person who mends a row does not have. */
    private static String reason(Problem problem) {
        return problem.message();
    }

    private static ObjectNode line(String id, String route, Refusal refusal, Map<String, String> headers, Instant now) throws IOException {
        ObjectNode line = JSON.createObjectNode();
        line.put("id", id).put("route", route).put("time", now.toString()).put("refusedBy", refusal.by().name().toLowerCase(java.util.Locale.ROOT));
        line.put("reason", refusal.problem().toString()).put("status", refusal.status()).put("attempts", refusal.attempts());
        if (refusal.xactionId() != null) {
            line.put("xactionId", refusal.xactionId());
        }
        Event event = refusal.event();
        if (event != null) {
            Origin origin = event.origin();
            ObjectNode from = line.putObject("origin").put("kind", origin.kind().name().toLowerCase(java.util.Locale.ROOT)).put("source", origin.source());
            from.put("row", origin.row()).put("key", origin.key()).put("ordinal", origin.ordinal()).put("time", origin.time().toString());
            JsonNode value = event.value();
            if (value.isMissingNode()) {
                line.put("raw", event.raw());
            } else {
                line.set("event", value);
            }
        }
        if (refusal.payload() != null) {
            line.set("payload", JSON.readTree(refusal.payload().json()));
        }
        if (!headers.isEmpty()) {
            ObjectNode kept = line.putObject("headers");
            headers.forEach(kept::put);
        }
        return line;
    }

    /** Forced to the disk; where it starts. A line that a full disk cut short is taken back. */
    private static long append(Path file, String lines) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            long start = channel.size();
            try {
                ByteBuffer bytes = ByteBuffer.wrap(lines.getBytes(StandardCharsets.UTF_8));
                channel.position(start);
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(false);
            } catch (IOException e) {
                channel.truncate(start);
                throw e;
            }
            return start;
        }
    }

    /** The dead letters of one file in the order of their rows, some at a time: ask again from behind the last row. */
    public List<DeadLetter> ofFile(FileRun run, long behindRow, int most) throws SQLException {
        return query("select " + COLUMNS + " from dead_letter where file_run = ? and row_no > ? order by row_no limit " + most, statement -> {
            statement.setLong(1, run.id());
            statement.setLong(2, behindRow);
        });
    }

    /** Open dead letters, the oldest first; {@code route} null for all. */
    public List<DeadLetter> open(String route, int most) throws SQLException {
        return query("select " + COLUMNS + " from dead_letter where state = 'open'" + (route == null ? "" : " and route = ?") + " order by first_at, row_no limit " + most,
                statement -> {
                    if (route != null) {
                        statement.setString(1, route);
                    }
                });
    }

    /** How many are open, by route. */
    public Map<String, Long> openByRoute() throws SQLException {
        return database.transact(connection -> {
            Map<String, Long> counts = new java.util.TreeMap<>();
            try (PreparedStatement statement = connection.prepareStatement("select route, count(*) from dead_letter where state = 'open' group by route");
                    ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    counts.put(rows.getString(1), rows.getLong(2));
                }
            }
            return counts;
        });
    }

    /** Marks dead letters whose events were accepted after all; ids that are not known are passed over. */
    public void mended(List<String> ids) throws SQLException {
        database.transact(connection -> {
            try (PreparedStatement statement = connection.prepareStatement("update dead_letter set state = 'mended', last_at = ? where id = ?")) {
                for (String id : ids) {
                    statement.setTimestamp(1, Timestamp.from(clock.instant()));
                    statement.setString(2, id);
                    statement.addBatch();
                }
                statement.executeBatch();
            }
            return null;
        });
    }

    private interface Binding {
        void bind(PreparedStatement statement) throws SQLException;
    }

    private List<DeadLetter> query(String sql, Binding binding) throws SQLException {
        return database.transact(connection -> {
            List<DeadLetter> found = new ArrayList<>();
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                binding.bind(statement);
                try (ResultSet row = statement.executeQuery()) {
                    while (row.next()) {
                        found.add(new DeadLetter(row.getString(1), row.getString(2), row.getString(3), row.getString(4), row.getInt(5), row.getString(6), row.getLong(7),
                                row.getInt(8), row.getTimestamp(9).toInstant(), row.getTimestamp(10).toInstant(), row.getString(11), row.getString(12)));
                    }
                }
            }
            return found;
        });
    }
}
