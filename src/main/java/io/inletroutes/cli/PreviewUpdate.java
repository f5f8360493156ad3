package io.inletroutes.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/**
 * A mapping brought up to a new payload preview: keys that came are put in their place, constants that were the old preview's become
 * the new one's, and every leaf that somebody wrote stays.
 */
final class PreviewUpdate {

    private final List<String> findings = new ArrayList<>();
    private final JsonNode mapping;

    PreviewUpdate(JsonNode oldPreview, JsonNode newPreview, JsonNode mapping) {
        this.mapping = mapping.deepCopy();
        JsonNode fresh = new MappingDraft(newPreview, Json.exact().createObjectNode()).mapping();
        merge("", oldPreview, newPreview, this.mapping, fresh);
    }

    JsonNode mapping() {
        return mapping;
    }

    /** What came, went and changed, a line each, in the new preview's order; empty when nothing did. */
    List<String> findings() {
        return List.copyOf(findings);
    }

    private void merge(String pointer, JsonNode was, JsonNode is, JsonNode mine, JsonNode fresh) {
        if (is.isObject() && was.isObject() && mine instanceof ObjectNode target) {
            is.properties().forEach(member -> member(pointer, member.getKey(), was, is, target, fresh));
            was.fieldNames().forEachRemaining(name -> {
                if (!is.has(name)) {
                    findings.add("went     " + place(pointer, name) + (target.has(name) ? "  (still in the mapping)" : ""));
                }
            });
        } else if (is.isArray() && was.isArray() && mine instanceof ArrayNode && !is.isEmpty() && !was.isEmpty() && !mine.isEmpty()) {
            merge(pointer + "/0", was.get(0), is.get(0), mine.get(0), fresh.path(0));
        } else if (is.getNodeType() != was.getNodeType() || is.isIntegralNumber() != was.isIntegralNumber()) {
            findings.add("changed  " + pointer + "  from " + kind(was) + " to " + kind(is));
        }
    }

    private void member(String pointer, String name, JsonNode was, JsonNode is, ObjectNode target, JsonNode fresh) {
        String place = place(pointer, name);
        if (!was.has(name)) {
            JsonNode draft = fresh.get(name);
            findings.add("came     " + place + (draft == null || !draft.isValueNode() ? "" : "  " + draft));
            if (draft != null && !target.has(name)) {
                target.set(name, draft);
            }
        } else if (target.has(name) && target.get(name).equals(was.get(name)) && is.get(name).isValueNode()) {
            if (!is.get(name).equals(was.get(name))) {
                findings.add("changed  " + place + "  the preview's constant");
                target.set(name, fresh.has(name) ? fresh.get(name) : is.get(name));
            }
        } else {
            merge(place, was.get(name), is.get(name), target.path(name), fresh.path(name));
        }
    }

    private static String place(String pointer, String name) {
        return pointer + "/" + name.replace("~", "~0").replace("/", "~1");
    }

    private static String kind(JsonNode node) {
        return switch (node.getNodeType()) {
            case STRING -> "text";
            case NUMBER -> node.isIntegralNumber() ? "integer" : "number";
            case BOOLEAN -> "boolean";
            case OBJECT -> "object";
            case ARRAY -> "list";
            default -> "nothing";
        };
    }
}
