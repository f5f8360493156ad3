package io.inletroutes.jsonpath;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.Iterator;
import java.util.Map;

/** How values compare (RFC 9535, section 2.3.5.2.2): numbers by value, texts by Unicode scalar values, Nothing equals Nothing. */
final class Values {

    private Values() {
    }

    /** @param a null for Nothing, likewise {@code b} */
    static boolean equal(JsonNode a, JsonNode b) {
        if (a == null || b == null) {
            return a == b;
        }
        if (a.isNumber() && b.isNumber()) {
            return compareNumbers(a, b) == 0;
        }
        if (a.isArray() && b.isArray()) {
            return equalElements(a, b);
        }
        if (a.isObject() && b.isObject()) {
            return equalMembers(a, b);
        }
        return a.equals(b);
    }

    /** False unless both are numbers or both are texts. */
    static boolean less(JsonNode a, JsonNode b) {
        if (a == null || b == null) {
            return false;
        }
        if (a.isNumber() && b.isNumber()) {
            return compareNumbers(a, b) < 0;
        }
        return a.isTextual() && b.isTextual() && compareTexts(a.textValue(), b.textValue()) < 0;
    }

    private static boolean equalElements(JsonNode a, JsonNode b) {
        if (a.size() != b.size()) {
            return false;
        }
        for (int i = 0; i < a.size(); i++) {
            if (!equal(a.get(i), b.get(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean equalMembers(JsonNode a, JsonNode b) {
        if (a.size() != b.size()) {
            return false;
        }
        for (Iterator<Map.Entry<String, JsonNode>> members = a.fields(); members.hasNext();) {
            Map.Entry<String, JsonNode> member = members.next();
            JsonNode other = b.get(member.getKey());
            if (other == null || !equal(member.getValue(), other)) {
                return false;
            }
        }
        return true;
    }

    private static int compareNumbers(JsonNode a, JsonNode b) {
        if (a.canConvertToLong() && b.canConvertToLong() && a.isIntegralNumber() && b.isIntegralNumber()) {
            return Long.compare(a.longValue(), b.longValue());
        }
        if (isNotFinite(a) || isNotFinite(b)) {
            return Double.compare(a.doubleValue(), b.doubleValue());
        }
        return exact(a).compareTo(exact(b));
    }

    private static boolean isNotFinite(JsonNode number) {
        return (number.isDouble() || number.isFloat()) && !Double.isFinite(number.doubleValue());
    }

    private static BigDecimal exact(JsonNode number) {
        return number.decimalValue();
    }

    /** By scalar values: a supplementary character comes after every other, which its UTF-16 halves would hide. */
    private static int compareTexts(String a, String b) {
        int shorter = Math.min(a.length(), b.length());
        for (int i = 0; i < shorter; i++) {
            char x = a.charAt(i);
            char y = b.charAt(i);
            if (x != y) {
                boolean xHalf = Character.isSurrogate(x);
                boolean yHalf = Character.isSurrogate(y);
                return xHalf == yHalf ? Character.compare(x, y) : xHalf ? 1 : -1;
            }
        }
        return Integer.compare(a.length(), b.length());
    }
}
