package io.inletroutes.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.inletroutes.Event;
import io.inletroutes.JsonEvent;
import io.inletroutes.Origin;
import io.inletroutes.Problem;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** A first cases.json: what a mapping makes of sample events today, so that a later change of it shows. */
public final class CasesDraft {

    private final Mapping mapping;
    private final ArrayNode cases = JsonNodeFactory.instance.arrayNode();

    private CasesDraft(Mapping mapping) {
        this.mapping = mapping;
    }

    /** Three cases: the first event, the one with the least in it (or one with a field more), and one that lacks a field that is needed. */
    public static JsonNode of(Mapping mapping, List<JsonNode> events) {
        CasesDraft draft = new CasesDraft(mapping);
        JsonNode first = events.get(0);
        draft.add("a sample event fills the payload", first);
        JsonNode least = events.stream().min(Comparator.comparingInt(event -> event.toString().length())).orElse(first);
        if (least.equals(first)) {
            ObjectNode more = first.deepCopy();
            draft.add("a field that the mapping does not name is not sent", more.put("notInTheMapping", "x"));
        } else {
            draft.add("the sample event with the least in it fills the payload", least);
        }
        Optional<String> needed = mapping.requiredColumns().stream().filter(first::has).findFirst();
        needed.ifPresent(field -> {
            ObjectNode without = first.deepCopy();
            without.remove(field);
            draft.add("an event without " + field + " cannot be sent", without);
        });
        ObjectNode file = JsonNodeFactory.instance.objectNode().put("$schema", "../../schemas/cases.schema.json");
        file.set("cases", draft.cases);
        return file;
    }

    private void add(String name, JsonNode event) {
        ObjectNode one = JsonNodeFactory.instance.objectNode().put("name", name);
        one.set("event", event);
        Event given = new JsonEvent(new Origin(Origin.Kind.OTHER, "case", 0, name, 0, Instant.parse(MappingCases.EVENT_TIME)), event, null);
        try {
            String payload = mapping.filler(null, MappingCases.EVENT_ID, MappingCases.EVENT_TIME).fill(given).json();
            one.set("entity", JsonReader.read("payload", payload).part().orElseThrow().toNode().at(Shape.ENTITY));
        } catch (EventUnfillableException e) {
            one.set("errors", errors(e.problems()));
        }
        cases.add(one);
    }

    /** Errors as a case expects them. */
    static ArrayNode errors(List<Problem> problems) {
        ArrayNode errors = JsonNodeFactory.instance.arrayNode();
        for (Problem problem : problems) {
            ObjectNode error = errors.addObject();
            problem.notes().stream().filter(note -> note.label().equals("payload")).findFirst().ifPresent(note -> error.put("pointer", note.text()));
            error.put("message", problem.message());
        }
        return errors;
    }
}
