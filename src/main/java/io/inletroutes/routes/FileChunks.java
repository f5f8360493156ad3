package io.inletroutes.routes;

import java.util.concurrent.TimeUnit;

/**
 * The chunks of one file that are under way. Where their events go on alone, a few chunks keep the processor and the inlet busy, and more
 * would only take turns in taking events, and memory. Unless a step of theirs waits for something else: then no chunk ends for a
 * while, and one more may begin. Thread-safe.
 */
final class FileChunks {

    private static final int FEW = 8;

    private final long patience;
    private volatile boolean alone;
    private int underWay;
    /** When the last one began or ended. */
    private long lastChange;

    /** @param patience how long none has to end before one more begins beside a few, in nanoseconds */
    FileChunks(long patience) {
        this.patience = patience;
    }

    /** An event of the file goes on alone. */
    void goesAlone() {
        alone = true;
    }

    boolean isAlone() {
        return alone;
    }

    /** Before the next chunk is read. */
    synchronized void awaitTurn() throws InterruptedException {
        while (underWay >= FEW) {
            long left = patience - (System.nanoTime() - lastChange);
            if (left <= 0) {
                return;
            }
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
    }

    synchronized void begun() {
        underWay++;
        lastChange = System.nanoTime();
    }

    synchronized void ended() {
        underWay--;
        lastChange = System.nanoTime();
        notifyAll();
    }
}
