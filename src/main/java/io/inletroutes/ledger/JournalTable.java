package io.inletroutes.ledger;

import io.inletroutes.ContentHash;
import io.inletroutes.Event;
import io.inletroutes.Outcome;
import io.inletroutes.Payload;
import java.io.IOException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Accepted ids in the database that several instances share. Rows are only ever added; the newest of an id counts. */
final class JournalTable implements AcceptedIds, AcceptedPlaces {

    private static final Logger LOG = LoggerFactory.getLogger(JournalTable.class);
    private static final String COLUMNS = "select file_run, row_no, batch, xaction, accepted_at from accepted_id ";
    private static final int LONGEST_ID = 200;

    private final Database database;
    private final Clock clock;
    private final Duration remembers;
    private volatile boolean told;

    JournalTable(Database database, Clock clock, Duration remembers) {
        this.database = database;
        this.clock = clock;
        this.remembers = remembers;
    }

    @Override
    public List<Known> known(List<Payload> payloads) {
        try {
            Map<Long, Long> contents = contents(payloads.stream().map(Payload::idHash).filter(id -> id != 0).toArray(Long[]::new));
            told = false;
            return contents.isEmpty() ? List.of() : payloads.stream().map(payload -> {
                Long content = contents.get(payload.idHash());
                return content == null ? Known.NO : content == payload.entityHash() ? Known.SAME : Known.OTHER_CONTENT;
            }).toList();
        } catch (IOException e) {
            if (!told) {
                LOG.warn("The ledger's database does not tell which events were accepted before; until it does, such events are delivered again, with the same _id.");
                told = true;
            }
            return List.of();
        }
    }

    private Map<Long, Long> contents(Long[] ids) throws IOException {
        Timestamp oldest = Timestamp.from(clock.instant().minus(remembers));
        return database.transact(connection -> {
            Map<Long, Long> contents = new HashMap<>();
            try (PreparedStatement statement = connection.prepareStatement("select id, content from accepted_id where id = any(?) and accepted_at >= ? order by accepted_at")) {
                statement.setArray(1, connection.createArrayOf("bigint", ids));
                statement.setTimestamp(2, oldest);
                try (ResultSet row = statement.executeQuery()) {
                    while (row.next()) {
                        contents.put(row.getLong(1), row.getLong(2));
                    }
                }
            }
            return contents;
        });
    }

    @Override
    public void accept(long fileRun, List<Payload> payloads) throws IOException {
        List<Payload> taken = payloads.stream().filter(payload -> payload.idHash() != 0 && accepted(payload).isPresent()).toList();
        if (taken.isEmpty()) {
            return;
        }
        Timestamp now = Timestamp.from(clock.instant());
        database.transact(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(
                    "insert into accepted_id (id, content, file_run, row_no, batch, xaction, accepted_at) values (?, ?, ?, ?, ?, ?, ?)")) {
                for (Payload payload : taken) {
                    Place place = Place.of(fileRun, payload.event().orElseThrow());
                    Outcome.Accepted outcome = accepted(payload).orElseThrow();
                    statement.setLong(1, payload.idHash());
                    statement.setLong(2, payload.entityHash());
                    statement.setLong(3, place.fileRun());
                    statement.setLong(4, place.row());
                    statement.setString(5, cut(outcome.batchId()));
                    statement.setString(6, cut(outcome.xactionId()));
                    statement.setTimestamp(7, now);
                    statement.addBatch();
                }
                return statement.executeBatch().length;
            }
        });
    }

    private static Optional<Outcome.Accepted> accepted(Payload payload) {
        return payload.event().flatMap(Event::outcome).filter(Outcome.Accepted.class::isInstance).map(Outcome.Accepted.class::cast);
    }

    private static String cut(String id) {
        return id == null ? null : DeadLetterIndex.cut(id, LONGEST_ID).replace('\0', '_');
    }

    @Override
    public List<Accepted> byId(String id) throws IOException {
        return query("where id = ? order by accepted_at desc", ContentHash.ofText(id));
    }

    @Override
    public List<Accepted> byPlace(Place place) throws IOException {
        return query("where file_run = ? and row_no = ? order by accepted_at desc", place.fileRun(), place.row());
    }

    private List<Accepted> query(String where, Object... values) throws IOException {
        return database.transact(connection -> {
            List<Accepted> found = new ArrayList<>();
            try (PreparedStatement statement = connection.prepareStatement(COLUMNS + where)) {
                FileRuns.bind(statement, 1, values);
                try (ResultSet row = statement.executeQuery()) {
                    while (row.next()) {
                        Instant time = row.getTimestamp(5).toInstant();
                        found.add(new Accepted(new Place(row.getLong(1), row.getLong(2)), new Outcome.Accepted(row.getString(3), row.getString(4)), time));
                    }
                }
            }
            return found;
        });
    }

    @Override
    public void forgetOld() throws IOException {
        Timestamp oldest = Timestamp.from(clock.instant().minus(remembers));
        database.transact(connection -> {
            try (PreparedStatement statement = connection.prepareStatement("delete from accepted_id where accepted_at < ?")) {
                statement.setTimestamp(1, oldest);
                return statement.executeUpdate();
            }
        });
    }

    /** The database is closed by whoever opened it. */
    @Override
    public void close() {
        // holds nothing itself
    }
}
