package io.inletroutes.inlet;

import static org.assertj.core.api.Assertions.assertThat;

import io.inletroutes.inlet.Arrivals.Arrival;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ArrivalsTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private volatile long nanos;
    private final Arrivals arrivals = new Arrivals(new Waiting() {
        @Override
        public Instant now() {
            return START.plusNanos(nanos);
        }

        @Override
        public long nanos() {
            return nanos;
        }

        @Override
        public void await(Condition condition, long time) {
            throw new UnsupportedOperationException();
        }
    });

    @Test
    void countsWhatIsNotSettledAndTellsSinceWhenTheOldestWaits() {
        Arrival chunk = arrivals.arrive(1_000, nanos);
        Arrival together = arrivals.arrive(1, nanos);
        nanos = TimeUnit.SECONDS.toNanos(1);
        Arrival later = arrivals.arrive(1, nanos);
        assertThat(arrivals.events()).isEqualTo(1_002);
        assertThat(arrivals.groups()).isEqualTo(3);
        assertThat(arrivals.oldest()).isEqualTo(START);

        arrivals.leave(chunk, 1_000);
        assertThat(arrivals.oldest()).isEqualTo(START);
        arrivals.leave(together, 1);
        assertThat(arrivals.oldest()).isEqualTo(START.plusSeconds(1));
        assertThat(arrivals.groups()).isEqualTo(1);
        nanos = TimeUnit.SECONDS.toNanos(2);
        arrivals.leave(later, 1);

        assertThat(arrivals.oldest()).isNull();
        assertThat(arrivals.events()).isZero();
        assertThat(arrivals.since()).isEqualTo(START.plusSeconds(2));
    }

    @Test
    void tellsTheTimeOfAnEventThatComesAfterAllOthersLeft() {
        arrivals.leave(arrivals.arrive(1, nanos), 1);
        nanos = TimeUnit.SECONDS.toNanos(5);

        Arrival arrival = arrivals.arrive(1, nanos);

        assertThat(arrivals.oldest()).isEqualTo(START.plusSeconds(5));
        assertThat(arrivals.since()).isEqualTo(START.plusSeconds(5));
        arrivals.leave(arrival, 1);
    }

    @Test
    void losesNoneOfThoseThatComeAndGoByManyThreads() {
        CompletableFuture.allOf(IntStream.range(0, 8).mapToObj(thread -> CompletableFuture.runAsync(() -> {
            for (int i = 0; i < 20_000; i++) {
                nanos += 1_000_000;
                Arrival arrival = arrivals.arrive(2, nanos);
                assertThat(arrivals.oldest()).isNotNull();
                arrivals.leave(arrival, 2);
            }
        })).toArray(CompletableFuture[]::new)).join();

        assertThat(arrivals.events()).isZero();
        assertThat(arrivals.groups()).isZero();
        assertThat(arrivals.oldest()).isNull();
    }
}
