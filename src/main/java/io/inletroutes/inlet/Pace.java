package io.inletroutes.inlet;

import java.util.concurrent.TimeUnit;

/**
 * How many messages a second go out once the inlet said 429 several times in a row, which is a limit and no accident: a seventh fewer each time it does, as many more for every second it does
 * not, the same number for everybody, so that several processes come to share one organisation's limit without knowing each other.
 * Requests get small meanwhile: the stream is more even, and a refused one costs less. Where the limit is not near - at the first 429,
 * after a hold, beyond the pace that was too much before - the pace doubles each second, and it is forgotten when that goes well.
 *
 * <p>The numbers come from a simulation of one, two and four senders that share a limit of 4,000 messages a second.
 */
final class Pace {

    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
    private static final double CUT = 0.85;
    /** While the right pace is being looked for. */
    private static final double SEARCHING_CUT = 0.7;
    /** Messages a second more, each second. */
    private static final double STEP = 70;
    /** Beyond the pace of the last 429 by so much, that 429 had another reason. */
    private static final double BEYOND = 1.3;
    private static final double FORGOTTEN = 20;
    private static final double LEAST = 250;
    private static final double REQUESTS_PER_SECOND = 50;
    private static final int SMALLEST = 20;
    private static final int IN_A_ROW = 3;
    /** When few requests are under way, so long without a good answer in between says the same. */
    private static final long UNBROKEN = TimeUnit.MILLISECONDS.toNanos(300);
    /** Requests that are about to go out would meet the same answer. */
    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(50);

    private double rate;
    private double ceiling;
    private boolean searching;
    private int inARow;
    private long firstOfRow;
    private long nextFree;
    private long lastCut;
    private long lastGrowth;
    private long windowStart;
    private long inWindow;
    private double measured;

    /** @param now by {@link Waiting#nanos()} */
    Pace(long now) {
        nextFree = now;
        lastCut = now - SECOND;
        lastGrowth = now;
        windowStart = now;
    }

    /** How long a request of so many messages must wait, in nanoseconds. */
    synchronized long take(int count, long now) {
        grow(now);
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
        inARow = 0;
        inWindow += count;
        if (now - windowStart >= SECOND) {
            measured = inWindow * (double) SECOND / (now - windowStart);
            inWindow = 0;
            windowStart = now;
        }
        grow(now);
    }

    /** The inlet said it has too much. */
    synchronized void tooMuch(long now) {
        grow(now);
        if (inARow++ == 0) {
            firstOfRow = now;
        }
        if (rate == 0 && inARow < IN_A_ROW && now - firstOfRow < UNBROKEN) {
            return;
        }
        if (now + PAUSE - nextFree > 0) {
            nextFree = now + PAUSE;
        }
        if (now - lastCut < SECOND) {
            return; // of requests that were under way when it said so first
        }
        if (rate == 0) {
            ceiling = Math.max(LEAST, measured);
            rate = Math.max(LEAST, measured * CUT);
            searching = measured < 2 * LEAST;
        } else {
            ceiling = rate;
            rate = Math.max(1, rate * (searching ? SEARCHING_CUT : CUT));
            searching = false;
        }
        lastCut = now;
    }

    /** After a hold nobody waits for requests that never went out, and the pace is looked for anew. */
    synchronized void restart(long now) {
        nextFree = now;
        lastGrowth = now;
        searching = true;
    }

    private void grow(long now) {
        double seconds = Math.min(1, (now - lastGrowth) / (double) SECOND);
        if (seconds > 0) {
            lastGrowth = now;
            if (rate > 0) {
                rate = searching || rate > BEYOND * ceiling ? rate * Math.pow(2, seconds) : rate + STEP * seconds;
                if (rate > FORGOTTEN * ceiling) {
                    rate = 0;
                }
            }
        }
    }
}
