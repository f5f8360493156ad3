package io.inletroutes.routes;

import io.inletroutes.source.Footprint;

/**
 * How much of the heap chunks under way take, and whether there is room for one more. What the next one will take is not known before it is
 * read, so its reader takes room for the largest, and gives back what the chunk does not need. Thread-safe.
 */
final class ChunkRoom {

    static final long LARGEST = Footprint.LARGEST_CHUNK;
    private static final int PARTS_OF_HEAP = 12;
    /** The rest is for what is there always, and for what comes and goes. */
    private static final int PARTS_FOR_CHUNKS = 5;

    private final long room;
    private long taken;
    private int chunks;

    /** @param heap in bytes */
    ChunkRoom(long heap) {
        this.room = heap / PARTS_OF_HEAP * PARTS_FOR_CHUNKS;
    }

    /** Waits until there is room for the {@link #LARGEST}, or nothing else is under way, and takes it. */
    synchronized void enter() throws InterruptedException {
        while (chunks > 0 && taken + LARGEST > room) {
            wait();
        }
        chunks++;
        taken += LARGEST;
    }

    /** A chunk that took so much needs so much. */
    synchronized void weighed(long before, long now) {
        taken += now - before;
        notifyAll();
    }

    /** A chunk that took so much is settled, or there was none. */
    synchronized void leave(long weight) {
        chunks--;
        taken -= weight;
        notifyAll();
    }
}
