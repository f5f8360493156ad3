package io.inletroutes.console;

import io.inletroutes.routes.RouteMetrics;
import io.inletroutes.routes.RouteMetrics.Of;
import io.inletroutes.routes.RouteState;
import io.inletroutes.routes.Trouble;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/** The counts of all routes and of the ledger. Used by one thread at a time. */
final class RouteMeters {

    private final RouteMetrics counts;
    private final Supplier<List<RouteState>> states;
    private final Supplier<List<Trouble>> troubles;
    private final IntSupplier failed;
    private final Path data;
    private final Clock clock;
    private final Set<String> known = new HashSet<>();
    private final Map<String, RouteState> now = new TreeMap<>();
    private MeterRegistry registry;

    /**
     * @param failed how many files of the last day lie in failed/
     * @param data   the data folder, whose free space is shown
     */
    RouteMeters(RouteMetrics counts, Supplier<List<RouteState>> states, Supplier<List<Trouble>> troubles, IntSupplier failed, Path data, Clock clock) {
        this.failed = failed;
        this.troubles = troubles;
        this.counts = counts;
        this.states = states;
        this.data = data;
        this.clock = clock;
    }

    void bindTo(MeterRegistry target) {
        registry = target;
        Gauge.builder("inlet.routes.data.free.bytes", () -> data.toFile().getUsableSpace()).description("Free space where the data folder lies").register(registry);
        Gauge.builder("inlet.routes.files.failed", failed::getAsInt).description("Files put into failed/ within a day that still lie there").register(registry);
        for (Trouble.Kind kind : Trouble.Kind.values()) {
            Gauge.builder("inlet.routes.troubles", () -> troubles.get().stream().filter(trouble -> trouble.kind() == kind).count())
                    .description("What somebody has to mend, apart from the inlets").tag("kind", kind.name().toLowerCase(Locale.ROOT)).register(registry);
        }
        String version = RouteMeters.class.getPackage().getImplementationVersion();
        Gauge.builder("inlet.routes.info", () -> 1).description("Always 1; the label says which version runs").tag("version", version == null ? "none" : version).register(registry);
    }

    /** Takes routes and labels in that are new, and looks at the watched folders once for all gauges. */
    void refresh() {
        now.clear();
        states.get().forEach(state -> now.put(state.route(), state));
        now.keySet().forEach(this::gauges);
        counters("inlet.routes.events.read", "Events handed to a mapping", RouteMetrics::read, null);
        counters("inlet.routes.events.settled", "Events that ended, by what became of them", RouteMetrics::settled, "outcome");
        counters("inlet.routes.dead.letters", "Events kept as dead letters, by class of reason", RouteMetrics::deadLetters, "reason");
        counters("inlet.routes.files", "Files that were ended, by where they went", RouteMetrics::files, "folder");
        for (Of part : counts.ledgerNanos().keySet()) {
            if (known.add("ledger " + part)) {
                FunctionCounter.builder("inlet.routes.ledger.seconds", counts, all -> all.ledgerNanos().get(part) / 1e9).description("Time spent with the ledger, by part of it")
                        .tag("part", part.kind()).register(registry);
            }
        }
    }

    private void counters(String name, String description, Function<RouteMetrics, Map<Of, Long>> which, String label) {
        for (Of of : which.apply(counts).keySet()) {
            if (known.add(name + " " + of)) {
                Tags tags = label == null ? Tags.of("route", of.route()) : Tags.of("route", of.route(), label, of.kind());
                FunctionCounter.builder(name, counts, all -> which.apply(all).getOrDefault(of, 0L)).description(description).tags(tags).register(registry);
            }
        }
    }

    private void gauges(String route) {
        if (known.add("gauges " + route)) {
            gauge("inlet.routes.route.started", "1 while the route runs", route, state -> state.status() == RouteState.Status.STOPPED ? 0 : 1);
            gauge("inlet.routes.route.held", "1 while the route waits for an inlet or the data folder", route, state -> state.status() == RouteState.Status.HELD ? 1 : 0);
            gauge("inlet.routes.route.connected", "0 while the broker that the route reads from is not reached", route, state -> state.status() == RouteState.Status.NOT_CONNECTED ? 0 : 1);
            gauge("inlet.routes.files.waiting", "Files in the watched folder that are not begun", route, RouteState::filesWaiting);
            gauge("inlet.routes.oldest.file.seconds", "Age of the oldest file in the watched folder", route,
                    state -> state.oldestWaiting() == null ? 0 : Math.max(0, Duration.between(state.oldestWaiting(), clock.instant()).toMillis() / 1e3));
            gauge("inlet.routes.messages.waiting", "Messages in the queue of the embedded broker that are not settled", route,
                    state -> state.messagesWaiting().isPresent() ? state.messagesWaiting().getAsLong() : state.source().startsWith("jms") ? Double.NaN : 0);
            gauge("inlet.routes.dead.letters.open", "Dead letters that nobody mended, replayed or closed", route, RouteState::deadLetters);
        }
    }

    private void gauge(String name, String description, String route, ToDoubleFunction<RouteState> value) {
        Gauge.builder(name, () -> now.containsKey(route) ? value.applyAsDouble(now.get(route)) : 0.0).description(description).tag("route", route).register(registry);
    }
}
