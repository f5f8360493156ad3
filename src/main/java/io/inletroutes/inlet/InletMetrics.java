package io.inletroutes.inlet;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * Counts of one inlet since the start; only ever growing, so a meter can read them as counters. Any thread may read and write.
 * Holds no event value and no secret.
 */
public final class InletMetrics {

    final LongAdder requests = new LongAdder();
    final LongAdder messages = new LongAdder();
    final LongAdder bytes = new LongAdder();
    final LongAdder accepted = new LongAdder();
    final LongAdder refused = new LongAdder();
    final LongAdder repeated = new LongAdder();
    final LongAdder answerNanos = new LongAdder();
    final LongAdder throttledNanos = new LongAdder();
    final LongAdder heldNanos = new LongAdder();
    final LongAdder tokenRequests = new LongAdder();
    private final Histogram latency = new Histogram(0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30);
    private final Histogram batches = new Histogram(1, 10, 50, 100, 250, 500, 1000);
    private final ConcurrentHashMap<Integer, LongAdder> byStatus = new ConcurrentHashMap<>();

    InletMetrics() {
    }

    void answered(int status, int count, long nanos) {
        latency.record(nanos / 1e9);
        batches.record(count);
        byStatus.computeIfAbsent(status, key -> new LongAdder()).increment();
        answerNanos.add(nanos);
    }

    /** Requests sent, answered or not; token requests apart. */
    public long requests() {
        return requests.sum();
    }

    /** Requests by HTTP status; 0 stands for no answer. */
    public SortedMap<Integer, Long> requestsByStatus() {
        SortedMap<Integer, Long> sums = new TreeMap<>();
        for (Map.Entry<Integer, LongAdder> entry : byStatus.entrySet()) {
            sums.put(entry.getKey(), entry.getValue().sum());
        }
        return sums;
    }

    /** Messages sent in all requests; divided by {@link #requests()} the mean size of a batch. */
    public long messages() {
        return messages.sum();
    }

    /** Bytes of all request bodies before compression. */
    public long bytes() {
        return bytes.sum();
    }

    public long accepted() {
        return accepted.sum();
    }

    public long refused() {
        return refused.sum();
    }

    /** Messages sent again. */
    public long repeated() {
        return repeated.sum();
    }

    /** Seconds from a request to its answer. */
    public Histogram latency() {
        return latency;
    }

    /** Messages in a request. */
    public Histogram batches() {
        return batches;
    }

    /** Time spent waiting for answers, over all requests. */
    public double answerSeconds() {
        return answerNanos.sum() / 1e9;
    }

    /** Time spent waiting for the limits and the concurrency to let a request go. */
    public double throttledSeconds() {
        return throttledNanos.sum() / 1e9;
    }

    /** Time during which the inlet was held; grows when a hold ends. */
    public double heldSeconds() {
        return heldNanos.sum() / 1e9;
    }

    public long tokenRequests() {
        return tokenRequests.sum();
    }
}
