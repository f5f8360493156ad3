package io.inletroutes.inlet;

/**
 * Lets so many a second pass. A request may take more than there is: the next ones then wait the longer. Shared by all threads.
 */
final class TokenBucket {

    private static final double BURST_SECONDS = 0.2;

    private final double perNano;
    private final double capacity;
    private double level;
    private long last;

    /**
     * @param perSecond 0 for no limit
     * @param now       by {@link Waiting#nanos()}
     */
    TokenBucket(double perSecond, long now) {
        this.perNano = perSecond / 1e9;
        this.capacity = Math.max(1, perSecond * BURST_SECONDS);
        this.level = capacity;
        this.last = now;
    }

    /** Takes {@code amount} at once and says how many nanoseconds the caller must wait before using them. */
    synchronized long take(double amount, long now) {
        if (perNano == 0) {
            return 0;
        }
        if (now - last > 0) {
            level = Math.min(capacity, level + (now - last) * perNano);
            last = now;
        }
        // What was there before decides: a batch larger than the burst may go, and is paid for by those after it.
        long wait = level >= Math.min(amount, capacity) ? 0 : (long) Math.ceil((Math.min(amount, capacity) - level) / perNano);
        level -= amount;
        return wait;
    }
}
