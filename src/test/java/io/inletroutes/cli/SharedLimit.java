package io.inletroutes.cli;

import io.inletroutes.inlet.ScriptedInlet;
import io.inletroutes.inlet.ScriptedInlet.Answer;
import io.inletroutes.inlet.ScriptedInlet.Received;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** Two inlets of one organisation, {@code one} and {@code two}, that may take so many messages in each second together. Thread-safe. */
final class SharedLimit implements Function<Received, Answer> {

    private static final int LATENCY_MILLIS = 50;

    private final int limit;
    private final CountDownLatch never = new CountDownLatch(1);
    private final long[] accepted = new long[2];
    private long second;
    private int inSecond;
    private long requests;
    private long tooMany;
    private long from = Long.MAX_VALUE;
    private double seconds;

    SharedLimit(int limit) {
        this.limit = limit;
    }

    @Override
    public Answer apply(Received request) {
        boolean fits = take(request.path().endsWith("/two") ? 1 : 0, request.messages().size());
        try {
            never.await(LATENCY_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return fits ? ScriptedInlet.accept(request) : ScriptedInlet.json(429, "{}");
    }

    private synchronized boolean take(int sender, int messages) {
        long now = System.nanoTime();
        if (now / 1_000_000_000 != second) {
            second = now / 1_000_000_000;
            inSecond = 0;
        }
        boolean fits = inSecond + messages <= limit;
        inSecond += fits ? messages : 0;
        if (from == Long.MAX_VALUE || now - from >= 0 && seconds == 0) {
            requests++;
            tooMany += fits ? 0 : 1;
            accepted[sender] += fits ? messages : 0;
        }
        return fits;
    }

    synchronized boolean bothAtWork() {
        return accepted[0] > 0 && accepted[1] > 0;
    }

    /** What counts begins after that time. */
    synchronized void from(Duration later) {
        from = System.nanoTime() + later.toNanos();
        requests = 0;
        tooMany = 0;
        accepted[0] = 0;
        accepted[1] = 0;
    }

    synchronized double seconds() {
        return (System.nanoTime() - from) / 1e9;
    }

    synchronized void end() {
        seconds = seconds();
    }

    /** Of what the limit allows. */
    double together() {
        return (accepted[0] + accepted[1]) / (limit * seconds);
    }

    /** Of the first. */
    double share() {
        return accepted[0] / (double) (accepted[0] + accepted[1]);
    }

    /** Of the requests. */
    double refused() {
        return tooMany / (double) requests;
    }

    @Override
    public String toString() {
        return "%.1f %% of it used over %.0f s, %.1f %% by the first of two processes, %d requests, %.2f %% answered 429".formatted(
                100 * together(), seconds, 100 * share(), requests, 100 * refused());
    }
}
