package io.inletroutes.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Takes messages, one or a batch, as the inlet does, and remembers what came. Thread-safe. */
final class Collection {

    private static final int MOST_BYTES = 1 << 20;
    private static final int LAST = 1_000;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final SimulatorOptions options;
    private final MessageCheck check;
    private final SeenIds seen = new SeenIds();
    private final Deque<JsonNode> last = new ArrayDeque<>();
    private long requests;
    private long accepted;
    private long refused;
    private long number;

    Collection(SimulatorOptions options) {
        this.options = options;
        this.check = new MessageCheck(options.schemas());
    }

    synchronized SimulatorCounts counts() {
        return new SimulatorCounts(requests, accepted, seen.size(), refused);
    }

    /** The last accepted messages, the oldest first. */
    synchronized List<JsonNode> last() {
        return new ArrayList<>(last);
    }

    synchronized void countRequest() {
        requests++;
    }

    /** @param refuseEvery every how many messages one is refused, 0 for none */
    Answer answer(HttpRequest request, int refuseEvery) throws IOException {
        if (!request.header("content-type").startsWith("application/json")) {
            return Answer.problem(415, "Unsupported Media Type", "Content-Type is not application/json");
        }
        if (request.body().length > MOST_BYTES) {
            return Answer.problem(413, "Payload Too Large", "the request is larger than 1 MB");
        }
        if (request.header("x-gw-ims-org-id").isEmpty()) {
            return Answer.problem(400, "Invalid XDM Message Format", "Message has an absent or wrong ims org in the header");
        }
        JsonNode body;
        try {
            body = JSON.readTree(request.body());
        } catch (IOException e) {
            return Answer.problem(400, "Invalid JSON", "the request is no JSON");
        }
        String inlet = request.path().substring(request.path().lastIndexOf('/') + 1);
        return request.path().startsWith("/collection/batch/") ? batch(body, request, inlet, refuseEvery) : single(body, request, inlet, refuseEvery);
    }

    private Answer batch(JsonNode body, HttpRequest request, String inlet, int refuseEvery) {
        if (!body.path("messages").isArray()) {
            return Answer.problem(400, "Invalid XDM Message Format", "the field messages is missing");
        }
        long now = System.currentTimeMillis();
        ObjectNode answer = JsonNodeFactory.instance.objectNode().put("inletId", inlet).put("batchId", now + ":" + next()).put("receivedTimeMs", now);
        ArrayNode responses = answer.putArray("responses");
        for (JsonNode message : body.get("messages")) {
            String why = take(message, request, inlet, refuseEvery);
            if (why == null) {
                responses.addObject().put("xactionId", now + ":" + next() + ":0");
            } else {
                responses.addObject().put("statusCode", 400).put("message", why);
            }
        }
        return Answer.json(207, answer);
    }

    private Answer single(JsonNode body, HttpRequest request, String inlet, int refuseEvery) {
        String why = take(body, request, inlet, refuseEvery);
        if (why != null) {
            return Answer.problem(400, "Invalid XDM Message Format", why);
        }
        long now = System.currentTimeMillis();
        ObjectNode answer = JsonNodeFactory.instance.objectNode().put("inletId", inlet).put("xactionId", now + ":" + next() + ":0").put("receivedTimeMs", now);
        String asked = request.query().contains("synchronousValidation=true") ? "synchronousValidation" : "syncValidation";
        if (request.query().contains(asked + "=true")) {
            answer.putObject(asked).put("status", "pass");
        } else {
            answer.putObject("syncValidation").put("skipped", true);
        }
        return Answer.json(200, answer);
    }

    private String take(JsonNode message, HttpRequest request, String inlet, int refuseEvery) {
        String why = check.refuse(message, request.header("x-gw-ims-org-id"));
        String id = message.path("body").path("xdmEntity").path("_id").asText();
        synchronized (this) {
            if (why == null && refuseEvery > 0 && next() % refuseEvery == 0) {
                why = "told to refuse every " + refuseEvery + ". message";
            }
            if (why == null) {
                accepted++;
                seen.add(id);
                last.add(message);
                if (last.size() > LAST) {
                    last.remove();
                }
            } else {
                refused++;
            }
        }
        String eventId = message.path("body").path("xdmEntity").path("_experience").path("campaign").path("orchestration").path("eventID").asText();
        options.listener().accept(new Received(inlet, id, message.path("header").path("msgId").asText(), eventId, why));
        return why;
    }

    private synchronized long next() {
        return ++number;
    }
}
