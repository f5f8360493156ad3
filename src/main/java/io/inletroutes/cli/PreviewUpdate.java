package io.inletroutes.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * A mapping brought up to a new payload preview: keys that came are put in their place, constants that were the old preview's become
 * the new one's, and every leaf that somebody wrote stays. Where the new preview was already pasted over the old one, the mapping's
 * keys stand for the old preview's.
 */
final class PreviewUpdate {

    private final List<String> findings = new ArrayList<>();
    private final JsonNode mapping;
    private final boolean pastedOver;

    PreviewUpdate(JsonNode oldPreview, JsonNode newPreview, JsonNode mapping) {
        this.mapping = mapping.deepCopy();
        this.pastedOver = oldPreview.equals(newPreview);
        JsonNode fresh = new MappingDraft(newPreview, List.of()).mapping();
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
            (pastedOver ? mine : was).fieldNames().forEachRemaining(name -> {
                if (!is.has(name) && !name.startsWith("$")) {
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
        JsonNode draft = fresh.get(name);
        if (!was.has(name) || pastedOver && !target.has(name) && draft != null) {
            findings.add("came     " + place + (draft == null || !draft.isValueNode() ? "" : "  " + draft));
            if (draft != null && !target.has(name)) {
                insert(target, name, draft, is);
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

    /** Behind the key that comes before it in the preview. */
    private static void insert(ObjectNode target, String name, JsonNode draft, JsonNode is) {
        String before = null;
        for (Iterator<String> names = is.fieldNames(); names.hasNext();) {
            String other = names.next();
            if (other.equals(name)) {
                break;
            }
            before = target.has(other) ? other : before;
        }
        ObjectNode old = target.deepCopy();
        target.removeAll();
        boolean set = false;
        for (Map.Entry<String, JsonNode> member : old.properties()) {
            if (!set && before == null && !member.getKey().startsWith("$")) {
                target.set(name, draft);
                set = true;
            }
            target.set(member.getKey(), member.getValue());
            if (member.getKey().equals(before)) {
                target.set(name, draft);
                set = true;
            }
        }
        if (!set) {
            target.set(name, draft);
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
