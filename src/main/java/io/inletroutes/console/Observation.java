package io.inletroutes.console;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.inletroutes.inlet.InletComponent;
import io.inletroutes.inlet.InletState;
import io.inletroutes.routes.RunningRoutes;
import io.inletroutes.routes.Trouble;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.apache.camel.CamelContext;
import org.apache.camel.ServiceStatus;

/**
 * What a running instance shows of itself: {@code /observe/health} and {@code /observe/metrics}. Any thread may ask. Live means that the process does its work, held inlets included; ready means that events leave.
 */
public final class Observation {

    private final CamelContext context;
    private final InletComponent inlets;
    private final Supplier<List<Trouble>> troubles;
    private final Metrics metrics;

    /** @param troubles what somebody has to mend, apart from the inlets */
    public Observation(CamelContext context, Supplier<List<Trouble>> troubles, Clock clock) {
        this.troubles = troubles;
        this.context = context;
        this.inlets = context.getComponent("inlet", InletComponent.class);
        this.metrics = new Metrics(inlets, clock);
    }

    /** Of all routes of a home, their metrics included. */
    public static Observation of(RunningRoutes running, Clock clock) {
        Observation observation = new Observation(running.context(), running::troubles, clock);
        observation.metrics.add(new RouteMeters(running.metrics(), running::states, running::troubles,
                () -> running.files().failed(clock.instant().minus(Duration.ofDays(1))).size(), running.data(), clock));
        return observation;
    }

    /** Has Java load what the meters need. */
    public static void prepare() {
        Metrics.prepare();
    }

    /** The pages by path. */
    public Map<String, Supplier<Page>> pages() {
        Map<String, Supplier<Page>> pages = new TreeMap<>();
        pages.put("/observe/health", () -> health(isLive(), true));
        pages.put("/observe/health/live", () -> health(isLive(), false));
        pages.put("/observe/health/ready", () -> health(true, true));
        pages.put("/observe/metrics", () -> Page.metrics(metrics.scrape()));
        return pages;
    }

    /** @param ready whether inlets, the data folder and brokers count too */
    private Page health(boolean alive, boolean ready) {
        List<InletState> states = ready ? inlets.states() : List.of();
        List<Trouble> stopping = ready ? troubles.get().stream().filter(Trouble::stops).toList() : List.of();
        boolean well = alive && (!ready || isStarted() && states.stream().noneMatch(InletState::isWaiting) && stopping.isEmpty());
        ObjectNode health = JsonNodeFactory.instance.objectNode();
        health.put("status", well ? "UP" : "DOWN");
        ArrayNode checks = health.putArray("checks");
        checks.addObject().put("name", "context").put("status", isStarted() ? "UP" : "DOWN");
        if (ready) {
            for (InletState inlet : states) {
                ObjectNode check = checks.addObject().put("name", "inlet:" + inlet.name()).put("status", inlet.isWaiting() ? "DOWN" : "UP");
                if (inlet.isWaiting()) {
                    check.putObject("data").put("status", lower(inlet.status())).put("since", inlet.since().toString())
                            .put("reason", inlet.reason() == null ? "somebody asked it to wait" : inlet.reason().firstLine());
                }
            }
            stopping.stream().filter(trouble -> trouble.kind() == Trouble.Kind.BROKER).forEach(trouble -> stopped(checks, "broker:" + trouble.about(), trouble));
            stopping.stream().filter(trouble -> trouble.kind() == Trouble.Kind.DATA_FOLDER).findFirst()
                    .ifPresentOrElse(trouble -> stopped(checks, "data folder", trouble), () -> checks.addObject().put("name", "data folder").put("status", "UP"));
        }
        return Page.json(well, health.toString());
    }

    private static void stopped(ArrayNode checks, String name, Trouble trouble) {
        checks.addObject().put("name", name).put("status", "DOWN").putObject("data").put("since", trouble.since().toString()).put("reason", trouble.problem().firstLine());
    }

    private boolean isLive() {
        return !context.getStatus().isStopped();
    }

    private boolean isStarted() {
        return context.getStatus() == ServiceStatus.Started;
    }

    private static String lower(Enum<?> word) {
        return word == null ? "unknown" : word.name().toLowerCase(Locale.ROOT);
    }
}
