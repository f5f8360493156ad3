package io.inletroutes.routes;

import io.inletroutes.Location;
import io.inletroutes.Problem;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Routes that wait because the data folder takes nothing: its disk is full, or its rights are wrong. Tells the operator of each once. Thread-safe. */
final class DataFolder {

    private static final Logger LOG = LoggerFactory.getLogger(DataFolder.class);

    /** What was not tried again for so long nobody waits for, such as a file that is gone. */
    private static final Duration FRESH = Duration.ofMinutes(1);

    private record Wait(String route, String what) {
    }

    private record Refused(Instant since, Instant last, String fix) {
    }

    private final Clock clock;
    private final Map<Wait, Refused> waits = new ConcurrentHashMap<>();

    DataFolder(Clock clock) {
        this.clock = clock;
    }

    /** @param what cannot be done, in words that go on the route's name */
    void refuses(String route, String what, Exception cause) {
        refuses(route, what, "Make room on the disks of inbox and data folder, or look at their rights", cause);
    }

    /** @param fix what somebody has to do */
    void refuses(String route, String what, String fix, Exception cause) {
        Instant now = clock.instant();
        Refused refused = waits.merge(new Wait(route, what), new Refused(now, now, fix), (first, again) -> new Refused(first.since(), now, fix));
        if (refused.since() == now) {
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
        return waits.entrySet().stream().filter(wait -> wait.getKey().route().equals(route)).map(wait -> wait.getValue().since()).min(Instant::compareTo);
    }

    /** What is tried in vain at present. */
    List<Trouble> troubles() {
        Instant fresh = clock.instant().minus(FRESH);
        return waits.entrySet().stream().filter(wait -> wait.getValue().last().isAfter(fresh)).map(wait -> new Trouble(Trouble.Kind.DATA_FOLDER, wait.getKey().route(), wait.getValue().since(),
                Problem.error(Location.NONE, wait.getKey().route() + ": " + wait.getKey().what()).fix(wait.getValue().fix() + "; then it goes on by itself"))).toList();
    }
}
