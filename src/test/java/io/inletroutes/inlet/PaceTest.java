package io.inletroutes.inlet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class PaceTest {

    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private final Pace pace = new Pace(0);

    @Test
    void letsEverythingPassUntilTheInletSaysItHasTooMuch() {
        assertThat(pace.take(1000, 0)).isZero();
        assertThat(pace.take(1000, 0)).isZero();
        assertThat(pace.size(1000)).isEqualTo(1000);
    }

    @Test
    void sendsSmallerBatchesAtABitLessThanWhatPassed() {
        for (int second = 1; second <= 3; second++) {
            pace.taken(4000, second * SECOND);
        }

        pace.tooMuch(3 * SECOND);

        assertThat(pace.size(1000)).isEqualTo(280);
        assertThat(pace.take(2800, 3 * SECOND)).isZero();
        assertThat(pace.take(1, 3 * SECOND)).isEqualTo(SECOND);
    }

    @Test
    void countsManyRefusalsOfOneMomentOnce() {
        for (int second = 1; second <= 3; second++) {
            pace.taken(4000, second * SECOND);
        }

        for (int i = 0; i < 16; i++) {
            pace.tooMuch(3 * SECOND + i);
        }

        assertThat(pace.size(1000)).isEqualTo(280);
    }

    @Test
    void growsAgainAndForgetsTheLimitWhenAllIsCalm() {
        pace.taken(2000, SECOND);
        pace.tooMuch(SECOND);

        for (int second = 2; second < 60; second++) {
            pace.taken(100, second * SECOND);
        }
        int grown = pace.size(1000);
        pace.taken(100, 200 * SECOND);

        assertThat(grown).isGreaterThan(200);
        assertThat(pace.size(1000)).isEqualTo(1000);
    }

    @Test
    void aBucketLetsABurstPassAndThenKeepsTheRate() {
        TokenBucket bucket = new TokenBucket(1000, 0);

        assertThat(bucket.take(200, 0)).isZero();
        assertThat(bucket.take(100, 0)).isEqualTo(SECOND / 10);
        assertThat(bucket.take(100, 0)).isEqualTo(SECOND / 5);
        assertThat(new TokenBucket(0, 0).take(1_000_000, 0)).isZero();
    }

    @Test
    void usesFewerRequestsAtOnceWhenAnswersTakeEverLonger() throws Exception {
        Concurrency concurrency = new Concurrency(16);
        for (int i = 0; i < 100; i++) {
            concurrency.answered(SECOND / 20, i * SECOND / 20);
        }

        for (int i = 0; i < 30; i++) {
            concurrency.answered(SECOND, 10 * SECOND + i * SECOND);
        }
        int slow = concurrency.limit();
        concurrency.reset();

        assertThat(slow).isLessThan(8);
        assertThat(concurrency.limit()).isEqualTo(16);
    }
}
