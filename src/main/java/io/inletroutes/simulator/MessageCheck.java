package io.inletroutes.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Says of a message what an inlet says, in its words. Thread-safe. */
final class MessageCheck {

    private static final String FORMAT = "Message has unknown xdm format";
    private static final Set<String> SAMPLES = Set.of("string", "XXX", "2018-05-29T00:00:00.000Z",
            "string - required if you want the data to land in a specific dataset - not mandatory");

    private final EntityCheck entities;

    MessageCheck(Map<String, JsonNode> schemas, Clock clock) {
        this.entities = new EntityCheck(schemas, clock);
    }

    /** @param organisation of the request's header */
    Verdict judge(JsonNode message, String organisation) {
        JsonNode header = message.path("header");
        if (!header.isObject() || header.isEmpty()) {
            return Verdict.bad("The 'header' field is mandatory and cannot be null or empty");
        }
        JsonNode schemaRef = header.path("schemaRef");
        if (!isSchemaRef(schemaRef) || !message.path("body").isObject()) {
            return Verdict.bad(FORMAT);
        }
        if (header.has("imsOrgId") && !header.get("imsOrgId").asText().equals(organisation)) {
            return Verdict.bad("Message has an absent or wrong ims org in the header");
        }
        if (header.path("source").path("name").asText().isEmpty()) {
            return Verdict.bad("Payload header is missing Source Name");
        }
        JsonNode entity = message.at("/body/xdmEntity");
        if (!entity.isObject()) {
            return Verdict.bad("Payload body is missing xdmEntity");
        }
        if (!message.at("/body/xdmMeta/schemaRef").equals(schemaRef) || header.has("msgType") && !header.get("msgType").asText().equals("xdmEntityCreate")) {
            return Verdict.bad(FORMAT);
        }
        List<Violation> violations = new ArrayList<>();
        header.fields().forEachRemaining(field -> leaves(field.getValue(), "#/header/" + field.getKey(), violations));
        entity.fields().forEachRemaining(field -> leaves(field.getValue(), "#/" + escaped(field.getKey()), violations));
        violations.addAll(entities.violations(entity, schemaRef.get("id").textValue(), violations));
        return Verdict.of(violations);
    }

    private static boolean isSchemaRef(JsonNode reference) {
        return reference.path("id").isTextual() && reference.path("contentType").isTextual();
    }

    /** Sample values of a preview and nulls are never right. */
    private static void leaves(JsonNode node, String pointer, List<Violation> violations) {
        if (node.isNull()) {
            violations.add(Violation.type(pointer, "String", node));
        } else if (node.isTextual() && SAMPLES.contains(node.textValue())) {
            violations.add(new Violation(pointer, "enum", "[..] is the sample value of the payload preview", node.textValue()));
        } else if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                leaves(node.get(i), pointer + "/" + i, violations);
            }
        } else {
            for (Iterator<Map.Entry<String, JsonNode>> fields = node.fields(); fields.hasNext();) {
                Map.Entry<String, JsonNode> field = fields.next();
                leaves(field.getValue(), pointer + "/" + escaped(field.getKey()), violations);
            }
        }
    }

    private static String escaped(String key) {
        return key.replace("~", "~0").replace("/", "~1");
    }
}
