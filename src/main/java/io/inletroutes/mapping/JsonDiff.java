package io.inletroutes.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The differences between two JSON values, one line each, numbers compared by value. */
final class JsonDiff {

    private JsonDiff() {
    }

    /** Empty when they are the same. Lines read {@code /a/b: expected 1, got 2}. */
    static List<String> between(JsonNode expected, JsonNode found) {
        List<String> differences = new ArrayList<>();
        compare("", expected, found, differences);
        return differences;
    }

    private static void compare(String pointer, JsonNode expected, JsonNode found, List<String> differences) {
        if (expected.isObject() && found.isObject()) {
            Set<String> keys = new LinkedHashSet<>();
            expected.fieldNames().forEachRemaining(keys::add);
            found.fieldNames().forEachRemaining(keys::add);
            for (String key : keys) {
                compare(pointer + "/" + key.replace("~", "~0").replace("/", "~1"), expected.path(key), found.path(key), differences);
            }
        } else if (expected.isArray() && found.isArray()) {
            for (int i = 0; i < Math.max(expected.size(), found.size()); i++) {
                compare(pointer + "/" + i, expected.path(i), found.path(i), differences);
            }
        } else if (!same(expected, found)) {
            differences.add((pointer.isEmpty() ? "/" : pointer) + ": expected " + shown(expected) + ", got " + shown(found));
        }
    }

    private static boolean same(JsonNode expected, JsonNode found) {
        if (expected.isNumber() && found.isNumber()) {
            return expected.decimalValue().compareTo(found.decimalValue()) == 0;
        }
        return expected.equals(found);
    }

    private static String shown(JsonNode node) {
        return node.isMissingNode() ? "nothing" : node.toString();
    }
}
