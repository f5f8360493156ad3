package io.inletroutes.inlet;

import io.inletroutes.Location;
import io.inletroutes.Problem;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/**
 * Whether an inlet is held: one for all threads that deliver to it. Held threads wait here; one of them at a time, the one that
 * waited longest, is let through to probe with the request it has anyway. Says once that the inlet is held, and once that it is back.
 */
final class Hold {

    private static final long MINUTE = TimeUnit.MINUTES.toNanos(1);
    private static final Problem PAUSED = Problem.warning(Location.NONE, "paused");

    /** How a caller may go on. */
    enum Pass { GO, PROBE }

    private final String inlet;
    private final HoldLog log;
    private final Waiting waiting;
    private final InletMetrics metrics;
    private final Stop stop;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final ProbeLine line;

    private volatile boolean open = true;
    private boolean paused;
    private HoldCause cause;
    private Instant since;
    private long sinceNanos;
    private long pausedNanos;
    private volatile int holds;

    /** @param stopping tells that Camel stops, should nobody have called {@link #stop} */
    Hold(String inlet, Waiting waiting, InletSettings.Redelivery redelivery, InletMetrics metrics, BooleanSupplier stopping) {
        this.inlet = inlet;
        this.log = new HoldLog(inlet);
        this.waiting = waiting;
        this.line = new ProbeLine(redelivery);
        this.metrics = metrics;
        this.stop = new Stop(stopping);
        this.since = waiting.now();
    }

    /**
     * Waits while the inlet is held. Whoever is told to PROBE must call {@link #released}, {@link #hold} or {@link #probeAborted}.
     *
     * @param arrived      when the caller's events came, by {@link Waiting#nanos()}
     * @param timeoutNanos how long to wait while held, 0 for ever
     */
    Pass enter(long arrived, long timeoutNanos) throws HeldTooLongException, DeliveryStoppedException {
        return open ? Pass.GO : await(arrived, timeoutNanos, true);
    }

    /** Waits while a refusal brake or a pause holds the inlet; an outage is nothing to what will not be sent. */
    void awaitBrake(long timeoutNanos) throws HeldTooLongException, DeliveryStoppedException {
        await(waiting.nanos(), timeoutNanos, false);
    }

    /** @param sends whether the caller has something to probe with */
    private Pass await(long arrived, long timeoutNanos, boolean sends) throws HeldTooLongException, DeliveryStoppedException {
        Object ticket = new Object();
        lock.lock();
        try {
            if (sends) {
                line.join(ticket);
            }
            while (sends ? !open : paused || cause != null && cause.kind() == HoldCause.Kind.BRAKE) {
                if (isStopping()) {
                    throw new DeliveryStoppedException(inlet);
                }
                long now = waiting.nanos();
                if (mayProbe(ticket, now)) {
                    line.begin();
                    return Pass.PROBE;
                }
                long deadline = timeoutNanos == 0 ? now + MINUTE : Math.max(arrived, cause == null ? pausedNanos : sinceNanos) + timeoutNanos;
                if (timeoutNanos > 0 && deadline - now <= 0) {
                    throw new HeldTooLongException(inlet, cause == null ? PAUSED : cause.problem());
                }
                if (cause != null) {
                    log.still(cause, now);
                }
                waiting.await(changed, Math.max(1, Math.min(deadline - now, untilNextStep(ticket, now))));
            }
            return Pass.GO;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DeliveryStoppedException(inlet);
        } finally {
            if (line.leave(ticket)) {
                changed.signalAll();
            }
            lock.unlock();
        }
    }

