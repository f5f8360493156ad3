package io.inletroutes.jsonpath;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A path from the root or the current node through its segments. */
final class Query {

    private final boolean fromRoot;
    private final Segment[] segments;
    private final boolean singular;

    Query(boolean fromRoot, List<Segment> segments) {
        this.fromRoot = fromRoot;
        this.segments = segments.toArray(Segment[]::new);
        this.singular = segments.stream().allMatch(Segment::isSingular);
    }

    boolean isSingular() {
        return singular;
    }

    Optional<String> memberName() {
        return fromRoot && segments.length == 1 && segments[0].single() instanceof Selector.Name name
                ? Optional.of(name.name()) : Optional.empty();
    }

    List<JsonNode> select(JsonNode root, JsonNode current) {
        JsonNode start = fromRoot ? root : current;
        if (singular) {
            JsonNode found = selectOne(root, current);
            return found == null ? List.of() : List.of(found);
        }
        List<JsonNode> nodes = new ArrayList<>();
        nodes.add(start);
        for (Segment segment : segments) {
            List<JsonNode> next = new ArrayList<>();
            for (JsonNode node : nodes) {
                segment.select(root, node, next);
            }
            nodes = next;
        }
        return nodes;
    }

    /** Null when nothing is there. */
    JsonNode selectOne(JsonNode root, JsonNode current) {
        if (!singular) {
            throw new IllegalStateException("the path can match several nodes");
        }
        JsonNode node = fromRoot ? root : current;
        for (int i = 0; i < segments.length && node != null; i++) {
            node = segments[i].single().selectOne(node);
        }
        return node;
    }

    /** Whether anything is there. */
    boolean exists(JsonNode root, JsonNode current) {
        return singular ? selectOne(root, current) != null : !select(root, current).isEmpty();
    }
}
