package io.inletroutes.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A field of the sample events that a variable could name.
 *
 * @param path    its JSONPath, from {@code $} or from the element of a repeated array ({@code @})
 * @param words   of its own name
 * @param way     of the names above it
 * @param values  what the events hold there, without null and empty text
 * @param missing how many events hold nothing there
 */
record SampleField(String path, Set<String> words, Set<String> way, List<JsonNode> values, int missing) {

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    SampleField {
        values = List.copyOf(values);
    }

    /** Every scalar and every array of the events, in their order. */
    static List<SampleField> of(String root, List<JsonNode> events) {
        Map<String, Found> found = new LinkedHashMap<>();
        events.forEach(event -> collect(root, Set.of(), event, found));
        List<SampleField> fields = new ArrayList<>();
        found.forEach((path, field) -> fields.add(new SampleField(path, field.words, field.way, field.values, events.size() - field.values.size())));
        return fields;
    }

    private record Found(Set<String> words, Set<String> way, List<JsonNode> values) {
    }

    private static void collect(String path, Set<String> way, JsonNode object, Map<String, Found> found) {
        object.properties().forEach(member -> {
            String name = member.getKey();
            JsonNode value = member.getValue();
            String here = path + (PLAIN.matcher(name).matches() ? "." + name : "['" + name.replace("\\", "\\\\").replace("'", "\\'") + "']");
            Set<String> words = Words.of(name);
            if (value.isObject()) {
                Set<String> whole = new LinkedHashSet<>(way);
                whole.addAll(words);
                collect(here, whole, value, found);
            } else {
                Found field = found.computeIfAbsent(here, key -> new Found(words.isEmpty() ? way : words, way, new ArrayList<>()));
                if (!value.isNull() && !(value.isTextual() && value.textValue().isEmpty())) {
                    field.values.add(value);
                }
            }
        });
    }

    boolean isScalar() {
        return !values.isEmpty() && values.stream().allMatch(JsonNode::isValueNode);
    }

    boolean isRepeatedObject() {
        return values.stream().anyMatch(value -> value.isArray() && !value.isEmpty() && value.get(0).isObject());
    }

    boolean isRepeatedScalar() {
        return values.stream().anyMatch(value -> value.isArray() && !value.isEmpty() && value.get(0).isValueNode());
    }

    /** The elements of all its arrays. */
    List<JsonNode> elements() {
        List<JsonNode> elements = new ArrayList<>();
        values.forEach(value -> value.forEach(elements::add));
        return elements;
    }

    /** Its values as text. */
    List<String> texts() {
        return values.stream().map(JsonNode::asText).toList();
    }
}
