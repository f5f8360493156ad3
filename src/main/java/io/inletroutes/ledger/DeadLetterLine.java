package io.inletroutes.ledger;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.inletroutes.ContentHash;
import io.inletroutes.Event;
import io.inletroutes.Origin;
import io.inletroutes.Problem;
import io.inletroutes.Refusal;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Iterator;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** One line in a file of dead letters: everything that is known of a refused event, and what the index is made from. */
record DeadLetterLine(ObjectNode json) {

    private static final ObjectMapper JSON = JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES).build();

    /** The members that hold what an event said; the others tell what happened to it. */
    private static final String[] OF_THE_EVENT = {"event", "raw", "payload", "headers"};

    private static final String ID_HASH = "idHash";

    static DeadLetterLine of(String id, String route, FileRun run, Refusal refusal, Map<String, Object> headers, Instant now) throws IOException {
        ObjectNode line = JSON.createObjectNode();
        line.put("id", id).put("route", route).put("time", now.toString()).put("refusedBy", refusal.by().name().toLowerCase(Locale.ROOT));
        line.put("reason", reason(refusal.problem())).put("problem", refusal.problem().toString());
        line.put("status", refusal.status()).put("attempts", refusal.attempts());
        if (refusal.xactionId() != null) {
            line.put("xactionId", refusal.xactionId());
        }
        if (run != null) {
            line.put("fileRun", run.id());
        }
        Event event = refusal.event();
        if (event != null) {
            Origin origin = event.origin();
            ObjectNode from = line.putObject("origin").put("kind", origin.kind().name().toLowerCase(Locale.ROOT)).put("source", origin.source());
            from.put("row", origin.row()).put("key", origin.key()).put("ordinal", origin.ordinal()).put("time", origin.time().toString());
            JsonNode value = event.value();
            if (value.isMissingNode()) {
                line.put("raw", event.raw());
            } else {
                line.set("event", value);
                if (origin.key() == null) {
                    line.put("raw", event.raw()); // the ids of an event without a key are made of its text
                }
            }
        }
        if (refusal.payload() != null) {
            line.set("payload", JSON.readTree(refusal.payload().json()));
        }
        if (!headers.isEmpty()) {
            ObjectNode kept = line.putObject("headers");
            headers.forEach((name, value) -> kept.set(name, JSON.valueToTree(value)));
        }
        return new DeadLetterLine(line);
    }

    /** Plain words: all messages without the place in our files, which the person who mends a row does not have. */
    static String reason(Problem problem) {
        String also = problem.notes().stream().filter(note -> note.label().equals("also")).map(note -> "; " + note.text()).collect(Collectors.joining());
        return problem.message() + also;
    }

    /** Empty for what is no dead letter, such as a line that a power failure tore. */
    static Optional<DeadLetterLine> parse(byte[] line) throws IOException {
        try {
            JsonNode tree = JSON.readTree(line);
            boolean whole = tree instanceof ObjectNode && tree.path("id").isTextual() && tree.path("route").isTextual() && time(tree) != null;
            return whole ? Optional.of(new DeadLetterLine((ObjectNode) tree)) : Optional.empty();
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    private static Instant time(JsonNode tree) {
        try {
            return Instant.parse(tree.path("time").asText());
        } catch (DateTimeException e) {
            return null;
        }
    }

    String id() {
        return json.path("id").asText();
    }

    Instant time() {
        return time(json);
    }

    boolean isErased() {
        return json.has("erased");
    }

    /** Hash of the payload's {@code _id}, null when there is none. */
    Long idHash() {
        if (json.has(ID_HASH)) {
            return json.get(ID_HASH).asLong();
        }
        JsonNode id = json.at("/payload/body/xdmEntity/_id");
        return id.isTextual() ? ContentHash.ofText(id.textValue()) : null;
    }

    /** Whether the event says that text anywhere, as a value of its own or as a piece of a text that is no JSON. */
    boolean mentions(String identity) {
        for (String member : OF_THE_EVENT) {
            if (mentions(json.path(member), identity)) {
                return true;
            }
        }
        return json.path("raw").asText().toLowerCase(Locale.ROOT).contains(identity.toLowerCase(Locale.ROOT));
    }

    private static boolean mentions(JsonNode node, String identity) {
        if (node.isValueNode()) {
            return node.asText().strip().equalsIgnoreCase(identity);
        }
        for (Iterator<JsonNode> children = node.elements(); children.hasNext();) {
            if (mentions(children.next(), identity)) {
                return true;
            }
        }
        return false;
    }

    /** The same without anything the event said. */
    DeadLetterLine erased(Instant now) {
        return new DeadLetterLine(withoutEvent().put("erased", now.toString()));
    }

    /** The same for the index alone: the event lies on a queue. */
    DeadLetterLine onQueue(String queue) {
        ObjectNode rest = withoutEvent().put("queue", queue);
        if (idHash() != null) {
            rest.put(ID_HASH, idHash());
        }
        return new DeadLetterLine(rest);
    }

    private ObjectNode withoutEvent() {
        ObjectNode rest = json.deepCopy();
        for (String member : OF_THE_EVENT) {
            rest.remove(member);
        }
        return rest;
    }

    String text() {
        return json.toString();
    }
}
