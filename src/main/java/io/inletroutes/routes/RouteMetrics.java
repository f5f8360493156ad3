package io.inletroutes.routes;

import io.inletroutes.BrokenEvent;
import io.inletroutes.Event;
import io.inletroutes.Refusal;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * What the routes did since the start, by route; only ever growing, so a meter can read it as counters. Any thread may read and
 * write. Holds names of routes and counts alone, no event value.
 */
public final class RouteMetrics {

    /**
     * What one count is about.
     *
     * @param route its id
     * @param kind  an outcome or a reason class, see the methods that give them
     */
    public record Of(String route, String kind) implements Comparable<Of> {
        @Override
        public int compareTo(Of other) {
            return route.equals(other.route) ? kind.compareTo(other.kind) : route.compareTo(other.route);
        }
    }

    /** Something done with the ledger. */
    interface Work<T, E extends Exception> {
        T with() throws E;
    }

    private final Map<Of, LongAdder> read = new ConcurrentHashMap<>();
    private final Map<Of, LongAdder> settled = new ConcurrentHashMap<>();
    private final Map<Of, LongAdder> deadLetters = new ConcurrentHashMap<>();
    private final Map<Of, LongAdder> files = new ConcurrentHashMap<>();
    private final Map<Of, LongAdder> ledgerNanos = new ConcurrentHashMap<>();

    void read(String route, long events) {
        add(read, route, "event", events);
    }

    void settled(String route, long accepted, long dead, long skipped) {
        addSome(settled, route, "accepted", accepted);
        addSome(settled, route, "dead", dead);
        addSome(settled, route, "skipped", skipped);
    }

    void deadLetter(String route, Refusal refusal) {
        add(deadLetters, route, reason(refusal.by(), refusal.event(), refusal.status()), 1);
    }

    void file(String route, boolean readable) {
        add(files, route, readable ? "done" : "failed", 1);
    }

    /** Does it and adds the time to that part of the ledger. */
    <T, E extends Exception> T ledger(String part, Work<T, E> work) throws E {
        long start = System.nanoTime();
        try {
            return work.with();
        } finally {
            add(ledgerNanos, "", part, System.nanoTime() - start);
        }
    }

    /** The classes: few and fixed, so that a series for each costs nothing. */
    static String reason(Refusal.By by, Event event, int status) {
        if (by == Refusal.By.MAPPING) {
            return event instanceof BrokenEvent ? "unreadable" : "unfillable";
        }
        return status == 0 ? "route" : status == 413 ? "too_large" : status >= 500 ? "server_error" : "refused";
    }

    /** Events handed to a mapping by route; kind is always {@code event}. An event that comes again after a rollback counts again. */
    public Map<Of, Long> read() {
        return sums(read);
    }

    /** Settled events by route and outcome: {@code accepted}, {@code dead}, {@code skipped}. */
    public Map<Of, Long> settled() {
        return sums(settled);
    }

    /** Dead letters by route and reason class: {@code unreadable}, {@code unfillable}, {@code refused}, {@code too_large}, {@code server_error}, {@code route}. */
    public Map<Of, Long> deadLetters() {
        return sums(deadLetters);
    }

    /** Files by route and where they went: {@code done} or {@code failed}. */
    public Map<Of, Long> files() {
        return sums(files);
    }

    /** Nanoseconds spent with the ledger by part (the kind; there is no route): {@code lookup}, {@code journal}, {@code progress}, {@code dead_letters}. */
    public Map<Of, Long> ledgerNanos() {
        return sums(ledgerNanos);
    }

    /** No series begins with a 0. */
    private static void addSome(Map<Of, LongAdder> counts, String route, String kind, long more) {
        if (more > 0) {
            add(counts, route, kind, more);
        }
    }

    private static void add(Map<Of, LongAdder> counts, String route, String kind, long more) {
        counts.computeIfAbsent(new Of(route == null ? "none" : route, kind), key -> new LongAdder()).add(more);
    }

    private static Map<Of, Long> sums(Map<Of, LongAdder> counts) {
        Map<Of, Long> sums = new TreeMap<>();
        counts.forEach((of, sum) -> sums.put(of, sum.sum()));
        return sums;
    }
}
