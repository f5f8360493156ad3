package io.inletroutes.jsonpath;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** What a segment picks among the children of one node (RFC 9535, section 2.3). */
sealed interface Selector {

    /** Adds what this picks from {@code node}, in order. */
    void select(JsonNode root, JsonNode node, List<JsonNode> into);

    /** Whether it picks one child at most. */
    default boolean isSingular() {
        return false;
    }

    /** The child a singular selector picks, or null. */
    default JsonNode selectOne(JsonNode node) {
        throw new IllegalStateException("not a singular selector");
    }

    /** One member of an object. */
    record Name(String name) implements Selector {

        @Override
        public void select(JsonNode root, JsonNode node, List<JsonNode> into) {
            JsonNode child = selectOne(node);
            if (child != null) {
                into.add(child);
            }
        }

        @Override
        public boolean isSingular() {
            return true;
        }

        @Override
        public JsonNode selectOne(JsonNode node) {
            return node.isObject() ? node.get(name) : null;
        }
    }

    /** One element of an array; a negative index counts from its end. */
    record Index(long index) implements Selector {

        @Override
        public void select(JsonNode root, JsonNode node, List<JsonNode> into) {
            JsonNode child = selectOne(node);
            if (child != null) {
                into.add(child);
            }
        }

        @Override
        public boolean isSingular() {
            return true;
        }

        @Override
        public JsonNode selectOne(JsonNode node) {
            if (!node.isArray()) {
                return null;
            }
            long at = index < 0 ? index + node.size() : index;
            return at >= 0 && at < node.size() ? node.get((int) at) : null;
        }
    }

    /** All children. */
    record Wildcard() implements Selector {

        @Override
        public void select(JsonNode root, JsonNode node, List<JsonNode> into) {
            if (node.isContainerNode()) {
                node.forEach(into::add);
            }
        }
    }

    /** Every {@code step}-th element of an array between two indexes; null stands for a bound that was left out. */
    record Slice(Long start, Long end, long step) implements Selector {

        @Override
        public void select(JsonNode root, JsonNode node, List<JsonNode> into) {
            if (!node.isArray() || step == 0) {
                return;
            }
            long length = node.size();
            if (step > 0) {
                long lower = clamp(normal(start == null ? 0 : start, length), 0, length);
                long upper = clamp(normal(end == null ? length : end, length), 0, length);
                for (long i = lower; i < upper; i += step) {
                    into.add(node.get((int) i));
                }
            } else {
                long upper = clamp(start == null ? length - 1 : normal(start, length), -1, length - 1);
                long lower = clamp(end == null ? -1 : normal(end, length), -1, length - 1);
                for (long i = upper; i > lower; i += step) {
                    into.add(node.get((int) i));
                }
            }
        }

        private static long normal(long index, long length) {
            return index < 0 ? index + length : index;
        }

        private static long clamp(long value, long least, long most) {
            return Math.min(Math.max(value, least), most);
        }
    }

    /** The children for which a condition holds. */
    record Filter(Condition condition) implements Selector {

        @Override
        public void select(JsonNode root, JsonNode node, List<JsonNode> into) {
            if (node.isContainerNode()) {
                for (JsonNode child : node) {
                    if (condition.holds(root, child)) {
                        into.add(child);
                    }
                }
            }
        }
    }
}
