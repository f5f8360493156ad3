package io.inletroutes.routes;

import io.inletroutes.Chunk;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The bean {@code chunks}: threads for a split with parallelProcessing. Each file has a thread that reads, and hands over chunk after chunk to
 * those that deliver. Nothing queues: while all of these are busy the reader waits for the first that is not, so that memory stays the same
 * however large the file. A reader that delivered meanwhile would leave all of them without work once they are done. Readers are not among
 * those that deliver, or they could wait for one another for ever. What is split within a chunk stays on the chunk's thread, one event
 * after the other: an event that waits for the inlet keeps no thread and no other event waiting.
 */
final class ChunkThreads extends ThreadPoolExecutor {

    private static final long LOOK_AGAIN_MILLIS = 100;
    private static final Duration PATIENCE = Duration.ofMillis(50);

    private final Semaphore readers;
    private final Semaphore delivering;
    private final long patience;

    private ChunkThreads(int most, Duration patience, ThreadFactory threads) {
        super(0, Integer.MAX_VALUE, 30, TimeUnit.SECONDS, new SynchronousQueue<>(), threads);
        this.patience = patience.toNanos();
        this.readers = new Semaphore(most, true);
        this.delivering = new Semaphore(most, true); // in turn, where several files are read
    }

    /** @param most chunks under way at one time, and files read at one time; 1 at least */
    static ChunkThreads pool(int most) {
        long heap = Runtime.getRuntime().maxMemory();
        return pool(most, PATIENCE, new ChunkRoom(heap), new EventsUnderWay(heap));
    }

    /** @param patience how long no chunk has to end before one more begins beside a few whose events go on alone */
    static ChunkThreads pool(int most, Duration patience, ChunkRoom room, EventsUnderWay events) {
        AtomicInteger number = new AtomicInteger();
        return new ChunkThreads(most, patience, task -> new ChunkThread(task, number.incrementAndGet(), room, events));
    }

    /** What the calling thread has in hand turned out to be; nothing on any other thread. */
    static void weigh(Object body) {
        if (body instanceof Chunk chunk && Thread.currentThread() instanceof ChunkThread thread && thread.task != null) {
            thread.task.weigh(chunk, thread.room);
        }
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
            thread.task.file.goesAlone();
        }
        return thread.events;
    }

    @Override
    public void execute(Runnable work) {
        Task now = Thread.currentThread() instanceof ChunkThread thread ? thread.task : null;
        if (now == null) {
            execute(new Task(work, true, null, new FileChunks(patience)), readers);
        } else if (!now.takes) {
            splitHere(work, now.file);
        } else if (now.later != null) {
            now.later.add(now.next(work));
        } else if (now.handedOver) {
            now.follow(now.next(work)); // the next part is read where this one was
        } else {
            Task part = now.next(work);
            part.file.begun();
            execute(part, delivering);
        }
    }

    /** Waits for a place, which the task gives back when it has ended. */
    private void execute(Task task, Semaphore places) {
        try {
            while (!isShutdown()) {
                if (places.tryAcquire(LOOK_AGAIN_MILLIS, TimeUnit.MILLISECONDS)) {
                    task.place = places;
                    super.execute(task);
                    return;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new RejectedExecutionException("the chunk threads are stopped");
    }

    /** The split of something that this thread has in hand: returns when each part of it went as far as it goes without waiting. */
    private static void splitHere(Runnable work, FileChunks file) {
        ArrayDeque<Task> later = new ArrayDeque<>();
        for (Task task = new Task(work, true, later, file); task != null; task = later.poll()) {
            task.run();
        }
    }

    /** One step of Camel's splitter: it takes the next part and hands over first that part, then itself for the one after; or it is such a part. */
    private static final class Task implements Runnable {
        private final Runnable work;
        private final boolean takes;
        private final Queue<Task> later;
        private final FileChunks file;
        private boolean handedOver;
        /** What this thread reads next; null when there is no more. */
        private Task following;
        /** What the pool's task gives back. */
        private Semaphore place;
        /** Bytes of the heap that it took, 0 when none: the taker's pass to the part that it hands over. */
        private long weight;

        /**
         * @param later what this thread does next, null for a task of the pool
         * @param file of which it is a chunk, or which it reads
         */
        Task(Runnable work, boolean takes, Queue<Task> later, FileChunks file) {
            this.work = work;
            this.takes = takes;
            this.later = later;
            this.file = file;
        }

        /** What is handed over now: the part that was taken, or what takes the next part. */
        Task next(Runnable next) {
            Task task = new Task(next, handedOver, later, file);
            handedOver = true;
            if (!task.takes) {
                task.weight = weight;
                weight = 0;
            }
            return task;
        }

        void weigh(Chunk chunk, ChunkRoom room) {
            if (weight == ChunkRoom.LARGEST && chunk.bytes() > 0) {
                room.weighed(weight, chunk.bytes());
                weight = chunk.bytes();
            }
        }

        @Override
        public void run() {
            try {
                for (Task task = this; task != null; task = task.takeFollowing()) {
                    task.step();
                }
            } finally {
                if (place != null) {
                    place.release();
                    if (!takes) {
                        file.ended();
                    }
                }
            }
        }

        void follow(Task task) {
            Task last = this;
            while (last.following != null) {
                last = last.following;
            }
            last.following = task;
        }

        /** Forgets it: the first of a file would keep all the others alive. */
        private Task takeFollowing() {
            Task task = following;
            following = null;
            return task;
        }

        private void step() {
            ChunkThread thread = (ChunkThread) Thread.currentThread();
            Task before = thread.task;
            thread.task = this;
            try {
                if (takes && later == null) {
                    awaitRoom(thread);
                }
                work.run();
            } finally {
                thread.task = before;
                if (weight > 0) {
                    thread.room.leave(weight);
                }
            }
        }

        private void awaitRoom(ChunkThread thread) {
            try {
                if (file.isAlone()) {
                    file.awaitTurn();
                    thread.events.awaitRoom(); // rows that were read would only lie in memory until it is their turn
                }
                thread.room.enter();
                weight = ChunkRoom.LARGEST;
            } catch (InterruptedException e) {
                thread.interrupt();
            }
        }
    }

    private static final class ChunkThread extends Thread {
        private final ChunkRoom room;
        private final EventsUnderWay events;
        private Task task;

        ChunkThread(Runnable work, int number, ChunkRoom room, EventsUnderWay events) {
            super(work, "chunk-" + number);
            this.room = room;
            this.events = events;
            setDaemon(true);
        }
    }
}
