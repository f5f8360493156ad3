package io.inletroutes.inlet;

import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;

/** A clock on which an hour passes in little time: every wait is shortened by a factor, and time itself runs as fast. */
final class FastWaiting implements Waiting {

    private final long factor;
    private final long start = System.nanoTime();
    private final Instant startTime = Instant.parse("2026-01-01T00:00:00Z");

    FastWaiting(long factor) {
        this.factor = factor;
    }

    @Override
    public Instant now() {
        return startTime.plusNanos(nanos());
    }

    @Override
    public long nanos() {
        return (System.nanoTime() - start) * factor;
    }

    @Override
    public void await(Condition condition, long nanos) throws InterruptedException {
        condition.await(Math.max(1, nanos / factor), TimeUnit.NANOSECONDS);
    }
}
