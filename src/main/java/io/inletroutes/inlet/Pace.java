package io.inletroutes.inlet;

import java.util.concurrent.TimeUnit;

/**
 * How many messages a second go out while the inlet says 429: a tenth fewer each time it does, a little more for every second it
 * does not. Several processes so come to share one organisation's limit without knowing each other. Unlimited until the first 429,
 * and again when none came for long.
 */
final class Pace {

    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
    private static final long CALM = TimeUnit.MINUTES.toNanos(2);
    private static final long SOON = TimeUnit.SECONDS.toNanos(3);
    /** While one cut follows the other, the right pace is far away. */
    private static final double FIRST_CUT = 0.7;
    private static final double CUT = 0.9;
    /** Messages a second more, each second: the same for all, so that whoever has less catches up. */
    private static final double STEP = 30;
    private static final double LARGEST_STEP = 0.05;
    /** Smaller requests make a more even stream, and a refused one costs less; much smaller ones would only be more. */
    private static final double REQUESTS_PER_SECOND = 10;
    private static final int SMALLEST = 100;

    private double rate;
    private double step;
    private long nextFree;
    private long lastCut;
    private long lastGrowth;
    private long windowStart;
    private long inWindow;
    private double measured;

    /** @param now by {@link Waiting#nanos()} */
    Pace(long now) {
        nextFree = now;
        lastCut = now - CALM;
        lastGrowth = now;
        windowStart = now;
    }

    /** How long a request of so many messages must wait, in nanoseconds. */
    synchronized long take(int count, long now) {
        if (rate == 0) {
            return 0;
        }
        long start = now - nextFree > 0 ? now : nextFree;
        nextFree = start + (long) (count / rate * SECOND);
        return start - now;
    }

    /** Most messages of one request. */
    synchronized int size(int most) {
        return rate == 0 ? most : (int) Math.max(Math.min(SMALLEST, most), Math.min(most, rate / REQUESTS_PER_SECOND));
    }

    /** The inlet took so many messages. */
    synchronized void taken(int count, long now) {
        inWindow += count;
        if (now - windowStart >= SECOND) {
            double recent = inWindow * (double) SECOND / (now - windowStart);
            measured = measured == 0 ? recent : (measured + recent) / 2;
            inWindow = 0;
            windowStart = now;
        }
        if (rate > 0) {
            rate += step * Math.min(1, (now - lastGrowth) / (double) SECOND);
            if (now - lastCut > CALM) {
                rate = 0;
            }
        }
        lastGrowth = now;
    }

    /** The inlet said it has too much. */
    synchronized void tooMuch(long now) {
        if (now - lastCut < SECOND) {
            return; // of requests that were under way when it said so first
        }
        double before = rate > 0 ? rate : measured > 0 ? measured : inWindow * (double) SECOND / Math.max(SECOND, now - windowStart);
        if (before > 0) {
            rate = Math.max(1, before * (rate == 0 || now - lastCut < SOON ? FIRST_CUT : CUT));
            step = Math.min(STEP, rate * LARGEST_STEP);
        }
        lastCut = now;
    }

    /** After a hold nobody waits for requests that never went out. */
    synchronized void restart(long now) {
        nextFree = now;
    }
}
