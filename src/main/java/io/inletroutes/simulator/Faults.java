package io.inletroutes.simulator;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The faults that are on, each until its number of requests or its time is used up. Thread-safe. */
final class Faults {

    private final Clock clock;
    private final List<Running> running = new ArrayList<>();
    private long second;
    private int inSecond;

    Faults(Clock clock) {
        this.clock = clock;
    }

    synchronized void set(List<Fault> next) {
        running.clear();
        next.forEach(fault -> running.add(new Running(fault)));
    }

    /** Those that are on, whether the next request meets them or not. */
    synchronized List<Fault> on() {
        return running.stream().map(one -> one.fault).toList();
    }

    /** What the next request meets, in the order given. */
    synchronized List<Fault> next() {
        Instant now = clock.instant();
        running.removeIf(one -> one.isOver(now));
        return running.stream().filter(one -> one.meets(now)).map(one -> one.fault).toList();
    }

    /** Whether so many more messages fit into this second. */
    synchronized boolean fits(int messages, int most) {
        long now = clock.millis() / 1_000;
        if (now != second) {
            second = now;
            inSecond = 0;
        }
        if (inSecond + messages > most) {
            return false;
        }
        inSecond += messages;
        return true;
    }

    private static final class Running {

        private final Fault fault;
        private Instant since;
        private int requests;
        private int used;

        private Running(Fault fault) {
            this.fault = fault;
        }

        private boolean isOver(Instant now) {
            return fault.times() > 0 && used >= fault.times() || since != null && !fault.lasting().isZero() && Duration.between(since, now).compareTo(fault.lasting()) >= 0;
        }

        private boolean meets(Instant now) {
            since = since == null ? now : since;
            if (++requests % fault.every() != 0) {
                return false;
            }
            used++;
            return true;
        }
    }
}
