package io.inletroutes.routes;

import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Routes that wait because the data folder takes nothing: its disk is full, or its rights are wrong. Tells the operator of each once. Thread-safe. */
final class DataFolder {

    private static final Logger LOG = LoggerFactory.getLogger(DataFolder.class);

    private record Wait(String route, String what) {
    }

    private final Clock clock;
    private final Map<Wait, Instant> waits = new ConcurrentHashMap<>();

    DataFolder(Clock clock) {
        this.clock = clock;
    }

    /** @param what cannot be done, in words that go on the route's name */
    void refuses(String route, String what, Exception cause) {
        refuses(route, what, "Make room on the disks of inbox and data folder, or look at their rights", cause);
    }

    /** @param fix what somebody has to do */
    void refuses(String route, String what, String fix, Exception cause) {
        if (waits.putIfAbsent(new Wait(route, what), clock.instant()) == null) {
            LOG.error("{}: {} ({}). {}; then it goes on by itself", route, what, cause.getClass().getSimpleName(), fix);
        }
    }

    void takes(String route, String what) {
        if (waits.remove(new Wait(route, what)) != null) {
            LOG.info("{}: the disk takes it again", route);
        }
    }

    /** Since when a route waits for it. */
    Optional<Instant> waitingSince(String route) {
        return waits.entrySet().stream().filter(wait -> wait.getKey().route().equals(route)).map(Map.Entry::getValue).min(Instant::compareTo);
    }
}
