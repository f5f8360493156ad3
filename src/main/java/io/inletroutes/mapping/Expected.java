package io.inletroutes.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NumericNode;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;

/**
 * The type that a leaf must have, and who says so. Writes values of that type, and says why another does not fit.
 *
 * @param type    what the inlet takes there
 * @param because for messages: {@code preview shows 10}
 */
record Expected(LeafType type, String because) {

    /** Nothing is known: the event's own type. */
    static final Expected ANYTHING = new Expected(LeafType.ANY, "nothing says which type");

    private static final BigInteger MAX_LONG = BigInteger.ONE.shiftLeft(53).subtract(BigInteger.ONE);
    private static final BigInteger MAX_INTEGER = BigInteger.valueOf(Integer.MAX_VALUE);
    private static final BigInteger MIN_INTEGER = BigInteger.valueOf(Integer.MIN_VALUE);
    private static final int SURELY_32_BIT = 9;

    /** Whether {@link #write(byte[], int, int, Bytes)} may be tried. */
    boolean isWrittenFromText() {
        return type.isTextual() || type == LeafType.INTEGER || type == LeafType.LONG;
    }

    /** Writes a slice of text in UTF-8, not empty, where it surely needs no converting; false, and nothing written, where it might. */
    boolean write(byte[] utf8, int from, int end, Bytes out) {
        if (type.isTextual()) {
            if (type == LeafType.DATE_TIME && !DateTimes.isUsual(utf8, from, end)) {
                return false;
            }
            out.text(utf8, from, end);
            return true;
        }
        if (end - from > SURELY_32_BIT || !Numbers.isPlainInteger(utf8, from, end)) {
            return false;
        }
        out.raw(utf8, from, end);
        return true;
    }

    /** Writes a value that is one, converted where that loses nothing. */
    void write(Object value, Bytes out) throws Unfit {
        switch (type) {
            case TEXT -> out.text(asText(value));
            case DATE_TIME -> out.text(asDateTime(value));
            case INTEGER, LONG -> writeInteger(value, out);
            case NUMBER -> writeNumber(value, out);
            case BOOLEAN -> out.plain(asBoolean(value));
            case ARRAY -> writeArray(value, out);
            case OBJECT -> writeObject(value, out);
            default -> writeAny(value, out);
        }
    }

    private String asText(Object value) throws Unfit {
        if (value instanceof String text) {
            return text;
        }
        if (value instanceof JsonNode node && node.isObject()) {
            throw unfit("is an object, not text", "name one of its keys");
        }
        if (Value.text(value) == null) {
            throw unfit("is a list, not text", "take one element, or write ~> join(',')");
        }
        throw unfit("is " + Value.kind(value) + ", not text", "if it is meant as text, write ~> string");
    }

    private String asDateTime(Object value) throws Unfit {
        if (!(value instanceof String text)) {
            throw unfit("is " + Value.kind(value) + ", not a date-time",
                    value instanceof NumericNode ? "write ~> dateTime('epochMillis') or ~> dateTime('epochSeconds')" : "name the key that holds the time");
        }
        String time = DateTimes.rfc3339(text);
        if (time == null) {
            throw unfit("is no date-time with a zone", "write how the event writes it: ~> dateTime('dd.MM.yyyy HH:mm', 'Europe/Zurich')");
        }
        return time;
    }

    private void writeInteger(Object value, Bytes out) throws Unfit {
        if (value instanceof String text && Numbers.isPlainInteger(text) && text.length() <= SURELY_32_BIT) {
            out.plain(text);
            return;
        }
        NumericNode number = number(value, "integer");
        BigInteger whole = Numbers.whole(number);
        if (whole == null) {
            throw unfit("is no integer", "if a fraction is right, write ~> number");
        }
        if (type == LeafType.INTEGER && (whole.compareTo(MAX_INTEGER) > 0 || whole.compareTo(MIN_INTEGER) < 0)) {
            throw unfit("does not fit into 32 bits", "if the field is a long, add the schema as schema.json, or write ~> number");
        }
        if (whole.abs().compareTo(MAX_LONG) > 0) {
            throw unfit("is larger than 2^53-1", "no integer field of the inlet takes it; send it to a text field with ~> string");
        }
        out.plain(whole.toString());
    }

