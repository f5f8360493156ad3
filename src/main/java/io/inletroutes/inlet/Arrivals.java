package io.inletroutes.inlet;

import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Which events were handed over and are not settled, in groups as they came. Any thread may ask. */
final class Arrivals {

    /** Of groups that come so soon one after the other only the time of the first is kept: single events come by the thousand. */
    private static final long TOGETHER = TimeUnit.MILLISECONDS.toNanos(10);

    private final Waiting waiting;
    private final Set<Arrival> open = ConcurrentHashMap.newKeySet();
    private final AtomicLong events = new AtomicLong();
    private final AtomicInteger groups = new AtomicInteger();
    private volatile Arrival last;
    private volatile Instant since;

    Arrivals(Waiting waiting) {
        this.waiting = waiting;
        this.since = waiting.now();
    }

    /** When groups came that are counted as one; told apart by identity. */
    static final class Arrival {
        private static final int OVER = -1;

        private final Instant time;
        private final long nanos;
        /** Groups that are not settled, or {@link #OVER}: none, and no more come. */
        private final AtomicInteger groups = new AtomicInteger(1);

        private Arrival(Instant time, long nanos) {
            this.time = time;
            this.nanos = nanos;
        }

        private boolean join(long now) {
            return now - nanos <= TOGETHER && groups.updateAndGet(before -> before == OVER ? OVER : before + 1) != OVER;
        }

        private boolean end() {
            return groups.compareAndSet(0, OVER);
        }
    }

    /**
     * Counts a group in until {@link #leave}.
     *
     * @param count of its events
     * @param now   by {@link Waiting#nanos()}
     */
    Arrival arrive(int count, long now) {
        Arrival arrival = last;
        if (arrival == null || !arrival.join(now)) {
            arrival = arriveFirst(now);
        }
        groups.incrementAndGet();
        if (events.getAndAdd(count) == 0) {
            since = arrival.time;
        }
        return arrival;
    }

    private synchronized Arrival arriveFirst(long now) {
        Arrival before = last;
        if (before != null && before.join(now)) {
            return before;
        }
        Arrival first = new Arrival(waiting.now(), now);
        open.add(first);
        last = first;
        if (before != null && before.end()) {
            open.remove(before);
        }
        return first;
    }

    /** @param count as it came */
    void leave(Arrival arrival, int count) {
        groups.decrementAndGet();
        if (arrival.groups.decrementAndGet() == 0 && arrival != last && arrival.end()) {
            open.remove(arrival);
        }
        if (events.addAndGet(-count) == 0) {
            since = waiting.now();
        }
    }

    /** Events not settled. */
    long events() {
        return events.get();
    }

    /** Exchanges not settled. */
    int groups() {
        return groups.get();
    }

    /** Since when there is something to do, or nothing. */
    Instant since() {
        return since;
    }

    /** Since when the oldest waits, null when none does. */
    Instant oldest() {
        Instant oldest = null;
        for (Arrival arrival : open) {
            boolean older = oldest == null || arrival.time.isBefore(oldest);
            oldest = older && arrival.groups.get() > 0 ? arrival.time : oldest;
        }
        return oldest;
    }
}
