package io.inletroutes.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.inletroutes.ledger.DeadLetter.State;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How many rows a page of many dead letters reads, as H2 itself counts them. */
class DeadLetterLanesTest {

    private static final int MANY = Integer.getInteger("dead.letters", 10_000);
    private static final int PAGE = 50;
    private static final Pattern READ = Pattern.compile("scanCount: (\\d+)");

    @TempDir
    Path data;

    private Database database;

    @BeforeEach
    void keepMany() throws IOException {
        database = Database.open(new LocalStore(data, Clock.systemUTC()));
        database.transact(connection -> connection.createStatement().executeUpdate("insert into dead_letter (id, route, refused_by, reason, reason_class, status, source, row_no, attempts, "
                + "first_at, last_at, state, kept_in, kept_at, kept_by) select 'd' || x, 'route-' || mod(x, 3), 'mapping', r, r, 0, case when mod(x, 5000) = 7 then 'rare.csv' else 'many.csv' end, "
                + "x, 1, dateadd(second, x, timestamp with time zone '2024-05-29 00:00:00Z'), current_timestamp, 'open', 'k', 0, '' "
                + "from (select x, case when mod(x, 5000) = 9 then 'the rare reason' else 'reason ' || mod(x, 40) end as r from system_range(1, " + MANY + "))"));
    }

    @AfterEach
    void close() throws IOException {
        database.close();
    }

    @Test
    void readsAFewRowsForARareReasonWhateverTheRoute() throws IOException {
        assertThat(read(DeadLetterFilter.OPEN.reason("RARE"))).isLessThan(1_000);
        assertThat(read(DeadLetterFilter.OPEN.reason("rare").route("route-1"))).isLessThan(1_000);
        assertThat(read(DeadLetterFilter.ALL.reason("nobody said this"))).isLessThan(1_000);
    }

    @Test
    void readsAPageOfEachReasonWhenManyFit() throws IOException {
        assertThat(read(DeadLetterFilter.OPEN.reason("reason 1"))).isLessThan(11 * 3 * PAGE + 1_000);
    }

    @Test
    void readsAFewRowsForAFile() throws IOException {
        assertThat(read(DeadLetterFilter.OPEN.source("rare.csv"))).isLessThan(100);
        assertThat(read(DeadLetterFilter.ALL.source("many.csv"))).isLessThan(100);
    }

    @Test
    void readsAFewRowsForATimeWithinAReason() throws IOException {
        Instant late = Instant.parse("2024-05-29T00:00:00Z").plusSeconds(MANY - 200);

        assertThat(read(DeadLetterFilter.OPEN.reason("reason 1").between(late, null))).isLessThan(1_500);
    }

    @Test
    void pagesThroughAllOfThemInOrderOfTime() throws IOException {
        DeadLetterFilter filter = DeadLetterFilter.OPEN.reason("rare");
        List<String> paged = database.transact(connection -> {
            List<String> found = new ArrayList<>();
            DeadLetterLanes lanes = DeadLetterLanes.of(filter, connection).orElseThrow();
            for (List<DeadLetter> page = lanes.page(connection, null, 2); !page.isEmpty(); page = lanes.page(connection, page.get(page.size() - 1), 2)) {
                page.forEach(letter -> found.add(letter.id()));
            }
            return found;
        });

        assertThat(paged).hasSize(MANY / 5000).startsWith("d9", "d5009");
        assertThat(database.<Long>transact(connection -> DeadLetterLanes.of(filter, connection).orElseThrow().count(connection, 1_000))).isEqualTo(paged.size());
        assertThat(database.<Long>transact(connection -> DeadLetterLanes.of(filter.state(State.CLOSED), connection).orElseThrow().count(connection, 1_000))).isZero();
    }

    @Test
    void countsEachReasonTheMostFrequentFirst() throws IOException {
        List<ReasonCount> all = reasons(DeadLetterFilter.OPEN.route("route-1"));
        List<ReasonCount> rare = reasons(DeadLetterFilter.OPEN.reason("rare"));

        assertThat(all).hasSizeGreaterThan(13).isSortedAccordingTo((one, other) -> Long.compare(other.count(), one.count()));
        assertThat(all.stream().mapToLong(ReasonCount::count).sum()).isEqualTo(database.<Long>transact(connection ->
                DeadLetterRows.number(connection, "select count(*) from dead_letter where route = ?", new ArrayList<>(List.of("route-1")))));
        assertThat(rare).extracting(ReasonCount::reason).containsOnly("the rare reason");
        assertThat(reasons(DeadLetterFilter.OPEN.source("rare.csv")).stream().mapToLong(ReasonCount::count).sum()).isEqualTo(MANY / 5000);
        assertThat(reasons(DeadLetterFilter.OPEN.state(State.CLOSED))).isEmpty();
    }

    private List<ReasonCount> reasons(DeadLetterFilter filter) throws IOException {
        return database.transact(connection -> DeadLetterLanes.reasons(filter, connection, 100_000));
    }

    /** Rows that H2 looks at for a page, and for finding out where to look. */
    private long read(DeadLetterFilter filter) throws IOException {
        return database.transact(connection -> {
            long[] rows = {0};
            Connection counted = counting(connection, rows);
            DeadLetterLanes.of(filter, counted).orElseThrow().page(counted, null, PAGE);
            return rows[0];
        });
    }

    private static Connection counting(Connection real, long[] rows) {
        return (Connection) Proxy.newProxyInstance(Connection.class.getClassLoader(), new Class<?>[] {Connection.class},
                (proxy, method, arguments) -> statement(real, (String) arguments[0], rows));
    }

    private static PreparedStatement statement(Connection real, String question, long[] rows) throws SQLException {
        PreparedStatement statement = real.prepareStatement(question);
        Map<Integer, Object> values = new TreeMap<>();
        return (PreparedStatement) Proxy.newProxyInstance(PreparedStatement.class.getClassLoader(), new Class<?>[] {PreparedStatement.class}, (proxy, method, arguments) -> {
            if (method.getName().startsWith("set")) {
                values.put((Integer) arguments[0], arguments[1]);
            } else if (method.getName().equals("executeQuery")) {
                rows[0] += rowsRead(real, question, values);
            }
            try {
                return method.invoke(statement, arguments);
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        });
    }

    private static long rowsRead(Connection real, String question, Map<Integer, Object> values) throws SQLException {
        try (PreparedStatement explain = real.prepareStatement("explain analyze " + question)) {
            FileRuns.bind(explain, 1, values.values().toArray());
            try (ResultSet plan = explain.executeQuery()) {
                plan.next();
                return READ.matcher(plan.getString(1)).results().map(MatchResult::group).mapToLong(found -> Long.parseLong(found.replaceAll("\\D", ""))).sum();
            }
        }
    }
}