    private void writeNumber(Object value, Bytes out) throws Unfit {
        if (value instanceof String text && Numbers.isPlainNumber(text)) {
            out.plain(text);
            return;
        }
        out.plain(Value.digits(number(value, "number")));
    }

    private NumericNode number(Object value, String wanted) throws Unfit {
        if (value instanceof NumericNode number && Numbers.isFinite(number)) {
            return number;
        }
        NumericNode parsed = value instanceof String text ? Numbers.parse(text) : null;
        if (parsed == null) {
            throw unfit("is no " + wanted, cureForNumber(value));
        }
        return parsed;
    }

    private static String cureForNumber(Object value) {
        if (!(value instanceof String text)) {
            return "name a key that holds a number";
        }
        if (Numbers.parse(text.strip()) != null) {
            return "there are blanks around it: write ~> trim";
        }
        boolean digits = text.chars().anyMatch(c -> Numbers.isDigit((char) c));
        return digits ? "write how the event writes it, decimal and grouping: ~> number(',', '.')" : "name a key that holds a number, or correct the event";
    }

    private String asBoolean(Object value) throws Unfit {
        if (value instanceof Boolean) {
            return value.toString();
        }
        if (value instanceof String text) {
            if (text.equalsIgnoreCase("true")) {
                return "true";
            }
            if (text.equalsIgnoreCase("false")) {
                return "false";
            }
        }
        throw unfit("is neither true nor false", value instanceof String ? "write the event's own two words: ~> boolean('yes', 'no')"
                : "name a key that holds true or false");
    }

    private void writeArray(Object value, Bytes out) throws Unfit {
        List<Object> list = Value.list(value);
        if (list == null) {
            throw unfit("is " + Value.kind(value) + ", not a list", "write the leaf inside brackets: [\"$.a\"]");
        }
        ANYTHING.writeAny(list, out);
    }

    private void writeObject(Object value, Bytes out) throws Unfit {
        if (!(value instanceof JsonNode node && node.isObject())) {
            throw unfit("is " + Value.kind(value) + ", not an object", "write the object with one leaf per key");
        }
        writeAny(value, out);
    }

    /** Any value as it is; keys and elements without a value are left out, since the inlet takes no null. */
    private void writeAny(Object value, Bytes out) throws Unfit {
        if (value instanceof String text) {
            out.text(text);
        } else if (value instanceof JsonNode node && node.isObject()) {
            out.ascii('{');
            boolean first = true;
            for (Map.Entry<String, JsonNode> field : node.properties()) {
                Object inner = Value.of(field.getValue());
                if (inner != null) {
                    if (!first) {
                        out.ascii(',');
                    }
                    first = false;
                    out.text(field.getKey());
                    out.ascii(':');
                    writeAny(inner, out);
                }
            }
            out.ascii('}');
        } else if (Value.text(value) != null) {
            writeScalar(value, out);
        } else {
            out.ascii('[');
            boolean first = true;
            for (Object inner : Value.list(value)) {
                if (inner != null) {
                    if (!first) {
                        out.ascii(',');
                    }
                    first = false;
                    writeAny(inner, out);
                }
            }
            out.ascii(']');
        }
    }

    private void writeScalar(Object value, Bytes out) throws Unfit {
        if (value instanceof NumericNode number && !Numbers.isFinite(number)) {
            throw unfit("is no number that JSON can write", "correct the event");
        }
        out.plain(Value.text(value));
    }

    private Unfit unfit(String what, String cure) {
        return new Unfit(what, this == ANYTHING || type == LeafType.ANY ? cure : because + "; " + cure);
    }
}
