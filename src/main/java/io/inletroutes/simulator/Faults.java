package io.inletroutes.simulator;

import java.time.Duration;
import java.util.Optional;

/** The fault that is on, until its number of requests or its time is used up. Thread-safe. */
final class Faults {

    private Fault fault;
    private long since;
    private int used;
    private long second;
    private int inSecond;

    synchronized void set(Fault next) {
        fault = next;
        since = 0;
        used = 0;
    }

    /** The fault for the next request. */
    synchronized Optional<Fault> next() {
        if (fault == null) {
            return Optional.empty();
        }
        long now = System.nanoTime();
        since = since == 0 ? now : since;
        boolean over = fault.times() > 0 && used >= fault.times() || !fault.lasting().isZero() && Duration.ofNanos(now - since).compareTo(fault.lasting()) >= 0;
        if (over) {
            fault = null;
            return Optional.empty();
        }
        used++;
        return Optional.of(fault);
    }

    /** Whether so many more messages fit into this second. */
    synchronized boolean fits(int messages, int most) {
        long now = System.nanoTime() / 1_000_000_000L;
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
}
