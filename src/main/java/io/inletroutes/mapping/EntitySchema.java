package io.inletroutes.mapping;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.networknt.schema.ExecutionContext;
import com.networknt.schema.Format;
import com.networknt.schema.JsonMetaSchema;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.PathType;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.ValidationMessage;
import io.inletroutes.Location;
import io.inletroutes.Payload;
import io.inletroutes.Problem;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/** The JSON Schema of {@code xdmEntity} as the schema registry exports it (draft-06 or 07). Shared by any number of threads. */
public final class EntitySchema {

    private static final ObjectReader READER = JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .nodeFactory(new Fraction.Nodes()).build().readerFor(JsonNode.class);

    private final JsonSchema schema;
    private final String file;

    EntitySchema(JsonNode schema, String file) {
        this.file = file;
        JsonMetaSchema draft = schema.path("$schema").asText().contains("draft-06") ? JsonMetaSchema.getV6() : JsonMetaSchema.getV7();
        JsonMetaSchema strict = JsonMetaSchema.builder(draft).format(format("date-time", EntitySchema::isDateTime)).format(format("uri-reference", EntitySchema::isReference)).build();
        SchemaValidatorsConfig config = SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).pathType(PathType.JSON_POINTER)
                .locale(Locale.ENGLISH).build();
        this.schema = JsonSchemaFactory.builder().metaSchema(strict).defaultMetaSchemaIri(strict.getIri()).enableSchemaCache(false).build()
                .getSchema(withoutIds(schema), config);
    }

    /** The inlet takes a capital T and Z, and no leap second. */
    private static boolean isDateTime(String text) {
        return text.equals(DateTimes.rfc3339(text));
    }

    /** The inlet takes what Java takes for a URI: letters of any language, but no blank and no bare percent sign. */
    private static boolean isReference(String text) {
        try {
            new URI(text);
            return true;
        } catch (URISyntaxException e) {
            return false;
        }
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

    /** Ids of an exported schema name places in a registry that nobody can look up here. */
    private static JsonNode withoutIds(JsonNode schema) {
        if (!(schema instanceof com.fasterxml.jackson.databind.node.ObjectNode object)) {
            return schema;
        }
        com.fasterxml.jackson.databind.node.ObjectNode copy = object.deepCopy();
        copy.remove(List.of("$schema", "$id", "id"));
        return copy;
    }

    /** What the inlet would refuse in this payload's entity; empty when it is valid. Names keys and kinds, never values. */
    public List<Problem> violations(Payload payload) {
        try {
            JsonNode entity = payload.entityOffset() >= 0 ? READER.readTree(payload.bytes(), payload.entityOffset(), payload.entityLength())
                    : READER.readTree(payload.bytes()).at(Shape.ENTITY);
            return validate(entity, payload.event().map(event -> event.origin().place()));
        } catch (JsonProcessingException e) { // its message holds the payload
            return List.of(Problem.error(Location.NONE, "the payload is no JSON"));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** The same for an entity read elsewhere. */
    List<Problem> violations(JsonNode entity) {
        try {
            return validate(READER.readTree(entity.toString()), Optional.empty());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree writes itself as JSON", e);
        }
    }

    private List<Problem> validate(JsonNode entity, Optional<String> event) {
        return schema.validate(entity).stream().map(message -> problem(message, event)).distinct().sorted().toList();
    }

    private Problem problem(ValidationMessage message, Optional<String> event) {
        Violation violation = Violation.of(message);
        Problem problem = Problem.error(Location.of(file), violation.ours());
        return event.map(problem::event).orElse(problem).payload(Shape.ENTITY + message.getInstanceLocation())
                .with("inlet", violation.theirs()).fix(violation.cure());
    }
}
