package io.inletroutes.console;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps those who guess waiting: five wrong answers lock an address out, each further time for twice as long. Thread-safe. */
final class Lockout {

    private static final Logger LOG = LoggerFactory.getLogger(Lockout.class);
    private static final int TRIES = 5;
    private static final int ADDRESSES = 10_000;
    private static final Duration FIRST = Duration.ofMinutes(1);
    private static final Duration LONGEST = Duration.ofMinutes(16);

    private record Guessing(int wrong, int locks, Instant until) {
    }

    private final Clock clock;
    private final Map<String, Guessing> guessing = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Guessing> eldest) {
            return size() > ADDRESSES;
        }
    };

    Lockout(Clock clock) {
        this.clock = clock;
    }

    /** How long that address has to wait; empty when it may try. */
    synchronized Optional<Duration> remaining(String address) {
        Guessing known = guessing.get(address);
        Duration left = known == null ? Duration.ZERO : Duration.between(clock.instant(), known.until());
        return left.isZero() || left.isNegative() ? Optional.empty() : Optional.of(left);
    }

    synchronized void wrong(String address) {
        Guessing known = guessing.getOrDefault(address, new Guessing(0, 0, Instant.EPOCH));
        if (known.wrong() + 1 < TRIES) {
            guessing.put(address, new Guessing(known.wrong() + 1, known.locks(), known.until()));
            return;
        }
        Duration lock = FIRST.multipliedBy(1L << Math.min(known.locks(), 4));
        Duration length = lock.compareTo(LONGEST) > 0 ? LONGEST : lock;
        guessing.put(address, new Guessing(0, known.locks() + 1, clock.instant().plus(length)));
        LOG.warn("console: {} gave {} wrong passwords or tokens and is locked out for {} minutes", address, TRIES, length.toMinutes());
    }

    synchronized void right(String address) {
        guessing.remove(address);
    }
}
