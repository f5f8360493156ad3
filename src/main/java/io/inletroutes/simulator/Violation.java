package io.inletroutes.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A place of a message that breaks a rule, in the inlet's words.
 *
 * @param pointer {@code #/_id}; from the entity, or from the whole message where it lies outside
 * @param keyword of JSON Schema
 * @param words   what is wrong; {@code [..]} stands for the value
 * @param value   the value itself: the inlet quotes it to the sender, and nobody else is told
 */
record Violation(String pointer, String keyword, String words, String value) {

    private static final String VALUE = "[..]";

    static Violation of(String pointer, String keyword, String words) {
        return new Violation(pointer, keyword, words, "..");
    }

    static Violation type(String pointer, String expected, JsonNode found) {
        return of(pointer, "type", "expected type: " + expected + ", found: " + typeOf(found));
    }

    static Violation missing(String pointer, String key) {
        return of(pointer, "required", "required key [" + key + "] not found");
    }

    /** As the sender reads it. */
    String answered() {
        return words.replace(VALUE, "[" + value + "]");
    }

    /** All of them in one line. */
    static String summary(List<Violation> violations, Function<Violation, String> text) {
        return violations.stream().map(violation -> violation.pointer + ": " + text.apply(violation)).collect(Collectors.joining("; "));
    }

    private static String typeOf(JsonNode node) {
        return switch (node.getNodeType()) {
            case NUMBER -> node.isIntegralNumber() ? "Long" : "Double";
            case BOOLEAN -> "Boolean";
            case STRING -> "String";
            case ARRAY -> "JSONArray";
            case OBJECT -> "JSONObject";
            default -> "Null";
        };
    }
}
