package io.inletroutes.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;

/**
 * An event as the body of a Simple expression: a map, so that {@code ${body[name]}} and Simple's functions work, which reads as the
 * event's JSON where Simple wants text.
 */
final class JsonBody extends LinkedHashMap<String, Object> {

    private static final long serialVersionUID = 1;

    private final transient JsonNode tree;

    private JsonBody(JsonNode tree) {
        this.tree = tree;
    }

    /** A map for an object; a list, text, number or boolean for anything else. */
    static Object of(JsonNode node) {
        if (node.isObject()) {
            JsonBody body = new JsonBody(node);
            node.properties().forEach(field -> body.put(field.getKey(), of(field.getValue())));
            return body;
        }
        if (node.isArray()) {
            List<Object> list = new ArrayList<>(node.size());
            for (Iterator<JsonNode> elements = node.elements(); elements.hasNext();) {
                list.add(of(elements.next()));
            }
            return list;
        }
        if (node.isNumber()) {
            return node.numberValue();
        }
        if (node.isBoolean()) {
            return node.booleanValue();
        }
        return node.isNull() || node.isMissingNode() ? null : node.asText();
    }

    JsonNode tree() {
        return tree;
    }

    @Override
    public String toString() {
        return tree.toString();
    }
}
