package io.inletroutes.console;

import io.inletroutes.inlet.InletComponent;
import io.inletroutes.inlet.InletMetrics;
import io.inletroutes.inlet.InletState;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How fast each inlet took events in the last hour, from its counts every few seconds. Thread-safe. */
final class Rates implements AutoCloseable {

    static final Duration KEPT = Duration.ofHours(1);
    private static final Logger LOG = LoggerFactory.getLogger(Rates.class);
    private static final Duration STEP = Duration.ofSeconds(5);
    private static final Duration NOW = Duration.ofSeconds(11);

    private record Sample(Instant at, long accepted, long refused, long requests, long messages, double answerSeconds) {
    }

    /**
     * What an inlet does at present.
     *
     * @param perSecond events accepted
     * @param latency   mean seconds until an answer, NaN when there was none
     * @param batch     mean messages in a request, NaN when there was none
     */
    record Now(double perSecond, double latency, double batch) {
    }

    private final InletComponent inlets;
    private final Clock clock;
    private final Map<String, Deque<Sample>> samples = new HashMap<>();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "console-rates");
        thread.setDaemon(true);
        return thread;
    });

    Rates(InletComponent inlets, Clock clock) {
        this.inlets = inlets;
        this.clock = clock;
    }

    Rates start() {
        timer.scheduleAtFixedRate(this::takeSafely, 0, STEP.toMillis(), TimeUnit.MILLISECONDS);
        return this;
    }

    private void takeSafely() {
        try {
            take();
        } catch (RuntimeException e) { // an exception would end the timer
            LOG.debug("no rates were taken", e);
        }
    }

    /** Notes what is counted by now. */
    synchronized void take() {
        Instant now = clock.instant();
        for (InletState inlet : inlets.states()) {
            InletMetrics counts = inlets.metrics(inlet.name());
            Deque<Sample> kept = samples.computeIfAbsent(inlet.name(), name -> new ArrayDeque<>());
            kept.addLast(new Sample(now, counts.accepted(), counts.refused(), counts.requests(), counts.messages(), counts.answerSeconds()));
            while (kept.size() > 2 && Duration.between(kept.peekFirst().at(), now).compareTo(KEPT) > 0) {
                kept.removeFirst();
            }
        }
    }

    synchronized Now now(String inlet) {
        Deque<Sample> kept = samples.getOrDefault(inlet, new ArrayDeque<>());
        Sample last = kept.peekLast();
        Sample first = last;
        for (Iterator<Sample> back = kept.descendingIterator(); back.hasNext();) {
            Sample earlier = back.next();
            first = earlier;
            if (Duration.between(earlier.at(), last.at()).compareTo(NOW) >= 0) {
                break;
            }
        }
        if (first == last) {
            return new Now(0, Double.NaN, Double.NaN);
        }
        double seconds = Duration.between(first.at(), last.at()).toMillis() / 1e3;
        long requests = last.requests() - first.requests();
        return new Now((last.accepted() - first.accepted()) / seconds, requests == 0 ? Double.NaN : (last.answerSeconds() - first.answerSeconds()) / requests,
                requests == 0 ? Double.NaN : (last.messages() - first.messages()) / (double) requests);
    }

    /** Events accepted per second in so many equal pieces of the last hour, oldest first; NaN where nothing is known. */
    synchronized double[] hour(String inlet, int pieces) {
        double[] rates = new double[pieces];
        java.util.Arrays.fill(rates, Double.NaN);
        Instant end = clock.instant();
        double length = KEPT.toMillis() / (double) pieces;
        Sample before = null;
        double[] seconds = new double[pieces];
        double[] events = new double[pieces];
        for (Sample sample : samples.getOrDefault(inlet, new ArrayDeque<>())) {
            int piece = pieces - 1 - (int) (Duration.between(sample.at(), end).toMillis() / length);
            if (before != null && piece >= 0 && piece < pieces) {
                seconds[piece] += Duration.between(before.at(), sample.at()).toMillis() / 1e3;
                events[piece] += sample.accepted() - before.accepted();
                rates[piece] = seconds[piece] == 0 ? Double.NaN : events[piece] / seconds[piece];
            }
            before = sample;
        }
        return rates;
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
