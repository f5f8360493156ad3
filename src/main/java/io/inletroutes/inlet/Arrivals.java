package io.inletroutes.inlet;

import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** Which events were handed over and are not settled, in groups as they came. Any thread may ask. */
final class Arrivals {

    private final Waiting waiting;
    private final Set<Arrival> open = ConcurrentHashMap.newKeySet();
    private final AtomicLong events = new AtomicLong();
    private volatile Instant since;

    Arrivals(Waiting waiting) {
        this.waiting = waiting;
        this.since = waiting.now();
    }

    /** Events that came together; told apart by identity. */
    static final class Arrival {
        private final Instant time;
        private final int count;

        private Arrival(Instant time, int count) {
            this.time = time;
            this.count = count;
        }

        /** An object's own hash code takes the JVM as long as all the rest that is done here. */
        @Override
        public int hashCode() {
            return time.getNano();
        }

        @Override
        public boolean equals(Object other) {
            return this == other;
        }
    }

    /** Counts events in until {@link #leave}. */
    Arrival arrive(int count) {
        Arrival arrival = new Arrival(waiting.now(), count);
        open.add(arrival);
        if (events.getAndAdd(count) == 0) {
            since = arrival.time;
        }
        return arrival;
    }

    void leave(Arrival arrival) {
        open.remove(arrival);
        if (events.addAndGet(-arrival.count) == 0) {
            since = waiting.now();
        }
    }

    /** Events not settled. */
    long events() {
        return events.get();
    }

    /** Exchanges not settled. */
    int groups() {
        return open.size();
    }

    /** Since when there is something to do, or nothing. */
    Instant since() {
        return since;
    }

    /** Since when the oldest waits, null when none does. */
    Instant oldest() {
        Instant oldest = null;
        for (Arrival arrival : open) {
            oldest = oldest == null || arrival.time.isBefore(oldest) ? arrival.time : oldest;
        }
        return oldest;
    }
}
