package io.inletroutes.source;

import io.inletroutes.BrokenEvent;
import io.inletroutes.Event;
import io.inletroutes.Location;
import io.inletroutes.Origin;
import io.inletroutes.Problem;
import io.inletroutes.Row;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Gathers consecutive rows with the same value in one column into one event. A row that breaks the rules makes its whole group an
 * event that can only be refused: a group is delivered whole or not at all. For one thread.
 */
final class RowGroups {

    /** Gives one row after the other. */
    interface Rows {

        /** The next one, null at the end. */
        Event next() throws IOException;

        /** What the current row has in the column rows are grouped by; null when that cannot be told. */
        String group();
    }

    private final Rows rows;
    private final String name;
    private final String column;
    private final int longest;
    private final EqualEvents equal = new EqualEvents();
    private Event pending;
    private String pendingGroup;

    /** @param longest characters of a group at most */
    RowGroups(Rows rows, String name, String column, int longest) {
        this.rows = rows;
        this.name = name;
        this.column = column;
        this.longest = longest;
    }

    /** The next group, null at the end. */
    Event next() throws IOException {
        if (pending == null && !advance()) {
            return null;
        }
        Gathered group = new Gathered(pending.origin());
        String value = pendingGroup;
        do {
            group.add(pending);
            value = value == null ? pendingGroup : value;
        } while (advance() && (value == null || pendingGroup == null || pendingGroup.equals(value)));
        return group.event();
    }

    private boolean advance() throws IOException {
        pending = rows.next();
        pendingGroup = pending == null ? null : rows.group();
        return pending != null;
    }

    /** The rows of one group as they come. */
    private final class Gathered {

        private final Origin first;
        private final List<Row> gathered = new ArrayList<>();
        private final StringBuilder raw = new StringBuilder();
        private Problem problem;
        private int count;

        Gathered(Origin first) {
            this.first = first;
        }

        void add(Event row) {
            count++;
            if (raw.length() < longest) {
                raw.append(raw.length() == 0 ? "" : "\u001e").append(row.raw());
            }
            if (row instanceof BrokenEvent broken && problem == null) {
                problem = broken.problem();
            } else if (raw.length() >= longest && problem == null) {
                problem = Problem.error(Location.of(name, (int) Math.min(first.row(), Integer.MAX_VALUE)), "the rows of one " + column + " are longer than csv.max-record-kb together");
            }
            if (problem == null) {
                gathered.add((Row) row);
            } else {
                gathered.clear();
            }
        }

        Event event() {
            Origin origin = new Origin(first.kind(), first.source(), first.row(), null, equal.ordinal(EqualEvents.hash(raw.toString())), first.time());
            if (problem == null) {
                return new RowGroup(origin, column, gathered);
            }
            String together = count == 1 ? problem.message() : problem.message() + " (one of " + count + " rows that are refused together)";
            Problem told = new Problem(problem.severity(), problem.location(), together, problem.notes());
            return new BrokenEvent(origin, raw.toString(), told);
        }
    }
}
