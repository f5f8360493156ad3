package io.inletroutes.ledger;

import io.inletroutes.ledger.DeadLetter.State;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A search among dead letters, cut into lanes: in each of them an index gives the rows in the order of time, so that a page reads a page of
 * rows of each lane and no more, however many dead letters there are. A lane is a state, with a route and a beginning of a reason where
 * somebody asks for a reason, or with a source.
 */
final class DeadLetterLanes {

    /** What of a reason stands in the index. */
    static final int CLASS = 200;
    private static final int MOST = 200;
    private static final char BEHIND = 1;

    /** One condition on equal columns, its order, and its values. */
    private record Lane(String where, String order, List<Object> values) {
    }

    private final DeadLetterFilter filter;
    private final List<Lane> lanes;

    private DeadLetterLanes(DeadLetterFilter filter, List<Lane> lanes) {
        this.filter = filter;
        this.lanes = lanes;
    }

    /** Empty when no lanes are needed, or there would be so many that reading all is as good. */
    static Optional<DeadLetterLanes> of(DeadLetterFilter filter, Connection connection) throws SQLException {
        if (filter.reason() == null && filter.source() == null) {
            return Optional.empty();
        }
        List<Lane> lanes = new ArrayList<>();
        for (State state : filter.state() == null ? List.of(State.values()) : List.of(filter.state())) {
            if (filter.source() != null) {
                lanes.add(new Lane("state = ? and source = ?", "state, source, first_at, id", List.of(state.stored(), filter.source())));
                continue;
            }
            for (String route : filter.route() == null ? next(connection, "route", "state = ?", List.of(state.stored())) : List.of(filter.route())) {
                for (String reason : next(connection, "reason_class", "state = ? and route = ?", List.of(state.stored(), route))) {
                    if (reason.length() == CLASS || reason.toLowerCase(Locale.ROOT).contains(filter.reason().toLowerCase(Locale.ROOT))) {
                        lanes.add(new Lane("state = ? and route = ? and reason_class = ?", "state, route, reason_class, first_at, id", List.of(state.stored(), route, reason)));
                    }
                    if (lanes.size() > MOST) {
                        return Optional.empty();
                    }
                }
            }
        }
        return Optional.of(new DeadLetterLanes(filter, lanes));
    }

    /** The different values of a column, each found by one step in the index instead of by reading all rows. */
    private static List<String> next(Connection connection, String column, String where, List<Object> values) throws SQLException {
        List<String> found = new ArrayList<>();
        String order = where.contains("route") ? "state, route, reason_class" : "state, route";
        try (PreparedStatement statement = connection.prepareStatement("select " + column + " from dead_letter where " + where + " and " + column + " > ? and " + column + " >= ? order by " + order
                + " fetch first row only")) {
            FileRuns.bind(statement, 1, values.toArray());
            for (String last = ""; found.size() <= MOST; last = found.get(found.size() - 1)) {
                statement.setString(values.size() + 1, last);
                statement.setString(values.size() + 2, last + BEHIND); // H2 alone would begin to read with the last value's own rows
                try (ResultSet row = statement.executeQuery()) {
                    if (!row.next()) {
                        break;
                    }
                    found.add(row.getString(1));
                }
            }
        }
        return found;
    }

    /** @param after the last of the page before, null for the first page */
    List<DeadLetter> page(Connection connection, DeadLetter after, int most) throws SQLException {
        List<DeadLetter> found = new ArrayList<>();
        for (Lane lane : lanes) {
            List<Object> values = new ArrayList<>(lane.values());
            String where = lane.where() + " and " + filter.where(values);
            if (after != null) {
                Timestamp time = Timestamp.from(after.firstAt());
                where += " and first_at >= ? and (first_at > ? or id > ?)";
                values.addAll(List.of(time, time, after.id()));
            }
            found.addAll(DeadLetterRows.query(connection, "where " + where + " order by " + lane.order() + " fetch first " + most + " rows only", values));
        }
        found.sort(Comparator.comparing(DeadLetter::firstAt).thenComparing(DeadLetter::id));
        return List.copyOf(found.subList(0, Math.min(most, found.size())));
    }

    /**
     * The reasons of what the filter lets through, the most frequent first, each counted up to {@code most}; those of a source among its first ones only. Empty when there
     * are more than can be told.
     */
    static List<ReasonCount> reasons(DeadLetterFilter filter, Connection connection, int most) throws SQLException {
        List<ReasonCount> found = new ArrayList<>();
        if (filter.source() != null) {
            List<Object> values = new ArrayList<>();
            String first = "select route, reason_class from dead_letter where " + filter.where(values) + " order by " + filter.order() + " fetch first " + most + " rows only";
            try (PreparedStatement statement = connection.prepareStatement("select route, reason_class, count(*) from (" + first + ") as firsts group by route, reason_class")) {
                FileRuns.bind(statement, 1, values.toArray());
                try (ResultSet row = statement.executeQuery()) {
                    while (row.next()) {
                        found.add(new ReasonCount(row.getString(1), row.getString(2), row.getLong(3)));
                    }
                }
            }
        } else {
            for (Lane lane : of(filter.reason() == null ? filter.reason("") : filter, connection).map(all -> all.lanes).orElse(List.of())) {
                List<Object> values = new ArrayList<>(lane.values());
                long count = DeadLetterRows.count(connection, lane.where() + " and " + filter.where(values), values, most);
                found.add(new ReasonCount(lane.values().get(1).toString(), lane.values().get(2).toString(), count));
            }
        }
        found.removeIf(reason -> reason.count() == 0);
        found.sort(Comparator.comparingLong(ReasonCount::count).reversed());
        return List.copyOf(found);
    }

    /** Counted up to {@code most}. */
    long count(Connection connection, int most) throws SQLException {
        long count = 0;
        for (Lane lane : lanes) {
            if (count < most) {
                List<Object> values = new ArrayList<>(lane.values());
                count += DeadLetterRows.count(connection, lane.where() + " and " + filter.where(values), values, most - count);
            }
        }
        return count;
    }
}
