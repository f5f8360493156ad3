package io.inletroutes.routes;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * How many single events of chunks have exchanges that have not ended. Each has some KB, and the inlet needs no more of them than it
 * answers in a moment. Thread-safe.
 */
final class EventsUnderWay {

    /** Some 5 KB of it are an event's exchange and payload; collecting what others leave behind costs the more, the more of them live. */
    private static final long HEAP_PER_EVENT = 50 << 10;

    private final int most;
    private final int few;
    private final AtomicInteger count = new AtomicInteger();

    /** @param heap in bytes */
    EventsUnderWay(long heap) {
        this.most = (int) Math.max(256, Math.min(8_192, heap / HEAP_PER_EVENT));
        this.few = most * 3 / 4;
    }

    void enter() throws InterruptedException {
        awaitRoom();
        count.incrementAndGet();
    }

    /** Waits while there are too many, until a quarter of them are gone: a thread that waits is not woken for each. */
    void awaitRoom() throws InterruptedException {
        if (count.get() >= most) {
            synchronized (this) {
                while (count.get() > few) {
                    wait();
                }
            }
        }
    }

    void leave() {
        if (count.decrementAndGet() == few) {
            synchronized (this) {
                notifyAll();
            }
        }
    }
}
