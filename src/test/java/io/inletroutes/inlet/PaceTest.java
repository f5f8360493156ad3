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
    void takesASingleRefusalForAnAccident() {
        pace.taken(4000, SECOND);
        for (int i = 1; i <= 10; i++) {
            pace.tooMuch(SECOND + i);
            pace.tooMuch(SECOND + i);
            pace.taken(1000, SECOND + i);
        }

        assertThat(pace.size(1000)).isEqualTo(1000);
        assertThat(pace.take(1000, 2 * SECOND)).isZero();
    }

    @Test
    void takesTwoRefusalsForALimitWhenNothingPassedForAMoment() {
        pace.taken(4000, SECOND);

        pace.tooMuch(SECOND);
        pace.tooMuch(SECOND + SECOND / 2);

        assertThat(pace.size(1000)).isEqualTo(68);
    }

    @Test
    void sendsSmallerBatchesAtABitLessThanWhatPassed() {
        pace.taken(4000, SECOND);

        refuseInARow(SECOND);

        assertThat(pace.size(1000)).isEqualTo(68);
        assertThat(pace.take(3400, SECOND)).isEqualTo(SECOND / 20); // those about to go out would meet the same answer
        assertThat(pace.take(1, SECOND)).isEqualTo(SECOND + SECOND / 20);
    }

    @Test
    void countsManyRefusalsOfOneMomentOnce() {
        pace.taken(4000, SECOND);

        for (int i = 0; i < 16; i++) {
            pace.tooMuch(SECOND + i);
        }

        assertThat(pace.size(1000)).isEqualTo(68);
    }

    @Test
    void forgetsARefusalThatHadNothingToDoWithThePaceWithinSeconds() {
        refuseInARow(SECOND); // the first thing it ever heard
        int second = 2;
        while (pace.size(1000) < 1000) {
            pace.taken(pace.size(1000), second++ * SECOND);
        }

        assertThat(second).isLessThanOrEqualTo(8);
    }

    @Test
    void growsByTheSameForEverybodyWhileItIsBelowWhatWasTooMuch() {
        pace.taken(8000, SECOND);
        refuseInARow(SECOND);

        for (int second = 2; second <= 11; second++) {
            pace.taken(6000, second * SECOND);
        }

        assertThat(pace.size(1000)).isEqualTo((6800 + 10 * 70) / 50);
    }

    @Test
    void looksForThePaceAnewAfterAHold() {
        pace.taken(8000, SECOND);
        refuseInARow(SECOND);
        pace.restart(600 * SECOND);

        pace.taken(100, 601 * SECOND);
        assertThat(pace.size(1000)).isEqualTo(272);
        pace.taken(100, 602 * SECOND);
        assertThat(pace.size(1000)).isEqualTo(544);
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

    private void refuseInARow(long now) {
        for (int i = 0; i < 3; i++) {
            pace.tooMuch(now);
        }
    }
}
