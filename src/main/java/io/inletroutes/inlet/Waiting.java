package io.inletroutes.inlet;

import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;

/** The clock, and the only way this package waits; handed in, so that a test can let an hour pass in no time. */
interface Waiting {

    /** The machine's own time. */
    Waiting SYSTEM = new Waiting() {
        @Override
        public Instant now() {
            return Instant.now();
        }

        @Override
        public long nanos() {
            return System.nanoTime();
        }

        @Override
        public void await(Condition condition, long nanos) throws InterruptedException {
            condition.await(nanos, TimeUnit.NANOSECONDS);
        }
    };

    Instant now();

    /** Only differences mean something. */
    long nanos();

    /** Waits until the condition is signalled or that time has passed, or for no reason at all. The caller holds the lock. */
    void await(Condition condition, long nanos) throws InterruptedException;
}
