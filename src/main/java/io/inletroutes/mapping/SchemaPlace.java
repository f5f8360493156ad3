package io.inletroutes.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a JSON Schema says about one place of the entity: the schemas that apply there, references followed.
 *
 * @param root    the whole schema
 * @param schemas those that apply, may be none
 */
record SchemaPlace(JsonNode root, List<JsonNode> schemas) {

    private static final BigDecimal BEYOND_32_BIT = new BigDecimal("2147483648");
    private static final int MAX_REFERENCES = 50;

    static SchemaPlace of(JsonNode root) {
        return new SchemaPlace(root, expand(root, root, 0));
    }

    /** Nothing is known. */
    static SchemaPlace unknown() {
        return new SchemaPlace(com.fasterxml.jackson.databind.node.MissingNode.getInstance(), List.of());
    }

    boolean isKnown() {
        return !schemas.isEmpty();
    }

    SchemaPlace key(String key) {
        List<JsonNode> found = new ArrayList<>();
        for (JsonNode schema : schemas) {
            JsonNode property = schema.path("properties").path(key);
            JsonNode others = schema.path("additionalProperties");
            if (!property.isMissingNode()) {
                found.addAll(expand(root, property, 0));
            } else if (others.isObject()) {
                found.addAll(expand(root, others, 0));
            }
        }
        return new SchemaPlace(root, found);
    }

    SchemaPlace element() {
        List<JsonNode> found = new ArrayList<>();
        for (JsonNode schema : schemas) {
            JsonNode items = schema.path("items");
            if (items.isObject()) {
                found.addAll(expand(root, items, 0));
            } else if (items.isArray() && !items.isEmpty()) {
                found.addAll(expand(root, items.get(0), 0));
            }
        }
        return new SchemaPlace(root, found);
    }

    /** The type it asks for, empty when it does not say one. */
    Optional<Expected> expected() {
        for (JsonNode schema : schemas) {
            String type = type(schema);
            LeafType leaf = type == null ? null : switch (type) {
                case "string" -> schema.path("format").asText().equals("date-time") ? LeafType.DATE_TIME : LeafType.TEXT;
                case "integer" -> isLong() ? LeafType.LONG : LeafType.INTEGER;
                case "number" -> LeafType.NUMBER;
                case "boolean" -> LeafType.BOOLEAN;
                case "array" -> LeafType.ARRAY;
                case "object" -> LeafType.OBJECT;
                default -> null;
            };
            if (leaf != null) {
                return Optional.of(new Expected(leaf, "schema.json says " + type));
            }
        }
        return Optional.empty();
    }

    private boolean isLong() {
        for (JsonNode schema : schemas) {
            if (schema.path("meta:xdmType").asText().equals("long")) {
                return true;
            }
            for (String bound : new String[] {"maximum", "minimum", "exclusiveMaximum", "exclusiveMinimum"}) {
                if (schema.path(bound).isNumber() && schema.path(bound).decimalValue().abs().compareTo(BEYOND_32_BIT) > 0) {
                    return true;
                }
            }
        }
        return false;
    }

    private static String type(JsonNode schema) {
        JsonNode type = schema.path("type");
        if (type.isTextual()) {
            return type.textValue();
        }
        for (JsonNode one : type) {
            if (!one.asText().equals("null")) {
                return one.asText();
            }
        }
        return null;
    }

    private static List<JsonNode> expand(JsonNode root, JsonNode schema, int references) {
        List<JsonNode> found = new ArrayList<>();
        String reference = schema.path("$ref").asText("");
        if (reference.startsWith("#") && references < MAX_REFERENCES) {
            JsonNode target = reference.equals("#") ? root : root.at(unescaped(reference.substring(1)));
            found.addAll(expand(root, target, references + 1));
        } else if (schema.isObject()) {
            found.add(schema);
        }
        for (String group : new String[] {"allOf", "anyOf", "oneOf"}) {
            for (JsonNode part : schema.path(group)) {
                if (references < MAX_REFERENCES) {
                    found.addAll(expand(root, part, references + 1));
                }
            }
        }
        return found;
    }

    private static String unescaped(String pointer) {
        return java.net.URLDecoder.decode(pointer.replace("+", "%2B"), java.nio.charset.StandardCharsets.UTF_8);
    }
}
