package io.inletroutes.routes;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The bean {@code chunks}: threads for a split with parallelProcessing. Nothing queues: while all are busy the reader waits for the first
 * that is not, so that memory stays the same however large the file. A reader that delivered meanwhile would leave all of them without
 * work once they are done. What is split within a chunk stays on the chunk's thread, one event after the other: an event that waits for
 * the inlet keeps no thread and no other event waiting.
 */
final class ChunkThreads extends ThreadPoolExecutor {

    /** What one of them has in memory at most in practice, with room for what comes after it: rows of a million characters, and what their payloads do not share. */
    private static final long HEAP_PER_CHUNK = 4_400 << 10;
    /** What everything else has in memory; a small heap shares it with a few chunks. */
    private static final long HEAP_OF_THE_REST = 74 << 20;
    private static final long LEAST_HEAP_PER_CHUNK = 13 << 20;
    private static final long LOOK_AGAIN_MILLIS = 100;
    private static final Logger LOG = LoggerFactory.getLogger(ChunkThreads.class);

    private ChunkThreads(int most, ThreadFactory threads) {
        super(0, most, 30, TimeUnit.SECONDS, new SynchronousQueue<>(), threads, ChunkThreads::handOver);
    }

    /**
     * How many the memory carries.
     *
     * @param wanted 1 at least
     * @param heap in bytes
     */
    static int most(int wanted, long heap) {
        int carried = (int) Math.max(1, Math.max(heap / LEAST_HEAP_PER_CHUNK, (heap - HEAP_OF_THE_REST) / HEAP_PER_CHUNK));
        if (wanted > carried) {
            LOG.warn("chunks.under-way is {}, but a heap of {} MB carries {}: INLET_ROUTES_HEAP sets it", wanted, heap >> 20, carried);
        }
        return Math.min(wanted, carried);
    }

    /** @param most chunks under way at one time; 1 at least */
    static ChunkThreads pool(int most) {
        return pool(most, new EventsUnderWay(Runtime.getRuntime().maxMemory()));
    }

    static ChunkThreads pool(int most, EventsUnderWay events) {
        AtomicInteger number = new AtomicInteger();
        return new ChunkThreads(most, task -> new ChunkThread(task, number.incrementAndGet(), events));
    }

    /** Whether the calling thread has a chunk in hand, and is not within a split of it. */
    static boolean hasChunk() {
        return Thread.currentThread() instanceof ChunkThread thread && thread.task != null && !thread.task.takes && thread.task.later == null;
    }

    /** For an event that goes on alone: those among which it is one too many, or not; null on any other thread, which must not wait. */
    static EventsUnderWay events() {
        if (!(Thread.currentThread() instanceof ChunkThread thread)) {
            return null;
        }
        if (thread.task != null) {
            thread.task.split.alone = true;
        }
        return thread.events;
    }

    @Override
    public void execute(Runnable work) {
        Task now = Thread.currentThread() instanceof ChunkThread thread ? thread.task : null;
        if (now == null) {
            super.execute(new Task(work, true, null, new Split()));
        } else if (!now.takes) {
            splitHere(work, now.split);
        } else if (now.later == null) {
            super.execute(new Task(work, now.takesNext(), null, now.split));
        } else {
            now.later.add(new Task(work, now.takesNext(), now.later, now.split));
        }
    }

    /** The split of something that this thread has in hand: returns when each part of it went as far as it goes without waiting. */
    private static void splitHere(Runnable work, Split split) {
        ArrayDeque<Task> later = new ArrayDeque<>();
        for (Task task = new Task(work, true, later, split); task != null; task = later.poll()) {
            task.run();
        }
    }

    private static void handOver(Runnable task, ThreadPoolExecutor pool) {
        if (Thread.currentThread() instanceof ChunkThread && !pool.isShutdown()) {
            task.run(); // the reader is one of them: waiting for one another would never end
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

    /** Of a file into chunks. */
    private static final class Split {
        /** Whether events of it go on alone. */
        private volatile boolean alone;
    }

    /** One step of Camel's splitter: it takes the next part and hands over first that part, then itself for the one after; or it is such a part. */
    private static final class Task implements Runnable {
        private final Runnable work;
        private final boolean takes;
        private final Queue<Task> later;
        private final Split split;
        private boolean handedOver;

        /**
         * @param later what this thread does next, null for a task of the pool
         * @param split that made chunks of the file
         */
        Task(Runnable work, boolean takes, Queue<Task> later, Split split) {
            this.work = work;
            this.takes = takes;
            this.later = later;
            this.split = split;
        }

        /** Whether what is handed over now takes the next part. */
        boolean takesNext() {
            boolean next = handedOver;
            handedOver = true;
            return next;
        }

        @Override
        public void run() {
            ChunkThread thread = (ChunkThread) Thread.currentThread();
            Task before = thread.task;
            thread.task = this;
            try {
                if (takes && later == null && split.alone) {
                    thread.events.awaitRoom(); // rows that were read would only lie in memory until it is their turn
                }
            } catch (InterruptedException e) {
                thread.interrupt();
            }
            try {
                work.run();
            } finally {
                thread.task = before;
            }
        }
    }

    private static final class ChunkThread extends Thread {
        private final EventsUnderWay events;
        private Task task;

        ChunkThread(Runnable work, int number, EventsUnderWay events) {
            super(work, "chunk-" + number);
            this.events = events;
            setDaemon(true);
        }
    }
}
