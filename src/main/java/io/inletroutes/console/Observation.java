package io.inletroutes.console;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.inletroutes.inlet.InletComponent;
import io.inletroutes.inlet.InletState;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.apache.camel.ServiceStatus;

/**
 * What a running instance shows of itself: {@code /observe/health}, {@code /observe/metrics} and {@code /status}. Any thread may
 * ask. Live means that the process does its work, held inlets included; ready means that events leave.
 */
public final class Observation {

    private final CamelContext context;
    private final InletComponent inlets;
    private final Clock clock;
    private final Metrics metrics;

    public Observation(CamelContext context, Clock clock) {
        this.context = context;
        this.inlets = context.getComponent("inlet", InletComponent.class);
        this.clock = clock;
        this.metrics = new Metrics(inlets, clock);
    }

    /** The pages by path. */
    public Map<String, Supplier<Page>> pages() {
        Map<String, Supplier<Page>> pages = new TreeMap<>();
        pages.put("/observe/health", () -> health(isLive() && isReady(), true));
        pages.put("/observe/health/live", () -> health(isLive(), false));
        pages.put("/observe/health/ready", () -> health(isReady(), true));
        pages.put("/observe/metrics", () -> Page.metrics(metrics.scrape()));
        pages.put("/status", () -> Page.json(true, status().toString()));
        return pages;
    }

    /** Routes and inlets as they are now. */
    public ObjectNode status() {
        ObjectNode status = JsonNodeFactory.instance.objectNode();
        status.put("running", true);
        status.put("pid", ProcessHandle.current().pid());
        ArrayNode routes = status.putArray("routes");
        for (Route route : context.getRoutes()) {
            routes.addObject().put("route", route.getId()).put("description", route.getDescription())
                    .put("status", lower(context.getRouteController().getRouteStatus(route.getId())));
        }
        ArrayNode all = status.putArray("inlets");
        for (InletState inlet : inlets.states()) {
            ObjectNode one = all.addObject();
            one.put("inlet", inlet.name()).put("status", lower(inlet.status())).put("since", inlet.since().toString());
            one.put("accepted", inlet.accepted()).put("refused", inlet.refused()).put("repeated", inlet.repeated()).put("waiting", inlet.waiting());
            one.put("oldestWaitingSeconds", inlet.oldest() == null ? 0 : Duration.between(inlet.oldest(), clock.instant()).toSeconds());
            one.put("reason", inlet.reason() == null ? null : inlet.reason().toString());
        }
        return status;
    }

    private Page health(boolean well, boolean reasons) {
        ObjectNode health = JsonNodeFactory.instance.objectNode();
        health.put("status", well ? "UP" : "DOWN");
        ArrayNode checks = health.putArray("checks");
        checks.addObject().put("name", "context").put("status", isStarted() ? "UP" : "DOWN");
        if (reasons) {
            for (InletState inlet : inlets.states()) {
                ObjectNode check = checks.addObject().put("name", "inlet:" + inlet.name()).put("status", inlet.isWaiting() ? "DOWN" : "UP");
                if (inlet.isWaiting()) {
                    check.putObject("data").put("status", lower(inlet.status())).put("since", inlet.since().toString())
                            .put("reason", inlet.reason() == null ? "somebody asked it to wait" : inlet.reason().firstLine());
                }
            }
        }
        return Page.json(well, health.toString());
    }

    private boolean isLive() {
        return !context.getStatus().isStopped();
    }

    private boolean isReady() {
        List<InletState> states = inlets.states();
        return isStarted() && states.stream().noneMatch(InletState::isWaiting);
    }

    private boolean isStarted() {
        return context.getStatus() == ServiceStatus.Started;
    }

    private static String lower(Enum<?> word) {
        return word == null ? "unknown" : word.name().toLowerCase(Locale.ROOT);
    }
}
