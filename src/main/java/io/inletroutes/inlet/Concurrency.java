package io.inletroutes.inlet;

import java.util.concurrent.TimeUnit;

/**
 * How many requests may be under way at one time: one more for each round that goes well, a third fewer when the inlet says it
 * has too much or its answers take ever longer. So several processes share one organisation's limit without knowing each other.
 */
final class Concurrency {

    private static final double CUT = 0.7;
    private static final long BETWEEN_CUTS = TimeUnit.MILLISECONDS.toNanos(500);
    /** Not all at once into an organisation that others use too; one more for each good answer until the first bad one. */
    private static final int FIRST = 4;
    private static final double SLOWER = 3;
    private static final double LEAST_SLOW = TimeUnit.MILLISECONDS.toNanos(250);

    private final int most;
    private double limit;
    private int busy;
    private boolean starting = true;
    private long lastCut = Long.MIN_VALUE / 2;
    private double usual;
    private double recent;

    Concurrency(int most) {
        this.most = most;
        this.limit = Math.min(most, FIRST);
    }

    /** Waits for a place; {@link #leave} gives it back. Returns the nanoseconds waited. */
    long enter(Waiting waiting) throws InterruptedException {
        synchronized (this) {
            if (busy < (int) limit) {
                busy++;
                return 0;
            }
        }
        long start = waiting.nanos();
        synchronized (this) {
            while (busy >= (int) limit) {
                wait(); // whoever holds a place gives it back within the time limit of an answer
            }
            busy++;
        }
        return waiting.nanos() - start;
    }

    /** Gives a place back. */
    synchronized void leave() {
        busy--;
        notify();
    }

    /** The inlet answered well after that time. */
    synchronized void answered(long nanos, long now) {
        recent = recent == 0 ? nanos : recent + (nanos - recent) * 0.2;
        usual = usual == 0 ? nanos : Math.min(usual + (nanos - usual) * 0.01, nanos < usual ? usual * 0.9 + nanos * 0.1 : Double.MAX_VALUE);
        if (recent > usual * SLOWER && recent - usual > LEAST_SLOW) {
            cut(now);
        } else if (limit < most) {
            limit = Math.min(most, limit + (starting ? 1 : 1 / limit));
            notify();
        }
    }

    /** The inlet said it has too much. */
    synchronized void tooMuch(long now) {
        cut(now);
    }

    /** After a hold everything starts anew, at full speed. */
    synchronized void reset() {
        limit = most;
        recent = 0;
        notifyAll();
    }

    /** The part of the places that is taken, at least so many: 1 when there is none left. */
    synchronized double load(int atLeast) {
        return Math.min(1, Math.max(busy, atLeast) / Math.floor(limit));
    }

    synchronized int limit() {
        return (int) limit;
    }

    private void cut(long now) {
        starting = false;
        if (now - lastCut > BETWEEN_CUTS) {
            limit = Math.max(1, limit * CUT);
            lastCut = now;
        }
    }
}
