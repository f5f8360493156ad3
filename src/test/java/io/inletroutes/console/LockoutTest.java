package io.inletroutes.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.inletroutes.SetClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class LockoutTest {

    private final SetClock clock = new SetClock();
    private final Lockout lockout = new Lockout(clock);

    @Test
    void locksAnAddressOutAfterFiveWrongAnswersAndTwiceAsLongTheNextTime() {
        guess("10.0.0.9", 4);
        assertThat(lockout.remaining("10.0.0.9")).isEmpty();

        guess("10.0.0.9", 1);
        assertThat(lockout.remaining("10.0.0.9")).contains(Duration.ofMinutes(1));
        assertThat(lockout.remaining("10.0.0.10")).isEmpty();

        clock.advance(Duration.ofSeconds(61));
        assertThat(lockout.remaining("10.0.0.9")).isEmpty();
        guess("10.0.0.9", 5);
        assertThat(lockout.remaining("10.0.0.9")).contains(Duration.ofMinutes(2));
    }

    @Test
    void neverLocksForMoreThanSixteenMinutes() {
        for (int times = 0; times < 40; times++) {
            guess("10.0.0.9", 5);
        }

        assertThat(lockout.remaining("10.0.0.9")).contains(Duration.ofMinutes(16));
    }

    @Test
    void forgetsWrongAnswersAfterARightOne() {
        guess("10.0.0.9", 4);
        lockout.right("10.0.0.9");
        guess("10.0.0.9", 4);

        assertThat(lockout.remaining("10.0.0.9")).isEmpty();
    }

    private void guess(String address, int times) {
        for (int i = 0; i < times; i++) {
            lockout.wrong(address);
        }
    }
}
