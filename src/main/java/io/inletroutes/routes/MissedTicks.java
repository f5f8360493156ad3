package io.inletroutes.routes;

import io.inletroutes.ledger.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.Endpoint;
import org.apache.camel.component.quartz.QuartzEndpoint;
import org.quartz.CronExpression;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Times of cron routes that passed while nothing ran, which a start makes up for once where {@code timers.missed} says so. Thread-safe. */
final class MissedTicks {

    private static final Logger LOG = LoggerFactory.getLogger(MissedTicks.class);
    private static final int MOST = 100_000;
    private static final long UNKNOWN = Long.MIN_VALUE;

    private final Path folder;
    private final boolean once;
    private final Clock clock;
    private final Map<String, Long> before = new ConcurrentHashMap<>();
    private final Map<String, Long> first = new ConcurrentHashMap<>();

    /** @param once whether they are made up for at all */
    MissedTicks(Path folder, boolean once, Clock clock) {
        this.folder = folder;
        this.once = once;
        this.clock = clock;
    }

    /** Notes that a tick came, so that a later start knows what was missed behind it. */
    void fired(String route, Endpoint endpoint, long millis) {
        if (!once || cron(endpoint).isEmpty() || millis <= before(route)) { // one of an earlier start comes late, and says nothing of those behind it
            return;
        }
        first.putIfAbsent(route, millis);
        try {
            Folders.makePrivate(folder);
            Files.writeString(file(route), millis + "\n");
        } catch (IOException e) {
            LOG.warn("{}: the time of a tick cannot be noted ({}); the next start cannot tell which ones were missed", route, e.getClass().getSimpleName());
        }
    }

    /** The last time that a cron route missed before this start; empty when it missed none, or that is not known. */
    Optional<Instant> last(String route, Endpoint endpoint) {
        Optional<CronExpression> cron = once ? cron(endpoint) : Optional.empty();
        if (cron.isEmpty() || before(route) == UNKNOWN) {
            return Optional.empty();
        }
        long until = Math.min(clock.millis(), first.getOrDefault(route, Long.MAX_VALUE)); // what has fired meanwhile was not missed
        Date missed = null;
        Date next = cron.get().getNextValidTimeAfter(new Date(before(route)));
        for (int times = 0; next != null && next.getTime() < until && times < MOST; times++) {
            missed = next;
            next = cron.get().getNextValidTimeAfter(next);
        }
        return Optional.ofNullable(missed).map(Date::toInstant);
    }

    /** The last tick of earlier starts, in milliseconds: read before this one notes its own. */
    private long before(String route) {
        return before.computeIfAbsent(route, id -> {
            try {
                return Files.exists(file(id)) ? Long.parseLong(Files.readString(file(id)).strip()) : UNKNOWN;
            } catch (IOException | NumberFormatException e) {
                LOG.warn("{}: which ticks were missed is not known ({})", id, e.getClass().getSimpleName());
                return UNKNOWN;
            }
        });
    }

    private static Optional<CronExpression> cron(Endpoint endpoint) {
        if (!(endpoint instanceof QuartzEndpoint quartz) || quartz.getCron() == null) {
            return Optional.empty();
        }
        try {
            CronExpression cron = new CronExpression(quartz.getCron());
            Object zone = quartz.getTriggerParameters() == null ? null : quartz.getTriggerParameters().get("timeZone");
            if (zone != null) {
                cron.setTimeZone(java.util.TimeZone.getTimeZone(zone.toString()));
            }
            return Optional.of(cron);
        } catch (ParseException e) {
            return Optional.empty(); // the route does not start with it
        }
    }

    private Path file(String route) {
        return folder.resolve(route.replaceAll("[^A-Za-z0-9._-]", "_") + ".last");
    }
}
