package io.inletroutes.jsonpath;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** One step of a path: selectors applied to a node, or to it and all below it. */
final class Segment {

    private final boolean descendant;
    private final Selector[] selectors;

    Segment(boolean descendant, List<Selector> selectors) {
        this.descendant = descendant;
        this.selectors = selectors.toArray(Selector[]::new);
    }

    boolean isSingular() {
        return !descendant && selectors.length == 1 && selectors[0].isSingular();
    }

    /** The only selector; null when there are several or the segment descends. */
    Selector single() {
        return descendant || selectors.length != 1 ? null : selectors[0];
    }

    void select(JsonNode root, JsonNode node, List<JsonNode> into) {
        if (!descendant) {
            apply(root, node, into);
            return;
        }
        // A stack of our own: a document may be nested deeper than a thread's stack (RFC 9535, section 4.1).
        Deque<JsonNode> open = new ArrayDeque<>();
        open.push(node);
        while (!open.isEmpty()) {
            JsonNode next = open.pop();
            apply(root, next, into);
            pushChildren(next, open);
        }
    }

    private void apply(JsonNode root, JsonNode node, List<JsonNode> into) {
        for (Selector selector : selectors) {
            selector.select(root, node, into);
        }
    }

    /** The first child comes to lie on top, so that nodes are visited in the order of the document. */
    private static void pushChildren(JsonNode node, Deque<JsonNode> open) {
        if (node.isArray()) {
            for (int i = node.size() - 1; i >= 0; i--) {
                pushContainer(node.get(i), open);
            }
        } else if (node.isObject()) {
            JsonNode[] children = new JsonNode[node.size()];
            int count = 0;
            for (JsonNode child : node) {
                children[count++] = child;
            }
            while (count > 0) {
                pushContainer(children[--count], open);
            }
        }
    }

    private static void pushContainer(JsonNode node, Deque<JsonNode> open) {
        if (node.isContainerNode()) {
            open.push(node);
        }
    }
}
