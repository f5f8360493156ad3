package io.inletroutes.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.ExecutionContext;
import com.networknt.schema.Format;
import com.networknt.schema.JsonMetaSchema;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaException;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.PathType;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.ValidationMessage;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The JSON Schema of an entity, of any draft from 4 on, asked for what the inlet would say. Never looks anything up on a network. Thread-safe. */
final class XdmSchema {

    private static final Logger LOG = LoggerFactory.getLogger(XdmSchema.class);

    private final JsonSchema schema;

    private XdmSchema(JsonSchema schema) {
        this.schema = schema;
    }

    /** Empty, and said in the log, when the schema cannot be used. */
    static Optional<XdmSchema> compile(String id, JsonNode schema) {
        try {
            JsonMetaSchema draft = JsonMetaSchema.builder(draft(schema.path("$schema").asText()))
                    .format(format("date-time", text -> EntityCheck.dateTime(text).isPresent()))
                    .format(format("uri-reference", EntityCheck::isReference)).build();
            SchemaValidatorsConfig config = SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).pathType(PathType.JSON_POINTER).locale(Locale.ENGLISH).build();
            JsonSchema compiled = JsonSchemaFactory.builder().metaSchema(draft).defaultMetaSchemaIri(draft.getIri()).enableSchemaCache(false)
                    .schemaLoaders(loaders -> loaders.add(elsewhere -> {
                        throw new JsonSchemaException("refers to another schema");
                    })).build().getSchema(withoutIds(schema), config);
            compiled.initializeValidators();
            return Optional.of(new XdmSchema(compiled));
        } catch (RuntimeException e) { // the validator throws whatever it stumbles over
            LOG.warn("the simulator does not judge by the schema {}: it cannot be used ({})", id, e.getClass().getSimpleName());
            return Optional.empty();
        }
    }

    List<Violation> violations(JsonNode entity) {
        return schema.validate(entity).stream().map(XdmSchema::told).toList();
    }

    private static JsonMetaSchema draft(String named) {
        if (named.contains("draft-04")) {
            return JsonMetaSchema.getV4();
        }
        if (named.contains("draft-06")) {
            return JsonMetaSchema.getV6();
        }
        if (named.contains("2019-09")) {
            return JsonMetaSchema.getV201909();
        }
        return named.contains("2020-12") ? JsonMetaSchema.getV202012() : JsonMetaSchema.getV7();
    }

    /** Ids of an exported schema name places in a registry that nobody can look up here. */
    private static JsonNode withoutIds(JsonNode schema) {
        if (!(schema instanceof ObjectNode object)) {
            return schema;
        }
        ObjectNode copy = object.deepCopy();
        copy.remove(List.of("$schema", "$id", "id"));
        return copy;
    }

    private static Violation told(ValidationMessage message) {
        String place = "#" + message.getInstanceLocation();
        JsonNode rule = message.getSchemaNode();
        JsonNode found = message.getInstanceNode();
        String value = found == null || found.isContainerNode() ? ".." : found.asText();
        return switch (message.getType()) {
            case "required" -> Violation.missing(place, message.getProperty());
            case "additionalProperties", "unevaluatedProperties" -> Violation.of(place, "additionalProperties", "extraneous key [" + message.getProperty() + "] is not permitted");
            case "type" -> Violation.type(place, javaType(rule), found);
            case "format" -> new Violation(place, "format", "[..] is not a valid " + (rule.asText().equals("uri-reference") ? "URI reference" : rule.asText()), value);
            case "enum", "const" -> new Violation(place, "enum", "[..] is not a valid enum value", value);
            case "pattern" -> new Violation(place, "pattern", "string [..] does not match pattern " + rule.asText(), value);
            case "minLength", "maxLength" -> Violation.of(place, message.getType(), "expected " + message.getType() + ": " + rule.asText() + ", actual: " + value.codePointCount(0, value.length()));
            case "minimum" -> new Violation(place, "minimum", "[..] is not greater or equal to " + rule.asText(), value);
            case "maximum" -> new Violation(place, "maximum", "[..] is not less or equal to " + rule.asText(), value);
            default -> Violation.of(place, message.getType(), "the rule " + message.getType() + " is broken");
        };
    }

    private static String javaType(JsonNode rule) {
        String type = rule.isArray() ? rule.path(0).asText() : rule.asText();
        return switch (type) {
            case "array" -> "JSONArray";
            case "object" -> "JSONObject";
            default -> type.isEmpty() ? type : Character.toUpperCase(type.charAt(0)) + type.substring(1);
        };
    }

    private static Format format(String name, Predicate<String> takes) {
        return new Format() {

            @Override
            public String getName() {
                return name;
            }

            @Override
            public boolean matches(ExecutionContext context, String value) {
                return value == null || takes.test(value);
            }
        };
    }
}
