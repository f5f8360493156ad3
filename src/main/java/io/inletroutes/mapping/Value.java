package io.inletroutes.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NumericNode;
import io.inletroutes.jsonpath.JsonPath;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * What flows from an event to a leaf: a {@link String}, a {@link NumericNode} (it keeps its digits), a {@link Boolean}, a
 * {@link List} of such values, or a JSON object or array taken whole. No value is null, or an empty one of these.
 */
final class Value {

    /** The empty text that a mapping asks for by {@code default('')}: the one empty text that counts as a value. Compared by identity. */
    @SuppressWarnings("StringOperationCanBeSimplified")
    static final String WANTED_EMPTY = new String("");

    private static final int MAX_PLAIN_SCALE = 400;

    private Value() {
    }

    /** All matches of a path that can have several. One of them stands for itself where a single value is wanted. */
    static final class Matches extends ArrayList<Object> {

        private static final long serialVersionUID = 1;

        Matches(int size) {
            super(size);
        }
    }

    static Object of(JsonNode node) {
        if (node == null) {
            return null;
        }
        return switch (node.getNodeType()) {
            case STRING -> node.textValue();
            case BOOLEAN -> node.booleanValue();
            case NUMBER, ARRAY, OBJECT -> node;
            case NULL, MISSING -> null;
            default -> node.asText();
        };
    }

    /** What a path found: one value where it can have but one, else all its matches. */
    static Object of(JsonPath path, List<JsonNode> found) {
        if (path.isSingular()) {
            return found.isEmpty() ? null : of(found.get(0));
        }
        Matches matches = new Matches(found.size());
        found.forEach(node -> matches.add(of(node)));
        return matches;
    }

    /** A wrapper, a header or what else Java holds. */
    static Object ofJava(Object object) {
        if (object == null || object instanceof String || object instanceof Boolean) {
            return object;
        }
        if (object instanceof JsonNode node) {
            return of(node);
        }
        if (object instanceof java.util.Collection<?> several) {
            List<Object> list = new ArrayList<>(several.size());
            several.forEach(element -> list.add(ofJava(element)));
            return list;
        }
        com.fasterxml.jackson.databind.node.JsonNodeFactory nodes = com.fasterxml.jackson.databind.node.JsonNodeFactory.instance;
        if (object instanceof Integer || object instanceof Long || object instanceof Short || object instanceof Byte) {
            return nodes.numberNode(((Number) object).longValue());
        }
        if (object instanceof java.math.BigInteger whole) {
            return nodes.numberNode(whole);
        }
        if (object instanceof BigDecimal || object instanceof Double || object instanceof Float) {
            try {
                return com.fasterxml.jackson.databind.node.DecimalNode.valueOf(new BigDecimal(object.toString()));
            } catch (NumberFormatException e) {
                return null;
            }
        }
        return object.toString();
    }

    static boolean isNone(Object value) {
        if (value == null) {
            return true;
        }
        if (value instanceof String text) {
            return text.isEmpty() && text != WANTED_EMPTY;
        }
        if (value instanceof List<?> list) {
            return list.isEmpty();
        }
        return value instanceof JsonNode node && node.isContainerNode() && node.isEmpty();
    }

    /** A list or a JSON array as a list; null for anything else. */
    static List<Object> list(Object value) {
        if (value instanceof Value.Matches matches && matches.size() == 1) {
            List<Object> inner = list(matches.get(0));
            return inner == null ? matches : inner;
        }
        if (value instanceof List<?> list) {
            return new ArrayList<>(list);
        }
        if (value instanceof JsonNode node && node.isArray()) {
            List<Object> list = new ArrayList<>(node.size());
            node.forEach(element -> list.add(of(element)));
            return list;
        }
        return null;
    }

    /** The characters of a text, number or boolean; null for lists and objects. */
    static String text(Object value) {
        if (value instanceof String text) {
            return text;
        }
        if (value instanceof Boolean) {
            return value.toString();
        }
        return value instanceof NumericNode number ? digits(number) : null;
    }

    /** A number as JSON, every digit kept. */
    static String digits(NumericNode number) {
        if (number.isBigDecimal()) {
            BigDecimal decimal = number.decimalValue();
            return Math.abs((long) decimal.scale()) <= MAX_PLAIN_SCALE ? decimal.toPlainString() : decimal.toString();
        }
        return number.asText();
    }

    /** For messages: {@code a number}. */
    static String kind(Object value) {
        if (value instanceof String) {
            return "text";
        }
        if (value instanceof Boolean) {
            return "true or false";
        }
        if (value instanceof NumericNode) {
            return "a number";
        }
        return value instanceof JsonNode node && node.isObject() ? "an object" : "a list";
    }
}