    /** Holds the inlet, or keeps it held when the caller was the probe. */
    void hold(HoldCause why, Pass pass) {
        lock.lock();
        try {
            long now = waiting.nanos();
            if (pass == Pass.PROBE) {
                line.end();
            }
            boolean first = cause == null;
            boolean worse = !first && cause.kind() != why.kind() && cause.kind() != HoldCause.Kind.BRAKE;
            if (first) {
                holds++;
                since = waiting.now();
                sinceNanos = now;
                log.begin(now);
            }
            if (first || pass == Pass.PROBE || worse) {
                if (cause == null || cause.kind() != HoldCause.Kind.BRAKE) {
                    cause = why;
                }
                line.again(why, now);
            }
            if (first || worse) {
                log.held(why);
            }
            open = false;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** The inlet answered properly: everybody goes on at full speed. True when this ended a hold. */
    boolean released(Pass pass) {
        if (open) {
            return false;
        }
        lock.lock();
        try {
            if (pass == Pass.PROBE) {
                line.end();
            }
            if (cause == null || cause.kind() == HoldCause.Kind.BRAKE || pass != Pass.PROBE) {
                changed.signalAll();
                return false;
            }
            log.back(waiting.nanos());
            endHold();
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** The probe found out nothing, because its own request never went out. */
    void probeAborted(Pass pass) {
        if (pass == Pass.PROBE) {
            lock.lock();
            try {
                line.end();
                changed.signalAll();
            } finally {
                lock.unlock();
            }
        }
    }

    /**
     * Waits that long, whether held or not.
     *
     * @param stopEnds whether a stop ends it with an exception; short waits for a limit are better waited out
     */
    void sleep(long nanos, boolean stopEnds) throws DeliveryStoppedException {
        if (nanos <= 0) {
            return;
        }
        lock.lock();
        try {
            long until = waiting.nanos() + nanos;
            for (long left = nanos; left > 0; left = until - waiting.nanos()) {
                if (stopEnds && isStopping()) {
                    throw new DeliveryStoppedException(inlet);
                }
                waiting.await(changed, left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DeliveryStoppedException(inlet);
        } finally {
            lock.unlock();
        }
    }

    void pause() {
        lock.lock();
        try {
            if (!paused) {
                paused = true;
                open = false;
                pausedNanos = waiting.nanos();
                if (cause == null) {
                    since = waiting.now();
                }
                log.paused();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Ends a pause and a refusal brake; an inlet held for another cause is probed at once. */
    void resume() {
        lock.lock();
        try {
            if (paused) {
                paused = false;
                log.resumed();
            }
            if (cause == null || cause.kind() == HoldCause.Kind.BRAKE) {
                if (cause != null) {
                    log.back(waiting.nanos());
                }
                endHold();
            } else {
                line.atOnce(waiting.nanos());
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Wakes everybody who waits; those that are held leave with a {@link DeliveryStoppedException}. */
    void stop() {
        lock.lock();
        try {
            stop.call();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        stop.tell();
    }

    /** @param listener told once when Camel stops */
    void onStop(Runnable listener) {
        stop.listen(listener);
    }

    boolean isStopping() {
        return stop.isCalled();
    }

    boolean isOpen() {
        return open;
    }

    /** How often the inlet was held until now: what was counted before a hold says nothing after it. */
    int holds() {
        return holds;
    }

    HoldStanding standing() {
        lock.lock();
        try {
            return new HoldStanding(cause, paused, since);
        } finally {
            lock.unlock();
        }
    }

    private void endHold() {
        if (cause != null) {
            metrics.heldNanos.add(waiting.nanos() - sinceNanos);
        }
        cause = null;
        since = waiting.now();
        open = !paused;
        changed.signalAll();
    }

    private boolean mayProbe(Object ticket, long now) {
        return isProbed() && line.isFirst(ticket) && line.untilProbe(now) <= 0;
    }

    private boolean isProbed() {
        return !paused && cause != null && cause.kind() != HoldCause.Kind.BRAKE;
    }

    private long untilNextStep(Object ticket, long now) {
        long word = cause == null ? MINUTE : log.untilNextWord(now);
        return isProbed() && line.isFirst(ticket) ? Math.min(word, line.untilProbe(now)) : word;
    }
}
