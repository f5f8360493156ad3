package io.inletroutes.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A value in a JSON text and the place where it starts, so that every problem can name its line. Does not change. */
final class JsonPart {

    /** The sorts of JSON values. */
    enum Kind {
        OBJECT("an object"), ARRAY("an array"), TEXT("text"), NUMBER("a number"), BOOLEAN("true or false"), NULL("null");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        /** For messages: {@code an object}. */
        String words() {
            return words;
        }
    }

    /** A key's value and where the key stands. */
    record Member(int line, int column, JsonPart value) {
    }

    private final Kind kind;
    private final int line;
    private final int column;
    private final String text;
    private final Map<String, Member> members;
    private final List<JsonPart> elements;

    private JsonPart(Kind kind, int line, int column, String text, Map<String, Member> members, List<JsonPart> elements) {
        this.kind = kind;
        this.line = line;
        this.column = column;
        this.text = text;
        this.members = members;
        this.elements = elements;
    }

    static JsonPart object(int line, int column, Map<String, Member> members) {
        return new JsonPart(Kind.OBJECT, line, column, null, Collections.unmodifiableMap(members), List.of());
    }

    static JsonPart array(int line, int column, List<JsonPart> elements) {
        return new JsonPart(Kind.ARRAY, line, column, null, Map.of(), List.copyOf(elements));
    }

    static JsonPart scalar(Kind kind, int line, int column, String text) {
        return new JsonPart(kind, line, column, text, Map.of(), List.of());
    }

    Kind kind() {
        return kind;
    }

    boolean is(Kind other) {
        return kind == other;
    }

    int line() {
        return line;
    }

    int column() {
        return column;
    }

    /** Of a text: its characters. Of a number, true, false, null: as written. Null for objects and arrays. */
    String text() {
        return text;
    }

    /** In the order written; empty unless an object. */
    Map<String, Member> members() {
        return members;
    }

    /** Empty unless an array. */
    List<JsonPart> elements() {
        return elements;
    }

    /** The value of a key, empty when there is none or this is no object. */
    Optional<JsonPart> member(String key) {
        return Optional.ofNullable(members.get(key)).map(Member::value);
    }

    /** The value at a chain of keys. */
    Optional<JsonPart> find(String... keys) {
        Optional<JsonPart> part = Optional.of(this);
        for (String key : keys) {
            part = part.flatMap(p -> p.member(key));
        }
        return part;
    }

    /** Whether this is the scalar {@code other} too; numbers by value. */
    boolean sameScalar(JsonPart other) {
        if (kind != other.kind || text == null) {
            return false;
        }
        return kind == Kind.NUMBER ? new BigDecimal(text).compareTo(new BigDecimal(other.text)) == 0 : text.equals(other.text);
    }

    /** The same value for libraries; numbers keep every digit. */
    JsonNode toNode() {
        switch (kind) {
            case OBJECT -> {
                ObjectNode object = JsonNodeFactory.instance.objectNode();
                members.forEach((key, member) -> object.set(key, member.value().toNode()));
                return object;
            }
            case ARRAY -> {
                ArrayNode array = JsonNodeFactory.instance.arrayNode();
                elements.forEach(element -> array.add(element.toNode()));
                return array;
            }
            case TEXT -> {
                return TextNode.valueOf(text);
            }
            case NUMBER -> {
                return number(text);
            }
            case BOOLEAN -> {
                return BooleanNode.valueOf(Boolean.parseBoolean(text));
            }
            default -> {
                return NullNode.getInstance();
            }
        }
    }

    private static JsonNode number(String digits) {
        boolean whole = digits.chars().allMatch(c -> c == '-' || c >= '0' && c <= '9');
        if (!whole) {
            return DecimalNode.valueOf(new BigDecimal(digits));
        }
        return digits.length() < 18 ? JsonNodeFactory.instance.numberNode(Long.parseLong(digits))
                : JsonNodeFactory.instance.numberNode(new java.math.BigInteger(digits));
    }
}
