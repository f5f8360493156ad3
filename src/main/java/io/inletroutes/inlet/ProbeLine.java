package io.inletroutes.inlet;

import java.util.ArrayDeque;

/** The threads that wait while an inlet is held, in the order they came: who probes next, and when. The lock of {@link Hold} guards it. */
final class ProbeLine {

    private final InletSettings.Redelivery redelivery;
    private final ArrayDeque<Object> waiters = new ArrayDeque<>();
    private boolean probing;
    private long next;

    ProbeLine(InletSettings.Redelivery redelivery) {
        this.redelivery = redelivery;
    }

    void join(Object ticket) {
        waiters.addLast(ticket);
    }

    /** True when others wait still. */
    boolean leave(Object ticket) {
        waiters.remove(ticket);
        return !waiters.isEmpty();
    }

    /** Whether this one is next, and nobody probes now. */
    boolean isFirst(Object ticket) {
        return !probing && waiters.peekFirst() == ticket;
    }

    /** Nanoseconds until it is time for a probe; at most 0 when it is. */
    long untilProbe(long now) {
        return next - now;
    }

    void begin() {
        probing = true;
    }

    void end() {
        probing = false;
    }

    /** A probe, or the first request, met that: the next one waits as long as the cause wants. */
    void again(HoldCause why, long now) {
        long interval = (why.needsPerson() ? redelivery.settingsProbe() : redelivery.outageProbe()).toNanos();
        next = now + Math.max(interval, why.retryAfterNanos());
    }

    void atOnce(long now) {
        next = now;
    }
}
