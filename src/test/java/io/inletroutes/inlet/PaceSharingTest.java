package io.inletroutes.inlet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Several senders at one limit of 4,000 messages in each second, played through in a time of their own. */
class PaceSharingTest {

    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
    private static final int LIMIT = 4_000;
    private static final int THREADS = 8;

    private record Step(long at, Runnable what) {
    }

    private final PriorityQueue<Step> steps = new PriorityQueue<>(Comparator.comparingLong(Step::at));
    private long now;
    private long window = -1;
    private int inWindow;
    private Random random;

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void twoSendersShareWhatThereIs(long seed) {
        List<Sender> senders = play(2, 90, seed);

        long accepted = senders.stream().mapToLong(sender -> sender.late).sum();
        assertThat(accepted).as("of what the limit allows in the last 60 s").isGreaterThan((long) (0.9 * LIMIT * 60));
        assertThat(senders.get(0).late / (double) accepted).as("share of the first, who may have begun seconds earlier").isBetween(0.4, 0.6);
        assertThat(refused(senders)).as("with those of the search at the start").isLessThan(0.03);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void oneSenderFindsTheLimit(long seed) {
        List<Sender> senders = play(1, 90, seed);

        assertThat(senders.get(0).late).isGreaterThan((long) (0.9 * LIMIT * 60));
        assertThat(refused(senders)).as("with those of the search at the start").isLessThan(0.03);
    }

    private static double refused(List<Sender> senders) {
        return senders.stream().mapToLong(sender -> sender.refused).sum() / (double) senders.stream().mapToLong(sender -> sender.requests).sum();
    }

    private List<Sender> play(int count, int seconds, long seed) {
        random = new Random(seed);
        List<Sender> senders = IntStream.range(0, count).mapToObj(number -> new Sender()).toList();
        for (int i = 0; i < count; i++) {
            Sender sender = senders.get(i);
            IntStream.range(0, THREADS).forEach(thread -> sender.next());
            at(i * (seed % 3) * 3 * SECOND, () -> sender.begin());
        }
        while (!steps.isEmpty() && steps.peek().at() < seconds * SECOND) {
            Step step = steps.poll();
            now = step.at();
            step.what().run();
        }
        return senders;
    }

    private void at(long time, Runnable what) {
        steps.add(new Step(time, what));
    }

    private boolean fits(int messages) {
        if (now / SECOND != window) {
            window = now / SECOND;
            inWindow = 0;
        }
        if (inWindow + messages > LIMIT) {
            return false;
        }
        inWindow += messages;
        return true;
    }

    /** One process: its pace, and so many requests under way at one time. */
    private final class Sender {

        private final Pace pace = new Pace(0);
        private final Concurrency concurrency = new Concurrency(16);
        private final Queue<Runnable> ready = new ArrayDeque<>();
        private boolean begun;
        private int busy;
        private long requests;
        private long refused;
        private long late;

        void begin() {
            begun = true;
            go();
        }

        void next() {
            ready.add(() -> send(pace.size(1000), 1));
            go();
        }

        private void go() {
            while (begun && busy < concurrency.limit() && !ready.isEmpty()) {
                busy++;
                ready.poll().run();
            }
        }

        private void send(int count, int tries) {
            at(now + pace.take(count, now), () -> {
                requests++;
                boolean fits = fits(count);
                long latency = (long) (SECOND / 20 * random.nextDouble(0.8, 1.2));
                at(now + latency, () -> answered(count, tries, fits, latency));
            });
        }

        private void answered(int count, int tries, boolean fits, long latency) {
            busy--;
            if (fits) {
                late += now > 30 * SECOND ? count : 0;
                concurrency.answered(latency, now);
                pace.taken(count, now);
                next();
            } else {
                refused++;
                concurrency.tooMuch(now);
                pace.tooMuch(now);
                at(now + (long) (SECOND / 2 * (1 << Math.min(tries - 1, 3)) * random.nextDouble(0.8, 1.2)), () -> {
                    ready.add(() -> send(count, tries + 1));
                    go();
                });
                go();
            }
        }
    }
}
