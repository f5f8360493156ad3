package io.inletroutes.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NumericNode;
import java.math.BigDecimal;
import java.math.BigInteger;

/** Numbers written as text. Every digit is kept; only ASCII digits count. */
final class Numbers {

    private static final int MAX_EXPONENT = 400;
    private static final int LONG_DIGITS = 18;

    private Numbers() {
    }

    /** Whether the text is digits alone, with or without a minus: the common case, told without making anything. */
    static boolean isPlainInteger(String text) {
        int length = text.length();
        int i = length > 0 && text.charAt(0) == '-' ? 1 : 0;
        if (i == length || text.charAt(i) == '0' && (length > i + 1 || i == 1)) {
            return false;
        }
        for (; i < length; i++) {
            if (!isDigit(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    /** The same of a slice of UTF-8. */
    static boolean isPlainInteger(byte[] utf8, int from, int end) {
        int i = end > from && utf8[from] == '-' ? from + 1 : from;
        if (i == end || utf8[i] == '0' && (end > i + 1 || i > from)) {
            return false;
        }
        for (; i < end; i++) {
            if (!isDigit((char) utf8[i])) {
                return false;
            }
        }
        return true;
    }

    /** Whether the text is a number exactly as JSON writes it, without an exponent. */
    static boolean isPlainNumber(String text) {
        int point = text.indexOf('.');
        if (point < 0) {
            return text.equals("0") || isPlainInteger(text);
        }
        String whole = text.substring(0, point);
        return (whole.equals("0") || whole.equals("-0") || isPlainInteger(whole)) && areDigits(text, point + 1);
    }

    /** The number that a text is: digits, a sign, a point, an exponent. Null when it is none. */
    static NumericNode parse(String text) {
        int length = text.length();
        int i = length > 0 && (text.charAt(0) == '-' || text.charAt(0) == '+') ? 1 : 0;
        int digits = i;
        boolean point = false;
        while (digits < length && (isDigit(text.charAt(digits)) || !point && text.charAt(digits) == '.' && digits > i)) {
            point |= text.charAt(digits) == '.';
            digits++;
        }
        if (digits == i || text.charAt(digits - 1) == '.') {
            return null;
        }
        if (digits < length && !isExponent(text, digits)) {
            return null;
        }
        if (!point && digits == length) {
            String whole = text.charAt(0) == '+' ? text.substring(1) : text;
            return whole.length() <= LONG_DIGITS ? JsonNodeFactory.instance.numberNode(Long.parseLong(whole))
                    : (NumericNode) JsonNodeFactory.instance.numberNode(new BigInteger(whole));
        }
        return DecimalNode.valueOf(new BigDecimal(text));
    }

    private static boolean isExponent(String text, int at) {
        if (text.charAt(at) != 'e' && text.charAt(at) != 'E') {
            return false;
        }
        int from = at + 1;
        if (from < text.length() && (text.charAt(from) == '-' || text.charAt(from) == '+')) {
            from++;
        }
        return areDigits(text, from) && text.length() - from <= 4 && Integer.parseInt(text.substring(from)) <= MAX_EXPONENT;
    }

    /** The whole number that a number is, without a fraction of zeros; null when it has a fraction. */
    static BigInteger whole(NumericNode number) {
        if (number.isIntegralNumber()) {
            return number.bigIntegerValue();
        }
        if (number.isFloat() || number.isDouble()) {
            double value = number.doubleValue();
            if (Double.isNaN(value) || Double.isInfinite(value)) {
                return null;
            }
        }
        BigDecimal decimal = number.decimalValue();
        if (decimal.precision() - (long) decimal.scale() > MAX_EXPONENT) {
            return null;
        }
        try {
            return decimal.toBigIntegerExact();
        } catch (ArithmeticException e) {
            return null;
        }
    }

    /** Whether JSON can write it. */
    static boolean isFinite(JsonNode number) {
        return !(number.isDouble() || number.isFloat()) || Double.isFinite(number.doubleValue());
    }

    static boolean areDigits(String text, int from) {
        for (int i = from; i < text.length(); i++) {
            if (!isDigit(text.charAt(i))) {
                return false;
            }
        }
        return from < text.length();
    }

    static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
