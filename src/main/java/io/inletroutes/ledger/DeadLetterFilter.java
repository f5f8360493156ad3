package io.inletroutes.ledger;

import io.inletroutes.ledger.DeadLetter.State;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Which dead letters somebody asks for; null leaves a criterion out.
 *
 * @param source file name, queue or timer
 * @param reason a piece of the reason, whatever its case
 * @param from   refused then or later
 * @param to     refused before
 * @param state  in that state
 */
public record DeadLetterFilter(String route, String source, String reason, Instant from, Instant to, State state) {

    /** Every dead letter. */
    public static final DeadLetterFilter ALL = new DeadLetterFilter(null, null, null, null, null, null);

    /** Those that wait for somebody. */
    public static final DeadLetterFilter OPEN = ALL.state(State.OPEN);

    public DeadLetterFilter route(String only) {
        return new DeadLetterFilter(only, source, reason, from, to, state);
    }

    public DeadLetterFilter source(String only) {
        return new DeadLetterFilter(route, only, reason, from, to, state);
    }

    public DeadLetterFilter reason(String piece) {
        return new DeadLetterFilter(route, source, piece, from, to, state);
    }

    public DeadLetterFilter between(Instant first, Instant end) {
        return new DeadLetterFilter(route, source, reason, first, end, state);
    }

    public DeadLetterFilter state(State only) {
        return new DeadLetterFilter(route, source, reason, from, to, only);
    }

    /** The condition in SQL; its values go to {@code values}. */
    String where(List<Object> values) {
        List<String> conditions = new ArrayList<>(List.of("1 = 1"));
        add(conditions, values, "route = ?", route);
        add(conditions, values, "source = ?", source);
        add(conditions, values, "lower(reason) like ? escape '!'",
                reason == null ? null : "%" + reason.toLowerCase(java.util.Locale.ROOT).replaceAll("([!%_])", "!$1") + "%");
        add(conditions, values, "first_at >= ?", from == null ? null : java.sql.Timestamp.from(from));
        add(conditions, values, "first_at < ?", to == null ? null : java.sql.Timestamp.from(to));
        add(conditions, values, "state = ?", state == null ? null : state.stored());
        return String.join(" and ", conditions);
    }

    /** By the first refusal, in words that let the database read its index in order instead of sorting all there is. */
    String order() {
        return (state == null ? "" : "state, ") + (state == null || route == null ? "" : "route, ") + "first_at, id";
    }

    private static void add(List<String> conditions, List<Object> values, String condition, Object value) {
        if (value != null) {
            conditions.add(condition);
            values.add(value);
        }
    }
}
