package io.inletroutes.routes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.inletroutes.BrokenEvent;
import io.inletroutes.Chunk;
import io.inletroutes.Event;
import io.inletroutes.JsonEvent;
import io.inletroutes.Location;
import io.inletroutes.Origin;
import io.inletroutes.Outcome;
import io.inletroutes.Problem;
import io.inletroutes.ProblemsException;
import io.inletroutes.Refusal;
import io.inletroutes.inlet.InletComponent;
import io.inletroutes.ledger.DeadLetter;
import io.inletroutes.ledger.DeadLetters;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.model.ModelCamelContext;

/**
 * Sends events of dead letters again, through the mapping and the inlet that their route uses now. An event keeps its origin and so its
 * ids; one that is refused again stays the dead letter it was, with the new reason and one more replay. One replay at a time.
 */
final class Replay {

    /** An event that was refused so often after somebody had mended something is not sent again by accident. */
    static final int MOST_REPLAYS = 3;
    private static final String PATIENCE = "heldTimeout=20s";

    /**
     * What came of it.
     *
     * @param refused ids of those refused again
     * @param open    ids of those that nobody took: the inlet is held
     * @param gone    ids of those whose event is not here any more
     */
    record Result(List<String> accepted, List<String> refused, List<String> open, List<String> gone) {
    }

    private final ModelCamelContext context;
    private final InletComponent inlets;
    private final DeadLetters store;
    private final WholeLetters whole;

    Replay(ModelCamelContext context, InletComponent inlets, DeadLetters store, WholeLetters whole) {
        this.context = context;
        this.inlets = inlets;
        this.store = store;
        this.whole = whole;
    }

    /** @throws ProblemsException when the route's way to the inlet is not one mapping and one inlet */
    synchronized Result send(String route, List<DeadLetter> letters) throws Exception {
        Map<String, Event> events = new LinkedHashMap<>();
        List<String> gone = new ArrayList<>();
        Map<String, JsonNode> all = whole.read(letters);
        for (DeadLetter letter : letters) {
            JsonNode kept = all.get(letter.id());
            Event event = kept == null || kept.has("erased") ? null : event(kept);
            if (event == null) {
                gone.add(letter.id());
            } else {
                events.put(letter.id(), event);
            }
        }
        return settle(events, gone, events.isEmpty() ? Map.of() : deliver(route, events), false);
    }

    /**
     * Sends one event again with what somebody made of it; it keeps its ids.
     *
     * @throws ProblemsException when the route's way to the inlet is not one mapping and one inlet
     */
    synchronized Result mend(DeadLetter letter, JsonNode mended) throws Exception {
        JsonNode kept = whole.read(List.of(letter)).get(letter.id());
        if (kept == null || kept.has("erased")) {
            return new Result(List.of(), List.of(), List.of(), List.of(letter.id()));
        }
        Map<String, Event> events = Map.of(letter.id(), event(((ObjectNode) kept.deepCopy()).set("event", mended)));
        return settle(events, List.of(), deliver(letter.route(), events), true);
    }

    private Result settle(Map<String, Event> events, List<String> gone, Map<String, Refusal> refused, boolean mended) throws IOException {
        List<String> accepted = new ArrayList<>();
        List<String> open = new ArrayList<>();
        events.forEach((id, event) -> {
            if (event.outcome().filter(outcome -> !(outcome instanceof Outcome.Dead)).isPresent()) {
                accepted.add(id);
            } else if (!refused.containsKey(id)) {
                open.add(id);
            }
        });
        if (mended) {
            store.mended(accepted);
        } else {
            store.replayed(accepted);
        }
        store.refusedAgain(refused);
        return new Result(accepted, List.copyOf(refused.keySet()), open, gone);
    }

    private Map<String, Refusal> deliver(String route, Map<String, Event> events) throws Exception {
        List<String> steps = steps(route);
        String inlet = steps.get(1).substring("inlet:".length()).replaceFirst("\\?.*", "");
        if (inlets.states().stream().anyMatch(state -> state.name().equals(inlet) && state.isWaiting())) {
            return Map.of(); // they would only wait here
        }
        String id = "replay-" + route;
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:" + id).routeId(id).errorHandler(noErrorHandler()).to(steps.get(0)).to(steps.get(1) + (steps.get(1).contains("?") ? "&" : "?") + PATIENCE);
            }
        });
        context.getRouteController().startRoute(id); // in a home at rest nothing starts by itself
        try (ProducerTemplate template = context.createProducerTemplate()) {
            Map<Map<String, Object>, List<Event>> together = new LinkedHashMap<>();
            events.values().forEach(event -> together.computeIfAbsent(MessageHeaders.forInlet(event.headers()), key -> new ArrayList<>()).add(event));
            Map<String, Refusal> refused = new LinkedHashMap<>();
            together.forEach((headers, some) -> {
                Exchange exchange = template.send("direct:" + id, made -> {
                    made.getExchangeExtension().setFromRouteId(route); // the events' ids are made of it
                    made.getMessage().getHeaders().putAll(headers); // else it would go to another sandbox than it was meant for
                    made.getMessage().setBody(new Chunk(some));
                });
                for (Refusal refusal : DeadLetterChannel.refusals(exchange.getException())) {
                    events.entrySet().stream().filter(entry -> entry.getValue() == refusal.event()).findFirst().ifPresent(entry -> refused.put(entry.getKey(), refusal));
                }
            });
            return refused;
        } finally {
            context.getRouteController().stopRoute(id);
            context.removeRoute(id);
        }
    }

    /** The mapping and the inlet that events of the route reach. */
    private List<String> steps(String route) {
        List<String> found = RouteReach.of(context, route).stream().filter(uri -> uri.startsWith("mapping:") || uri.startsWith("inlet:")).toList();
        boolean usual = found.size() == 2 && found.get(0).startsWith("mapping:") && found.get(1).startsWith("inlet:");
        if (!usual) {
            throw new ProblemsException(Problem.error(Location.NONE, context.getRouteDefinition(route) == null ? "no route is called " + route : "route " + route + " does not deliver by one mapping and one inlet")
                    .fix("bring its events to their source again: mend the rows of the rejected file, or send the messages anew"));
        }
        return found;
    }

    private static Event event(JsonNode kept) throws IOException {
        JsonNode from = kept.path("origin");
        Origin origin = new Origin(Origin.Kind.valueOf(from.path("kind").asText("other").toUpperCase(Locale.ROOT)), from.path("source").asText(), from.path("row").asLong(),
                from.path("key").isNull() ? null : from.path("key").textValue(), from.path("ordinal").asInt(), Instant.parse(from.path("time").asText(kept.path("time").asText())));
        String raw = kept.path("raw").textValue();
        if (kept.has("event") && kept.path("headers").isEmpty()) {
            return new JsonEvent(origin, kept.get("event"), raw);
        }
        if (kept.has("event")) {
            Map<String, Object> headers = KeptHeaders.of(kept.get("headers"));
            return new MessageEvent(origin, raw == null ? kept.get("event").toString() : raw, kept.get("event"), () -> headers);
        }
        return raw == null ? null : new BrokenEvent(origin, raw, Problem.error(Location.NONE, kept.path("reason").asText()).event(origin.place()).fix("mend it where it came from"));
    }
}
