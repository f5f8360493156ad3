package io.inletroutes.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;

/** Says what an inlet says of a message, in its words; null when it takes it. Thread-safe. */
final class MessageCheck {

    private static final Set<String> SAMPLES = Set.of("string", "XXX", "2018-05-29T00:00:00.000Z",
            "string - required if you want the data to land in a specific dataset - not mandatory");

    private final Map<String, JsonSchema> schemas = new HashMap<>();

    MessageCheck(Map<String, JsonNode> byId) {
        JsonSchemaFactory factory = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7);
        SchemaValidatorsConfig config = SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build();
        byId.forEach((id, schema) -> schemas.put(id, factory.getSchema(schema, config)));
    }

    /** @param organisation of the request's header */
    String refuse(JsonNode message, String organisation) {
        JsonNode header = message.path("header");
        if (!header.isObject()) {
            return "The 'header' field is mandatory and cannot be null or empty";
        }
        JsonNode schemaRef = header.path("schemaRef").path("id");
        if (!schemaRef.isTextual() || !message.path("body").isObject()) {
            return "Message has unknown xdm format";
        }
        if (header.has("imsOrgId") && !header.get("imsOrgId").asText().equals(organisation)) {
            return "Message has an absent or wrong ims org in the header";
        }
        if (!header.path("source").path("name").isTextual()) {
            return "Payload header is missing Source Name";
        }
        JsonNode entity = message.path("body").path("xdmEntity");
        if (!entity.isObject()) {
            return "Payload body is missing xdmEntity";
        }
        String leaf = refuseLeaf(message);
        return leaf != null ? leaf : refuseEntity(entity, schemaRef.textValue());
    }

    private String refuseEntity(JsonNode entity, String schemaId) {
        JsonNode id = entity.path("_id");
        if (id.isMissingNode()) {
            return "required key [_id] not found";
        }
        if (!id.isTextual()) {
            return "#/_id: expected type: String, found: " + type(id);
        }
        if (!id.textValue().matches("[^\\s|{}\"<>\\\\^`]+")) {
            return "#/_id: [" + "..] is not a valid URI reference";
        }
        if (!entity.path("timestamp").isTextual()) {
            return entity.has("timestamp") ? "#/timestamp: expected type: String, found: " + type(entity.get("timestamp")) : "required key [timestamp] not found";
        }
        try {
            OffsetDateTime.parse(entity.get("timestamp").textValue());
        } catch (DateTimeParseException e) {
            return "#/timestamp: [..] is not a valid date-time. Expected [yyyy-MM-dd'T'HH:mm:ssZ, yyyy-MM-dd'T'HH:mm:ss.[0-9]{1,9}Z]";
        }
        JsonSchema schema = schemas.get(schemaId);
        if (schema == null) {
            return null;
        }
        Set<ValidationMessage> violations = schema.validate(entity);
        return violations.isEmpty() ? null : words(violations.iterator().next());
    }

    private static String words(ValidationMessage violation) {
        String place = "#" + violation.getInstanceLocation().toString().replace("$", "").replace('.', '/').replaceAll("\\[(\\d+)]", "/$1");
        return switch (violation.getType()) {
            case "additionalProperties" -> place + ": extraneous key [" + violation.getProperty() + "] is not permitted";
            case "required" -> place + ": required key [" + violation.getProperty() + "] not found";
            default -> place + ": " + violation.getType() + " violated";
        };
    }

    /** Sample values of a preview and nulls are never right. */
    private static String refuseLeaf(JsonNode node) {
        for (Iterator<Map.Entry<String, JsonNode>> fields = node.fields(); fields.hasNext();) {
            Map.Entry<String, JsonNode> field = fields.next();
            JsonNode value = field.getValue();
            if (value.isNull()) {
                return "#/" + field.getKey() + ": expected type: String, found: Null";
            }
            if (value.isTextual() && SAMPLES.contains(value.textValue())) {
                return "#/" + field.getKey() + ": the preview's sample value was left in";
            }
            String below = refuseLeaf(value);
            if (below != null) {
                return below;
            }
        }
        if (node.isArray()) {
            for (JsonNode element : node) {
                String below = element.isNull() ? "expected type: String, found: Null" : refuseLeaf(element);
                if (below != null) {
                    return below;
                }
            }
        }
        return null;
    }

    private static String type(JsonNode node) {
        return switch (node.getNodeType()) {
            case NUMBER -> node.isIntegralNumber() ? "Long" : "Double";
            case BOOLEAN -> "Boolean";
            case ARRAY -> "JSONArray";
            case OBJECT -> "JSONObject";
            default -> "Null";
        };
    }
}
