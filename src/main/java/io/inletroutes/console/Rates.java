package io.inletroutes.console;

import io.inletroutes.inlet.InletMetrics;
import io.inletroutes.inlet.InletState;
import io.inletroutes.routes.RunningRoutes;
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
import java.util.function.Supplier;
import org.apache.camel.Route;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How fast each inlet and each route did its work in the last hour, from its counts every few seconds. Thread-safe. */
final class Rates implements AutoCloseable {

    static final Duration KEPT = Duration.ofHours(1);
    private static final Logger LOG = LoggerFactory.getLogger(Rates.class);
    private static final Duration STEP = Duration.ofSeconds(5);
    private static final Duration NOW = Duration.ofSeconds(11);

    /**
     * Whose counts they are.
     *
     * @param isInlet else a route
     */
    record Of(boolean isInlet, String name) {

        static Of inlet(String name) {
            return new Of(true, name);
        }

        static Of route(String name) {
            return new Of(false, name);
        }

        /** Written out, as the other: Java makes code for a record's own at the first call, which takes some milliseconds of a start. */
        @Override
        public boolean equals(Object other) {
            return other instanceof Of of && isInlet == of.isInlet && name.equals(of.name);
        }

        @Override
        public int hashCode() {
            return 31 * name.hashCode() + Boolean.hashCode(isInlet);
        }
    }

    /**
     * What is counted by now; of a route the events alone.
     *
     * @param events an inlet accepted, a route settled
     */
    record Counts(long events, long requests, long messages, double answerSeconds) {
    }

    private record Sample(Instant at, Counts counts) {
    }

    /**
     * What goes on at present.
     *
     * @param perSecond events
     * @param latency   mean seconds until an answer, NaN when there was none
     * @param batch     mean messages in a request, NaN when there was none
     */
    record Now(double perSecond, double latency, double batch) {
    }

    private final Supplier<Map<Of, Counts>> counts;
    private final Clock clock;
    private final Map<Of, Deque<Sample>> samples = new HashMap<>();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "console-rates");
        thread.setDaemon(true);
        return thread;
    });

    Rates(Supplier<Map<Of, Counts>> counts, Clock clock) {
        this.counts = counts;
        this.clock = clock;
    }

    /** Of a running instance; takes samples until it is closed. */
    static Rates of(RunningRoutes routes, Clock clock) {
        Rates rates = new Rates(() -> counts(routes), clock);
        rates.timer.scheduleAtFixedRate(rates::takeSafely, 0, STEP.toMillis(), TimeUnit.MILLISECONDS);
        return rates;
    }

    private static Map<Of, Counts> counts(RunningRoutes routes) {
        Map<Of, Counts> found = new HashMap<>();
        for (Route route : routes.context().getRoutes()) {
            found.put(Of.route(route.getRouteId()), new Counts(0, 0, 0, 0));
        }
        routes.metrics().settled().forEach((of, count) -> found.merge(Of.route(of.route()), new Counts(count, 0, 0, 0),
                (one, other) -> new Counts(one.events() + other.events(), 0, 0, 0)));
        for (InletState inlet : routes.inlets().states()) {
            InletMetrics metrics = routes.inlets().metrics(inlet.name());
            found.put(Of.inlet(inlet.name()), new Counts(metrics.accepted(), metrics.requests(), metrics.messages(), metrics.answerSeconds()));
        }
        return found;
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
        counts.get().forEach((of, counted) -> {
            Deque<Sample> kept = samples.computeIfAbsent(of, key -> new ArrayDeque<>());
            kept.addLast(new Sample(now, counted));
            while (kept.size() > 2 && Duration.between(kept.peekFirst().at(), now).compareTo(KEPT) > 0) {
                kept.removeFirst();
            }
        });
    }

    synchronized Now now(Of of) {
        Deque<Sample> kept = samples.getOrDefault(of, new ArrayDeque<>());
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
        Counts before = first.counts();
        Counts after = last.counts();
        long requests = after.requests() - before.requests();
        return new Now((after.events() - before.events()) / seconds, requests == 0 ? Double.NaN : (after.answerSeconds() - before.answerSeconds()) / requests,
                requests == 0 ? Double.NaN : (after.messages() - before.messages()) / (double) requests);
    }

    /** Events per second in so many equal pieces of the last hour, oldest first; NaN where nothing is known. */
    synchronized double[] hour(Of of, int pieces) {
        double[] rates = new double[pieces];
        java.util.Arrays.fill(rates, Double.NaN);
        Instant end = clock.instant();
        double length = KEPT.toMillis() / (double) pieces;
        Sample before = null;
        double[] seconds = new double[pieces];
        double[] events = new double[pieces];
        for (Sample sample : samples.getOrDefault(of, new ArrayDeque<>())) {
            int piece = pieces - 1 - (int) (Duration.between(sample.at(), end).toMillis() / length);
            if (before != null && piece >= 0 && piece < pieces) {
                seconds[piece] += Duration.between(before.at(), sample.at()).toMillis() / 1e3;
                events[piece] += sample.counts().events() - before.counts().events();
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
