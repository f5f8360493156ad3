package io.inletroutes.mapping;

import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NumericNode;
import java.math.BigDecimal;
import java.math.BigInteger;

/** Functions that decide the type of a leaf. */
final class TypeFunctions {

    private TypeFunctions() {
    }

    static Step string(FunctionCall call, Function.Tables tables) {
        return (value, fill) -> {
            String text = Value.text(value);
            if (text == null) {
                throw new Unfit("is " + Value.kind(value) + ", and string works on texts, numbers, true and false", "name one of its keys, or write ~> join(',')");
            }
            return text;
        };
    }

    static Step integer(FunctionCall call, Function.Tables tables) {
        return (value, fill) -> {
            NumericNode number = number(value, "integer");
            BigInteger whole = Numbers.whole(number);
            if (whole == null) {
                throw new Unfit("is no integer", "if a fraction is right, write ~> number");
            }
            return JsonNodeFactory.instance.numberNode(whole);
        };
    }

    private static NumericNode number(Object value, String wanted) throws Unfit {
        NumericNode number = value instanceof NumericNode node && Numbers.isFinite(node) ? node
                : value instanceof String text ? Numbers.parse(text) : null;
        if (number == null) {
            throw new Unfit("is no " + wanted, "write how the event writes it, decimal and grouping: ~> number(',', '.')");
        }
        return number;
    }

    /** {@code number}: as JSON writes it; {@code number(',', '.')}: decimal sign and grouping sign of the event. */
    static Step number(FunctionCall call, Function.Tables tables) {
        if (call.arguments().isEmpty()) {
            return (value, fill) -> number(value, "number");
        }
        char decimal = sign(call, 0);
        char grouping = call.arguments().size() > 1 ? sign(call, 1) : 0;
        if (decimal == grouping) {
            throw new IllegalArgumentException("number needs two different signs for decimal and grouping");
        }
        return (value, fill) -> {
            if (value instanceof NumericNode) {
                return value;
            }
            String plain = value instanceof String text ? plain(text, decimal, grouping) : null;
            if (plain == null) {
                throw new Unfit("is no number with \"" + decimal + "\" for the fraction" + (grouping == 0 ? "" : " and \"" + grouping + "\" between groups of three"),
                        "name the two signs the event uses: ~> number(',', '.')");
            }
            return DecimalNode.valueOf(new BigDecimal(plain));
        };
    }

    private static char sign(FunctionCall call, int index) {
        String sign = call.text(index);
        if (sign.length() != 1 || Numbers.isDigit(sign.charAt(0)) || sign.equals("-") || sign.equals("+")) {
            throw new IllegalArgumentException("number takes one character each for decimal and grouping");
        }
        return sign.charAt(0);
    }

    /** The text with a point and no grouping; null when it is no number so written. */
    private static String plain(String text, char decimal, char grouping) {
        StringBuilder plain = new StringBuilder(text.length());
        int at = 0;
        if (!text.isEmpty() && (text.charAt(0) == '-' || text.charAt(0) == '+')) {
            plain.append(text.charAt(0) == '-' ? "-" : "");
            at = 1;
        }
        int group = 0;
        boolean grouped = false;
        boolean fraction = false;
        boolean digits = false;
        for (; at < text.length(); at++) {
            char c = text.charAt(at);
            if (Numbers.isDigit(c)) {
                plain.append(c);
                digits = true;
                group++;
            } else if (c == decimal && !fraction && digits && (!grouped || group == 3)) {
                plain.append('.');
                fraction = true;
                group = 0;
                grouped = false;
            } else if (isGrouping(c, grouping) && !fraction && (grouped ? group == 3 : group >= 1 && group <= 3)) {
                grouped = true;
                group = 0;
            } else {
                return null;
            }
        }
        boolean complete = grouped ? group == 3 : group > 0;
        return digits && complete ? plain.toString() : null;
    }

    /** Swiss apostrophes and French blanks come in several characters that look the same. */
    private static boolean isGrouping(char c, char grouping) {
        return c == grouping && grouping != 0
                || (grouping == '\'' || grouping == '\u2019') && (c == '\'' || c == '\u2019')
                || (grouping == ' ' || grouping == '\u00a0' || grouping == '\u202f') && (c == ' ' || c == '\u00a0' || c == '\u202f');
    }

    static Step bool(FunctionCall call, Function.Tables tables) {
        if (call.arguments().size() == 1) {
            throw new IllegalArgumentException("boolean takes both words, for true and for false");
        }
        String yes = call.arguments().isEmpty() ? "true" : call.text(0);
        String no = call.arguments().isEmpty() ? "false" : call.text(1);
        if (yes.equalsIgnoreCase(no)) {
            throw new IllegalArgumentException("boolean takes two different words");
        }
        return (value, fill) -> {
            String text = Value.text(value);
            if (value instanceof Boolean) {
                return value;
            }
            if (yes.equalsIgnoreCase(text)) {
                return Boolean.TRUE;
            }
            if (no.equalsIgnoreCase(text)) {
                return Boolean.FALSE;
            }
            throw new Unfit("is neither '" + yes + "' nor '" + no + "'", "write the event's own two words: ~> boolean('" + yes + "', '" + no + "')");
        };
    }
}
