package io.inletroutes.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class LockoutTest {

    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private final Lockout lockout = new Lockout(new Clock() {
        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    });

    @Test
    void locksAnAddressOutAfterFiveWrongAnswersAndTwiceAsLongTheNextTime() {
        guess("10.0.0.9", 4);
        assertThat(lockout.remaining("10.0.0.9")).isEmpty();

        guess("10.0.0.9", 1);
        assertThat(lockout.remaining("10.0.0.9")).contains(Duration.ofMinutes(1));
        assertThat(lockout.remaining("10.0.0.10")).isEmpty();

        now = now.plusSeconds(61);
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
