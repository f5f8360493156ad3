package io.inletroutes.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * One value of a sample event that a variable could name.
 *
 * @param path  its JSONPath, from {@code $} or from the element of a repeated array ({@code @})
 * @param words the words of its own name, lower case
 * @param way   the words of its whole path, lower case
 * @param value what the sample holds there
 */
record SampleField(String path, Set<String> words, Set<String> way, JsonNode value) {

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}\\p{N}]+|(?<=[\\p{Ll}\\p{N}])(?=\\p{Lu})");

    /** Every scalar and every array of {@code event}, in its order. */
    static List<SampleField> of(String root, JsonNode event) {
        List<SampleField> fields = new ArrayList<>();
        collect(root, Set.of(), event, fields);
        return fields;
    }

    /** {@code signedUpAt} and {@code signed_up_at} have the same words. */
    static Set<String> words(String name) {
        Set<String> words = new LinkedHashSet<>();
        for (String word : BETWEEN_WORDS.split(name)) {
            if (!word.isEmpty()) {
                words.add(word.toLowerCase(Locale.ROOT));
            }
        }
        return words;
    }

    private static void collect(String path, Set<String> way, JsonNode object, List<SampleField> fields) {
        object.properties().forEach(member -> {
            String name = member.getKey();
            String here = path + (PLAIN.matcher(name).matches() ? "." + name : "['" + name.replace("\\", "\\\\").replace("'", "\\'") + "']");
            Set<String> words = words(name);
            Set<String> whole = new LinkedHashSet<>(way);
            whole.addAll(words);
            if (member.getValue().isObject()) {
                collect(here, whole, member.getValue(), fields);
            } else {
                fields.add(new SampleField(here, words, whole, member.getValue()));
            }
        });
    }

    boolean isRepeatedObject() {
        return value.isArray() && !value.isEmpty() && value.get(0).isObject();
    }

    boolean isRepeatedScalar() {
        return value.isArray() && !value.isEmpty() && value.get(0).isValueNode();
    }
}
