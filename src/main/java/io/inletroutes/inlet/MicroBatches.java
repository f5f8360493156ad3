package io.inletroutes.inlet;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Puts single messages from any thread into common requests. A message goes at once when no other is under way; otherwise it
 * waits for company, the longer the more requests are under way, and at most the linger: while there is room for further requests,
 * waiting saves only work. Each message is reported as soon as it is settled, whatever becomes of the others.
 */
final class MicroBatches {

    private static final int MOST_WAITING = 10_000;
    private static final long MOST_BYTES = 8L * 1024 * 1024;
    /** While all that wait have to keep order or distance. */
    private static final long LOOK_AGAIN = TimeUnit.MILLISECONDS.toNanos(20);
    private static final long IDLE = TimeUnit.SECONDS.toNanos(10);

    /** What is told about a message: settled when {@code failure} is null. */
    interface Report {
        void done(Message message, Exception failure);
    }

    private final Inlet inlet;
    private final ExecutorService threads;
    private final long heldTimeout;
    private final long linger;
    private final int mostThreads;
    private final ReentrantLock lock = new ReentrantLock();
    /** One thread looks after the oldest message; the others sleep until that one leaves with a batch and there is more. */
    private final Condition due = lock.newCondition();
    private final Condition more = lock.newCondition();
    private final Condition room = lock.newCondition();
    private final ArrayDeque<Entry> queue = new ArrayDeque<>();
    private long queuedBytes;
    private int running;
    private int idle;
    private boolean watched;
    /** A thread was called that is not here yet. */
    private boolean called;
    /** None of the queue may go yet. */
    private boolean noneReady;
    private int underWay;
    private boolean stopped;

    /** @param heldTimeout in nanoseconds, 0 for ever */
    MicroBatches(Inlet inlet, ExecutorService threads, long heldTimeout) {
        this.inlet = inlet;
        this.threads = threads;
        this.heldTimeout = heldTimeout;
        this.linger = inlet.settings().batches().linger().toNanos();
        this.mostThreads = inlet.settings().limits().concurrency();
        inlet.hold().onStop(this::stop);
    }

    private record Entry(Message message, Map<String, String> headers, Report report) {
    }

