package io.inletroutes.routes;

import io.inletroutes.ledger.FinishedFile;
import io.inletroutes.ledger.Ledger;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * When each route settled its last event, as exactly as the looks are frequent: the counts are compared then, so that events cost
 * nothing. Of the time before the start it knows when the last file of a route ended. One thread looks, any may ask.
 */
final class RouteActivity {

    private static final Logger LOG = LoggerFactory.getLogger(RouteActivity.class);
    private static final int FILES = 200;

    private final RouteMetrics metrics;
    private final Clock clock;
    private final Map<String, Long> counts = new HashMap<>();
    private final Map<String, Instant> last = new ConcurrentHashMap<>();

    RouteActivity(RouteMetrics metrics, Ledger ledger, Clock clock) {
        this.metrics = metrics;
        this.clock = clock;
        try {
            for (FinishedFile file : ledger.finishedFiles(Long.MAX_VALUE, FILES)) {
                last.merge(file.route(), file.finished(), (one, other) -> one.isAfter(other) ? one : other);
            }
        } catch (IOException e) {
            LOG.debug("the last events of earlier starts are not known", e);
        }
    }

    /** Notes which routes settled something since the look before. */
    void look() {
        Map<String, Long> now = new HashMap<>();
        metrics.settled().forEach((of, count) -> now.merge(of.route(), count, Long::sum));
        now.forEach((route, count) -> {
            if (count > counts.getOrDefault(route, 0L)) {
                counts.put(route, count);
                last.put(route, clock.instant());
            }
        });
    }

    Optional<Instant> last(String route) {
        return Optional.ofNullable(last.get(route));
    }
}
