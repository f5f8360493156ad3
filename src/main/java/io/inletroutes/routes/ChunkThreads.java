package io.inletroutes.routes;

import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The bean {@code chunks}: threads for a split with parallelProcessing. Nothing queues: while all are busy the reader itself delivers,
 * so that memory stays the same however large the file.
 */
final class ChunkThreads {

    private ChunkThreads() {
    }

    /** @param most chunks under way at one time beside the reader's own; 1 at least */
    static ThreadPoolExecutor pool(int most) {
        AtomicInteger number = new AtomicInteger();
        return new ThreadPoolExecutor(0, most, 30, TimeUnit.SECONDS, new SynchronousQueue<>(), task -> {
            Thread thread = new Thread(task, "chunk-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        }, (task, pool) -> {
            if (pool.isShutdown()) {
                throw new RejectedExecutionException("the chunk threads are stopped");
            }
            task.run();
        });
    }
}
