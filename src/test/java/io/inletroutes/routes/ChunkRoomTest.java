package io.inletroutes.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.Test;

/** What of the heap chunks take, and that a reader waits while there is no room for what it may read next. */
class ChunkRoomTest {

    private static final long MEGABYTE = 1 << 20;

    @Test
    void takesRoomForTheLargestUntilTheChunkIsKnown() throws Exception {
        ChunkRoom room = new ChunkRoom(64 * MEGABYTE); // 26 MB for chunks: six of the largest

        for (int i = 0; i < 6; i++) {
            room.enter();
        }
        Thread reader = enterElsewhere(room);

        awaitWaiting(reader);
        room.weighed(ChunkRoom.LARGEST, 0);
        reader.join(30_000);
        assertThat(reader.isAlive()).isFalse();
    }

    @Test
    void hasRoomForManySmallChunksInASmallHeap() throws Exception {
        ChunkRoom room = new ChunkRoom(107 * MEGABYTE);

        for (int i = 0; i < 32; i++) {
            room.enter();
            room.weighed(ChunkRoom.LARGEST, MEGABYTE);
        }
        Thread next = enterElsewhere(room);
        next.join(30_000);

        assertThat(next.isAlive()).isFalse();
    }

    @Test
    void letsOneChunkInHoweverLargeAndHoweverSmallTheHeap() throws Exception {
        ChunkRoom room = new ChunkRoom(MEGABYTE);

        room.enter();
        room.weighed(ChunkRoom.LARGEST, 40 * MEGABYTE);
        Thread next = enterElsewhere(room);
        awaitWaiting(next);
        room.leave(40 * MEGABYTE);

        next.join(30_000);
        assertThat(next.isAlive()).isFalse();
    }

    private static Thread enterElsewhere(ChunkRoom room) {
        Thread reader = new Thread(() -> {
            try {
                room.enter();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        reader.setDaemon(true);
        reader.start();
        return reader;
    }

    private static void awaitWaiting(Thread thread) {
        await().until(() -> thread.getState() == Thread.State.WAITING);
    }
}
