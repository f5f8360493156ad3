package io.inletroutes.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.ValidationMessage;

/**
 * A place where an entity breaks its schema, in our words and in those the inlet uses, both without the value.
 *
 * @param theirs as the inlet's report says it
 */
record Violation(String ours, String theirs, String cure) {

    static Violation of(ValidationMessage message) {
        String property = message.getProperty() == null ? "" : message.getProperty();
        JsonNode said = message.getSchemaNode();
        return switch (message.getType()) {
            case "required" -> new Violation("the key \"" + property + "\" is missing", "required key [" + property + "] not found", "fill it in the mapping");
            case "additionalProperties" -> new Violation("the schema does not know the key \"" + property + "\"", "extraneous key [" + property + "] is not permitted",
                    "correct or delete the key; export the schema again if it was changed");
            case "type" -> type(said, message.getInstanceNode());
            case "format" -> new Violation("this is no " + said.asText(), "[...] is not a valid " + format(said.asText()), said.asText().equals("uri-reference")
                    ? "an id has no blanks, no | and no {}: ~> replace(' ', '-') or ~> sha256" : "write how the event writes it: ~> dateTime('dd.MM.yyyy HH:mm', 'Europe/Zurich')");
            case "pattern" -> new Violation("the text does not look as the schema asks", "string [...] does not match pattern " + said.asText(), "see the pattern in the schema; ~> uppercase or ~> replace may do");
            case "enum" -> new Violation("this is none of the values that the schema allows", "... is not a valid enum value", "allowed: " + words(said));
            default -> new Violation("the schema's rule \"" + message.getType() + "\" is broken", message.getType(), "see the schema at " + message.getSchemaLocation());
        };
    }

    private static Violation type(JsonNode wanted, JsonNode found) {
        return new Violation("this is " + kind(found) + ", and the schema asks for " + words(wanted),
                "expected type: " + javaType(wanted.asText()) + ", found: " + javaType(found), "write a function that gives that type, or correct the mapping");
    }

    private static String words(JsonNode list) {
        if (!list.isArray()) {
            return list.asText();
        }
        StringBuilder words = new StringBuilder();
        list.forEach(word -> words.append(words.isEmpty() ? "" : ", ").append(word.asText()));
        return words.toString();
    }

    private static String kind(JsonNode node) {
        return switch (node.getNodeType()) {
            case NUMBER -> node.isIntegralNumber() ? "an integer" : "a number with a fraction";
            case STRING -> "text";
            case BOOLEAN -> "true or false";
            case NULL -> "null";
            case ARRAY -> "an array";
            default -> "an object";
        };
    }

    private static String javaType(String type) {
        return switch (type) {
            case "array" -> "JSONArray";
            case "object" -> "JSONObject";
            default -> type.isEmpty() ? type : Character.toUpperCase(type.charAt(0)) + type.substring(1);
        };
    }

    private static String javaType(JsonNode node) {
        return switch (node.getNodeType()) {
            case NUMBER -> node.isIntegralNumber() ? node.canConvertToInt() ? "Integer" : "Long" : "BigDecimal";
            case STRING -> "String";
            case BOOLEAN -> "Boolean";
            case NULL -> "Null";
            case ARRAY -> "JSONArray";
            default -> "JSONObject";
        };
    }

    private static String format(String format) {
        return format.equals("uri-reference") ? "URI reference" : format;
    }
}
