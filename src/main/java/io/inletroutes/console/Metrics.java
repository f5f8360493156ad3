package io.inletroutes.console;

import io.inletroutes.inlet.InletComponent;
import io.inletroutes.inlet.InletMetrics;
import io.inletroutes.inlet.InletState;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.logging.LogbackMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/** The counts of all inlets as Prometheus reads them, and Java's own. Names and counts alone: no event value. */
final class Metrics {

    private final InletComponent inlets;
    private final Clock clock;
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final Set<String> known = new HashSet<>();
    private RouteMeters routes;

    Metrics(InletComponent inlets, Clock clock) {
        this.inlets = inlets;
        this.clock = clock;
        registry.getPrometheusRegistry().register(new InletHistogram("inlet_routes_request_duration_seconds", "Time from a request to its answer", inlets, InletMetrics::latency));
        registry.getPrometheusRegistry().register(new InletHistogram("inlet_routes_batch_messages", "Messages in a request", inlets, InletMetrics::batches));
        bindJava(registry);
        new LogbackMetrics().bindTo(registry);
    }

    private static void bindJava(MeterRegistry registry) {
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
    }

    /** Has Java load what the first of these needs. */
    static void prepare() {
        MeterRegistry gone = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        bindJava(gone);
        gone.close();
    }

    /** Shows routes too. Before the first scrape. */
    void add(RouteMeters meters) {
        routes = meters;
        meters.bindTo(registry);
    }

    /** Everything counted by now. One scrape at a time: inlets and routes come into use while others run. */
    synchronized String scrape() {
        for (InletState state : inlets.states()) {
            if (known.add(state.name())) {
                register(state.name());
            }
            inlets.metrics(state.name()).requestsByStatus().keySet().forEach(status -> registerStatus(state.name(), status));
        }
        if (routes != null) {
            routes.refresh();
        }
        return registry.scrape();
    }

    private void register(String inlet) {
        InletMetrics counts = inlets.metrics(inlet);
        counter("inlet.routes.events.accepted", "Events the inlet took", inlet, counts, InletMetrics::accepted);
        counter("inlet.routes.events.refused", "Events the inlet refused", inlet, counts, InletMetrics::refused);
        counter("inlet.routes.messages", "Messages sent, those sent again included", inlet, counts, InletMetrics::messages);
        counter("inlet.routes.messages.repeated", "Messages sent again", inlet, counts, InletMetrics::repeated);
        counter("inlet.routes.request.bytes", "Bytes of request bodies before compression", inlet, counts, InletMetrics::bytes);
        counter("inlet.routes.throttled.seconds", "Time spent waiting for the limits", inlet, counts, InletMetrics::throttledSeconds);
        counter("inlet.routes.held.seconds", "Time during which the inlet was held", inlet, counts, all -> all.heldSeconds() + heldNow(inlet));
        counter("inlet.routes.token.requests", "Tokens asked for", inlet, counts, InletMetrics::tokenRequests);
        gauge("inlet.routes.held", "1 while the inlet is held", inlet, state -> state.status() == InletState.Status.HELD ? 1 : 0);
        gauge("inlet.routes.paused", "1 while somebody has paused the inlet", inlet, state -> state.status() == InletState.Status.PAUSED ? 1 : 0);
        gauge("inlet.routes.events.waiting", "Events handed over and not settled", inlet, InletState::waiting);
        gauge("inlet.routes.oldest.waiting.seconds", "Age of the oldest event that waits", inlet,
                state -> state.oldest() == null ? 0 : Duration.between(state.oldest(), clock.instant()).toMillis() / 1e3);
    }

    private double heldNow(String inlet) {
        return state(inlet).filter(state -> state.status() == InletState.Status.HELD).map(state -> Duration.between(state.since(), clock.instant()).toMillis() / 1e3).orElse(0.0);
    }

    private void registerStatus(String inlet, int status) {
        if (known.add(inlet + " " + status)) {
            InletMetrics counts = inlets.metrics(inlet);
            FunctionCounter.builder("inlet.routes.requests", counts, all -> all.requestsByStatus().getOrDefault(status, 0L))
                    .description("Requests by HTTP status; none means no answer")
                    .tags(Tags.of("inlet", inlet, "status", status == 0 ? "none" : Integer.toString(status))).register(registry);
        }
    }

    private void counter(String name, String description, String inlet, InletMetrics counts, ToDoubleFunction<InletMetrics> value) {
        FunctionCounter.builder(name, counts, value).description(description).tag("inlet", inlet).register(registry);
    }

    private void gauge(String name, String description, String inlet, ToDoubleFunction<InletState> value) {
        Gauge.builder(name, () -> state(inlet).map(value::applyAsDouble).orElse(0.0)).description(description).tag("inlet", inlet).register(registry);
    }

    private Optional<InletState> state(String inlet) {
        return inlets.states().stream().filter(state -> state.name().equals(inlet)).findFirst();
    }
}
