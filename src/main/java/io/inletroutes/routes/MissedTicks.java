package io.inletroutes.routes;

import io.inletroutes.ledger.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import org.apache.camel.Endpoint;
import org.apache.camel.component.quartz.QuartzEndpoint;
import org.quartz.CronExpression;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Times of cron routes that passed while nothing ran, which a start makes up for once where {@code timers.missed} says so. Thread-safe. */
final class MissedTicks {

    private static final Logger LOG = LoggerFactory.getLogger(MissedTicks.class);
    private static final int MOST = 100_000;

    private final Path folder;
    private final boolean once;
    private final Clock clock;

    /** @param once whether they are made up for at all */
    MissedTicks(Path folder, boolean once, Clock clock) {
        this.folder = folder;
        this.once = once;
        this.clock = clock;
    }

    /** Notes that a tick came, so that a later start knows what was missed behind it. */
    void fired(String route, Endpoint endpoint, long millis) {
        if (!once || cron(endpoint).isEmpty()) {
            return;
        }
        try {
            Folders.makePrivate(folder);
            Files.writeString(file(route), millis + "\n");
        } catch (IOException e) {
            LOG.warn("{}: the time of a tick cannot be noted ({}); the next start cannot tell which ones were missed", route, e.getClass().getSimpleName());
        }
    }

    /** The last time that a cron route missed; empty when it missed none, or that is not known. */
    Optional<Instant> last(String route, Endpoint endpoint) {
        Optional<CronExpression> cron = once ? cron(endpoint) : Optional.empty();
        if (cron.isEmpty() || !Files.exists(file(route))) {
            return Optional.empty();
        }
        try {
            Date missed = null;
            Date next = cron.get().getNextValidTimeAfter(new Date(Long.parseLong(Files.readString(file(route)).strip())));
            for (int times = 0; next != null && next.toInstant().isBefore(clock.instant()) && times < MOST; times++) {
                missed = next;
                next = cron.get().getNextValidTimeAfter(next);
            }
            return Optional.ofNullable(missed).map(Date::toInstant);
        } catch (IOException | NumberFormatException e) {
            LOG.warn("{}: which ticks were missed is not known ({})", route, e.getClass().getSimpleName());
            return Optional.empty();
        }
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
