package io.inletroutes.inlet;

import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;

/** A clock that stands still but for waits, which are over at once: for one thread that waits, each time comes exactly, however slow the machine. */
final class JumpingWaiting implements Waiting {

    private final Instant start = Instant.parse("2026-01-01T00:00:00Z");
    private final AtomicLong nanos = new AtomicLong();

    @Override
    public Instant now() {
        return start.plusNanos(nanos());
    }

    @Override
    public long nanos() {
        return nanos.get();
    }

    /** Gives the lock away for a moment, as a wait does. */
    @Override
    public void await(Condition condition, long nanos) throws InterruptedException {
        condition.await(1, TimeUnit.MICROSECONDS);
        this.nanos.addAndGet(nanos);
    }
}
