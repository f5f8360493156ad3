package io.inletroutes.console;

import io.inletroutes.inlet.InletComponent;
import io.inletroutes.inlet.InletMetrics;
import io.inletroutes.inlet.InletState;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/** The counts of all inlets as Prometheus reads them. Names and counts alone: no event value. */
final class Metrics {

    private final InletComponent inlets;
    private final Clock clock;
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final Set<String> known = new HashSet<>();

    Metrics(InletComponent inlets, Clock clock) {
        this.inlets = inlets;
        this.clock = clock;
    }

    /** Everything counted by now. One scrape at a time: inlets come into use while routes start. */
    synchronized String scrape() {
        for (InletState state : inlets.states()) {
            if (known.add(state.name())) {
                register(state.name());
            }
            inlets.metrics(state.name()).requestsByStatus().keySet().forEach(status -> registerStatus(state.name(), status));
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
        counter("inlet.routes.answer.seconds", "Time spent waiting for answers", inlet, counts, InletMetrics::answerSeconds);
        counter("inlet.routes.throttled.seconds", "Time spent waiting for the limits", inlet, counts, InletMetrics::throttledSeconds);
        counter("inlet.routes.token.requests", "Tokens asked for", inlet, counts, InletMetrics::tokenRequests);
        gauge("inlet.routes.held", "1 while the inlet is held or paused", inlet, state -> state.isWaiting() ? 1 : 0);
        gauge("inlet.routes.held.since.seconds", "How long the inlet has been held or paused by now", inlet,
                state -> state.isWaiting() ? Duration.between(state.since(), clock.instant()).toMillis() / 1e3 : 0);
        gauge("inlet.routes.events.waiting", "Events handed over and not settled", inlet, InletState::waiting);
        gauge("inlet.routes.oldest.waiting.seconds", "Age of the oldest event that waits", inlet,
                state -> state.oldest() == null ? 0 : Duration.between(state.oldest(), clock.instant()).toMillis() / 1e3);
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
