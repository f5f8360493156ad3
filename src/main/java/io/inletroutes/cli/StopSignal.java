package io.inletroutes.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import sun.misc.Signal;

/**
 * SIGTERM and SIGINT ask a running instance to stop. Java's own handling would end with exit code 143; a healthy instance that
 * was asked to stop ends with 0. A second signal ends the process at once: what is not settled is read again at the next start.
 */
final class StopSignal {

    private final CountDownLatch asked = new CountDownLatch(1);

    /** Listens from now on. */
    static StopSignal listen() {
        StopSignal stop = new StopSignal();
        for (String name : new String[] {"TERM", "INT"}) {
            try {
                Signal.handle(new Signal(name), stop::received);
            } catch (IllegalArgumentException e) {
                // Java was started with -Xrs, or the platform has no such signal: its own handling stays.
                continue;
            }
        }
        return stop;
    }

    /** Waits until a signal came or {@code time} passed. */
    boolean await(long time, TimeUnit unit) throws InterruptedException {
        return asked.await(time, unit);
    }

    /** Stops as a signal would. */
    void ask() {
        asked.countDown();
    }

    private void received(Signal signal) {
        if (asked.getCount() == 0) {
            Runtime.getRuntime().halt(128 + signal.getNumber());
        }
        asked.countDown();
    }
}
