package io.inletroutes.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import io.inletroutes.jsonpath.JsonPath;
import io.inletroutes.jsonpath.JsonPathException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Events that show what a mapping will be given: those of cases.json that must give a payload, and those of sample files. From them
 * it is told whether a path finds anything, and what somebody meant who wrote another. Paths here start with {@code $}; an array on
 * the way is {@code [*]}.
 */
final class KnownEvents {

    private static final int MAX_DEPTH = 20;
    private static final Pattern PLAIN = Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_]*");
    private static final Pattern LAST_NAME = Pattern.compile("(?:\\.([\\p{L}_][\\p{L}\\p{N}_]*)|\\['([^']*)'])(\\[[^\\[\\]]*])*$");

    private final String from;
    private final List<JsonNode> events;
    private final Map<String, String> names = new LinkedHashMap<>();

    /** @param from for messages: {@code cases.json} */
    KnownEvents(String from, List<JsonNode> events) {
        this.from = from;
        this.events = List.copyOf(events);
        this.events.forEach(event -> collect("$", event, 0));
    }

    /** @param cases cases.json, where the mapping has one that can be read */
    static KnownEvents of(Optional<JsonPart> cases, List<JsonNode> samples) {
        List<JsonNode> events = new ArrayList<>();
        cases.ifPresent(list -> MappingCases.list(list).stream()
                .filter(one -> one.member("entity").isPresent() || one.member("payload").isPresent())
                .forEach(one -> one.member("event").ifPresent(event -> events.add(event.toNode()))));
        String from = samples.isEmpty() ? "cases.json" : events.isEmpty() ? "the samples" : "cases.json and the samples";
        events.addAll(samples);
        return new KnownEvents(from, events);
    }

    private void collect(String path, JsonNode node, int depth) {
        if (depth > MAX_DEPTH) {
            return;
        }
        if (node.isArray()) {
            node.forEach(element -> collect(path + "[*]", element, depth + 1));
        } else {
            node.properties().forEach(member -> {
                String here = path + step(member.getKey());
                names.putIfAbsent(here, member.getKey());
                collect(here, member.getValue(), depth + 1);
            });
        }
    }

    /** {@code .name}, or {@code ['a name']}. */
    static String step(String name) {
        return PLAIN.matcher(name).matches() ? "." + name : "['" + name.replace("\\", "\\\\").replace("'", "\\'") + "']";
    }

    /** The last name of a path, where it ends with one. */
    static Optional<String> lastName(String path) {
        Matcher name = LAST_NAME.matcher(path);
        return name.find() ? Optional.of(name.group(1) != null ? name.group(1) : name.group(2)) : Optional.empty();
    }

    boolean isEmpty() {
        return events.isEmpty();
    }

    /** Whose events these are, for messages. */
    String from() {
        return from;
    }

    /** Whether some event has anything at {@code path}, be it empty. */
    boolean has(String path) {
        return compile(path).map(compiled -> events.stream().anyMatch(event -> !compiled.select(event).isEmpty())).orElse(true);
    }

    /** Whether some event has an array with more than one element at {@code path}. */
    boolean hasSeveral(String path) {
        return compile(path).map(compiled -> events.stream().anyMatch(event -> compiled.select(event).stream().anyMatch(node -> node.isArray() && node.size() > 1))).orElse(false);
    }

    private static Optional<JsonPath> compile(String path) {
        try {
            return Optional.of(JsonPath.compile(path));
        } catch (JsonPathException e) { // told where it is compiled for good
            return Optional.empty();
        }
    }

    /** The path of the field so called, seen from the match of {@code $each} where it lies there; empty when there is none. */
    Optional<String> path(String name, String scope) {
        return names.entrySet().stream().filter(field -> field.getValue().equals(name)).map(Map.Entry::getKey)
                .map(path -> seenFrom(scope, path)).filter(path -> !path.contains("[*]")).findFirst();
    }

    /** The path that was most likely meant by one that no event has. */
    Optional<String> nearest(String path, String scope) {
        Optional<String> name = lastName(path);
        if (name.isEmpty()) {
            return Optional.empty();
        }
        Optional<String> same = path(name.get(), scope);
        return same.isPresent() ? same : Suggestion.nearest(name.get(), names.values()).flatMap(near -> path(near, scope));
    }

    private static String seenFrom(String scope, String path) {
        boolean inside = !scope.equals("$") && path.startsWith(scope) && path.length() > scope.length() && ".[".indexOf(path.charAt(scope.length())) >= 0;
        return inside ? "@" + path.substring(scope.length()) : path;
    }
}
