package io.inletroutes.ledger;

import java.util.Map;
import java.util.TreeMap;

/** Rows of a file that are settled, as few intervals: chunks finish out of order, but never far apart. Not thread-safe. */
final class SettledIntervals {

    private final TreeMap<Long, Long> intervals = new TreeMap<>();

    /** Marks the rows from {@code first} to {@code last}. */
    void add(long first, long last) {
        long from = first;
        long to = last;
        Map.Entry<Long, Long> before = intervals.floorEntry(from);
        if (before != null && before.getValue() >= from - 1) {
            from = before.getKey();
            to = Math.max(to, before.getValue());
        }
        for (Map.Entry<Long, Long> next = intervals.ceilingEntry(from); next != null && next.getKey() <= to + 1; next = intervals.ceilingEntry(from)) {
            to = Math.max(to, next.getValue());
            intervals.remove(next.getKey());
        }
        intervals.put(from, to);
    }

    boolean contains(long row) {
        Map.Entry<Long, Long> interval = intervals.floorEntry(row);
        return interval != null && interval.getValue() >= row;
    }

    boolean isEmpty() {
        return intervals.isEmpty();
    }
}
