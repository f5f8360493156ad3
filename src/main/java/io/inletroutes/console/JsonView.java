package io.inletroutes.console;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Set;

/** JSON as a tree that folds, with places marked. Digits stay as they are. */
final class JsonView {

    static final ObjectMapper JSON = JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES).build();
    private static final DefaultPrettyPrinter PRINTER = new DefaultPrettyPrinter().withArrayIndenter(new DefaultIndenter("  ", "\n")).withObjectIndenter(new DefaultIndenter("  ", "\n"))
            .withSeparators(Separators.createDefaultInstance().withObjectFieldValueSpacing(Separators.Spacing.AFTER));
    private static final int OPEN_UP_TO = 30;

    private JsonView() {
    }

    /**
     * @param name   what the whole is
     * @param marked JSON pointers of places to be shown
     */
    static Html of(String name, JsonNode tree, Set<String> marked) {
        Html html = new Html().open("div", "class", "tree").open("ul");
        node(html, name, tree, "", marked);
        return html.close().close();
    }

    /** As text, over several lines. */
    static String pretty(JsonNode tree) {
        try {
            return JSON.writer(PRINTER).writeValueAsString(tree);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree can always be written", e);
        }
    }

    private static void node(Html html, String name, JsonNode node, String pointer, Set<String> marked) {
        html.open("li", "class", marked.contains(pointer) ? "marked" : null, "title", pointer.isEmpty() ? null : pointer);
        if (node.isContainerNode() && !node.isEmpty()) {
            html.open("details", "data-place", pointer, node.size() <= OPEN_UP_TO || marked.stream().anyMatch(place -> place.startsWith(pointer + "/")) ? "open" : "data-long", "");
            html.open("summary").leaf("span", name, "class", "key").leaf("small", node.isArray() ? " " + node.size() : "").close().open("ul");
            if (node.isArray()) {
                for (int i = 0; i < node.size(); i++) {
                    node(html, Integer.toString(i), node.get(i), pointer + "/" + i, marked);
                }
            } else {
                node.fields().forEachRemaining(field -> node(html, field.getKey(), field.getValue(), pointer + "/" + field.getKey().replace("~", "~0").replace("/", "~1"), marked));
            }
            html.close().close();
        } else {
            html.leaf("span", name + ": ", "class", "key").leaf("span", node.isTextual() ? node.toString() : node.isContainerNode() ? node.isArray() ? "[]" : "{}" : node.asText(),
                    "class", "value " + (node.isTextual() ? "string" : "other"));
        }
        html.close();
    }
}
