package io.inletroutes.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a filled payload says otherwise than its preview, leaf by leaf. */
final class PreviewDiff {

    private final Map<String, JsonNode> preview;

    PreviewDiff(JsonNode preview) {
        this.preview = leaves(preview);
    }

    /** One line per leaf that differs: {@code ~} another value, {@code +} not in the preview, {@code -} left out. */
    void print(PrintWriter out, JsonNode payload) {
        Map<String, JsonNode> filled = leaves(payload);
        preview.forEach((pointer, sample) -> {
            JsonNode value = filled.get(pointer);
            if (value == null) {
                out.println("- " + pointer + "  " + sample);
            } else if (!value.equals(sample)) {
                out.println("~ " + pointer + "  " + sample + " -> " + value);
            }
        });
        filled.forEach((pointer, value) -> {
            if (!preview.containsKey(pointer)) {
                out.println("+ " + pointer + "  " + value);
            }
        });
    }

    /** Every leaf by its JSON pointer, in the document's order; an empty object or array counts as a leaf. */
    static Map<String, JsonNode> leaves(JsonNode tree) {
        Map<String, JsonNode> leaves = new LinkedHashMap<>();
        collect("", tree, leaves);
        return leaves;
    }

    private static void collect(String pointer, JsonNode node, Map<String, JsonNode> leaves) {
        if (node.isObject() && !node.isEmpty()) {
            node.properties().forEach(member ->
                    collect(pointer + "/" + member.getKey().replace("~", "~0").replace("/", "~1"), member.getValue(), leaves));
        } else if (node.isArray() && !node.isEmpty()) {
            for (int i = 0; i < node.size(); i++) {
                collect(pointer + "/" + i, node.get(i), leaves);
            }
        } else {
            leaves.put(pointer, node);
        }
    }
}
