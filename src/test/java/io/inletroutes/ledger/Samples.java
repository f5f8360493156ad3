package io.inletroutes.ledger;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.inletroutes.ContentHash;
import io.inletroutes.Event;
import io.inletroutes.JsonEvent;
import io.inletroutes.Location;
import io.inletroutes.Origin;
import io.inletroutes.Outcome;
import io.inletroutes.Payload;
import io.inletroutes.Problem;
import io.inletroutes.Refusal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Events as the tests of the ledger need them. */
final class Samples {

    static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");

    private Samples() {
    }

    static Event row(long row) {
        return row(row, "ann@example.com");
    }

    static Event row(long row, String email) {
        Origin origin = new Origin(Origin.Kind.FILE, "a.csv", row, null, 0, NOW);
        return new JsonEvent(origin, JsonNodeFactory.instance.objectNode().put("row", row).put("email", email), null);
    }

    static Event message(String id) {
        Origin origin = new Origin(Origin.Kind.MESSAGE, "orders", 0, id, 0, NOW);
        return new JsonEvent(origin, JsonNodeFactory.instance.objectNode().put("id", id), null);
    }

    static List<Event> accepted(long first, long last) {
        List<Event> events = new ArrayList<>();
        for (long row = first; row <= last; row++) {
            Event event = row(row);
            event.settle(new Outcome.Accepted("batch-1", "x-" + row));
            events.add(event);
        }
        return events;
    }

    static Refusal unfillable(Event event) {
        return Refusal.unfillable(event, Problem.error(Location.of("mapping.json", 3), "variable $.email has no value").with("also", "variable $.name has no value"));
    }

    /** Refused by the inlet, after one attempt. */
    static Refusal refused(Event event, String id) {
        byte[] json = ("{\"body\":{\"xdmEntity\":{\"_id\":\"" + id + "\"}}}").getBytes(StandardCharsets.UTF_8);
        Problem problem = Problem.error(Location.NONE, "the inlet refused it: expected type: String, found: Long");
        return new Refusal(Refusal.By.INLET, event, new Payload(json, 0, json.length, event, "m", ContentHash.ofText(id), 20, 10), problem, 400, "x-1", 1);
    }

    /** One that the inlet took; its content is the same for the same id. */
    static Payload accepted(String id, Event event, String batch, String xaction) {
        event.settle(new Outcome.Accepted(batch, xaction));
        return payload(id, "as sent", event);
    }

    static Payload payload(String id, String content, Event event) {
        byte[] json = ("{\"body\":{\"xdmEntity\":{\"_id\":\"" + id + "\",\"text\":\"" + content + "\"}}}").getBytes(StandardCharsets.UTF_8);
        return new Payload(json, 0, json.length, event, "m", ContentHash.ofText(id), 21, json.length - 23);
    }
}
