package io.inletroutes.routes;

import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The bean {@code chunks}: threads for a split with parallelProcessing. Nothing queues: while all are busy the reader waits for the first
 * that is not, so that memory stays the same however large the file. A reader that delivered meanwhile would leave all of them without
 * work once they are done.
 */
final class ChunkThreads {

    /** What one of them has in memory at most in practice, with room for what comes after it: rows of a million characters, and what their payloads do not share. */
    private static final long HEAP_PER_CHUNK = 13 << 19;
    private static final long LOOK_AGAIN_MILLIS = 100;
    private static final Logger LOG = LoggerFactory.getLogger(ChunkThreads.class);

    private ChunkThreads() {
    }

    /**
     * How many the memory carries.
     *
     * @param wanted 1 at least
     * @param heap in bytes
     */
    static int most(int wanted, long heap) {
        int carried = (int) Math.max(1, heap / HEAP_PER_CHUNK);
        if (wanted > carried) {
            LOG.warn("chunks.under-way is {}, but a heap of {} MB carries {}: INLET_ROUTES_HEAP sets it", wanted, heap >> 20, carried);
        }
        return Math.min(wanted, carried);
    }

    /** @param most chunks under way at one time; 1 at least */
    static ThreadPoolExecutor pool(int most) {
        AtomicInteger number = new AtomicInteger();
        return new ThreadPoolExecutor(0, most, 30, TimeUnit.SECONDS, new SynchronousQueue<>(), task -> new ChunkThread(task, number.incrementAndGet()),
                ChunkThreads::handOver);
    }

    private static void handOver(Runnable task, ThreadPoolExecutor pool) {
        if (Thread.currentThread() instanceof ChunkThread && !pool.isShutdown()) {
            task.run(); // a split within a split: waiting for one another would never end
            return;
        }
        try {
            while (!pool.isShutdown()) {
                if (pool.getQueue().offer(task, LOOK_AGAIN_MILLIS, TimeUnit.MILLISECONDS)) {
                    return;
                }
                if (pool.getPoolSize() < pool.getMaximumPoolSize()) {
                    pool.execute(task); // some ended meanwhile
                    return;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new RejectedExecutionException("the chunk threads are stopped");
    }

    private static final class ChunkThread extends Thread {
        ChunkThread(Runnable task, int number) {
            super(task, "chunk-" + number);
            setDaemon(true);
        }
    }
}