    /** Returns at once, or as soon as there is room: while the inlet is held the callers wait here and memory stays constant. */
    void submit(Message message, Map<String, String> headers, Report report) throws DeliveryStoppedException {
        lock.lock();
        try {
            while (!stopped && (queue.size() >= MOST_WAITING || queuedBytes > MOST_BYTES)) {
                room.await();
            }
            if (stopped && !inlet.hold().isOpen()) {
                throw new DeliveryStoppedException(inlet.settings().name());
            }
            inlet.order().ifPresent(order -> order.join(List.of(message)));
            queue.addLast(new Entry(message, headers, report));
            queuedBytes += message.length();
            if (!watched) {
                callThread();
            } else if (noneReady || isFull()) {
                due.signal();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DeliveryStoppedException(inlet.settings().name());
        } finally {
            lock.unlock();
        }
    }

    private void stop() {
        lock.lock();
        try {
            stopped = true;
            due.signalAll();
            more.signalAll();
            room.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void work() {
        try {
            for (List<Entry> batch = next(); batch != null; batch = next()) {
                deliver(batch);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            leave();
        }
    }

    private void deliver(List<Entry> batch) {
        List<Message> messages = new ArrayList<>(batch.size());
        batch.forEach(entry -> messages.add(entry.message()));
        Map<String, String> headers = batch.get(0).headers();
        Progress progress = new Progress(batch);
        Exception failure = null;
        try {
            new Delivery(inlet, headers, heldTimeout, progress::reportSettled).deliver(inlet.cut(messages));
        } catch (HeldTooLongException | DeliveryStoppedException | RuntimeException e) {
            failure = e;
        }
        inlet.order().ifPresent(order -> order.leave(messages));
        arrive();
        progress.reportRest(failure);
    }

    /** The next batch when it is time for it; null when this thread may end. */
    private List<Entry> next() throws InterruptedException {
        lock.lock();
        try {
            called = false;
            long idleSince = inlet.waiting().nanos();
            while (true) {
                long now = inlet.waiting().nanos();
                if (watched || queue.isEmpty()) {
                    if (queue.isEmpty() && (stopped || now - idleSince >= IDLE)) {
                        running--;
                        return null;
                    }
                    sleep();
                    continue;
                }
                long left = stopped || isFull() ? 0 : queue.peekFirst().message().arrived() + patience() - now;
                List<Entry> batch = left <= 0 ? take() : List.of();
                noneReady = left <= 0 && batch.isEmpty();
                if (noneReady && stopped && underWay == 0) {
                    abandon();
                    continue;
                }
                if (!batch.isEmpty()) {
                    underWay++;
                    if (!queue.isEmpty()) {
                        callThread();
                    }
                    return batch;
                }
                watch(noneReady ? LOOK_AGAIN : left);
            }
        } finally {
            lock.unlock();
        }
    }

    /** How long the oldest message waits for company, in nanoseconds. */
    private long patience() {
        return (long) (linger * inlet.load(underWay));
    }

    private void sleep() throws InterruptedException {
        idle++;
        try {
            inlet.waiting().await(more, IDLE);
        } finally {
            called = false;
            idle--;
        }
    }

    private void watch(long nanos) throws InterruptedException {
        watched = true;
        try {
            inlet.waiting().await(due, nanos);
        } finally {
            watched = false;
        }
    }

    private void callThread() {
        if (called) {
            return; // one is enough: further ones would find it watching
        }
        if (idle > 0) {
            called = true;
            more.signal();
        } else if (running < mostThreads) {
            running++;
            threads.execute(this::work);
            called = true;
        }
    }

    /** What has to wait beyond the stop stays unsettled and comes again. */
    private void abandon() {
        List<Entry> left = List.copyOf(queue);
        queue.clear();
        queuedBytes = 0;
        threads.execute(() -> {
            inlet.order().ifPresent(order -> order.leave(left.stream().map(Entry::message).toList()));
            left.forEach(entry -> entry.report().done(entry.message(), new DeliveryStoppedException(inlet.settings().name())));
        });
    }

    private boolean isFull() {
        return queue.size() >= inlet.settings().batches().maxMessages() || queuedBytes >= inlet.settings().batches().maxBytes();
    }

    private List<Entry> take() {
        List<Entry> batch = new ArrayList<>();
        int bytes = RequestBody.ENVELOPE;
        int most = inlet.settings().batches().maxMessages();
        for (Iterator<Entry> entries = queue.iterator(); entries.hasNext() && batch.size() < most; ) {
            Entry entry = entries.next();
            if (inlet.order().isPresent() && !inlet.order().get().isReady(entry.message())) {
                continue;
            }
            bytes += entry.message().length() + 1;
            boolean fits = bytes <= inlet.settings().batches().maxBytes() && (batch.isEmpty() || entry.headers().equals(batch.get(0).headers()));
            if (!batch.isEmpty() && !fits) {
                break;
            }
            batch.add(entry);
            entries.remove();
            queuedBytes -= entry.message().length();
        }
        room.signalAll();
        return batch;
    }

    private void arrive() {
        lock.lock();
        try {
            underWay--;
            due.signal();
        } finally {
            lock.unlock();
        }
    }

    private void leave() {
        lock.lock();
        try {
            running--;
        } finally {
            lock.unlock();
        }
    }

    /** The messages of one batch that were not reported yet; those that were are let go with their exchanges. */
    private static final class Progress {
        private final Entry[] open;

        private Progress(List<Entry> batch) {
            this.open = batch.toArray(Entry[]::new);
            batch.clear();
        }

        private void reportSettled() {
            for (int i = 0; i < open.length; i++) {
                if (open[i] != null && !open[i].message().isOpen()) {
                    report(i, null);
                }
            }
        }

        /** @param failure why some are open, null when none is */
        private void reportRest(Exception failure) {
            reportSettled();
            for (int i = 0; i < open.length; i++) {
                if (open[i] != null) {
                    report(i, failure);
                }
            }
        }

        private void report(int at, Exception failure) {
            Entry entry = open[at];
            open[at] = null;
            entry.report().done(entry.message(), failure);
        }
    }
}
