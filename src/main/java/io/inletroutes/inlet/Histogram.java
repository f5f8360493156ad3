package io.inletroutes.inlet;

import java.util.concurrent.atomic.DoubleAdder;
import java.util.concurrent.atomic.LongAdder;

/** How often a measure fell between fixed bounds. Cheap to write to from many threads; any thread may read. */
public final class Histogram {

    private final double[] bounds;
    private final LongAdder[] counts;
    private final DoubleAdder sum = new DoubleAdder();

    /** @param bounds upper ones, each included, ascending */
    Histogram(double... bounds) {
        this.bounds = bounds.clone();
        this.counts = new LongAdder[bounds.length + 1];
        for (int i = 0; i < counts.length; i++) {
            counts[i] = new LongAdder();
        }
    }

    void record(double value) {
        int place = 0;
        while (place < bounds.length && value > bounds[place]) {
            place++;
        }
        counts[place].increment();
        sum.add(value);
    }

    public double[] bounds() {
        return bounds.clone();
    }

    /** One for each bound, not cumulative, and a last one for what lies above all bounds. */
    public long[] counts() {
        long[] now = new long[counts.length];
        for (int i = 0; i < now.length; i++) {
            now[i] = counts[i].sum();
        }
        return now;
    }

    public double sum() {
        return sum.sum();
    }
}
