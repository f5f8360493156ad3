package io.inletroutes.jsonpath;

import java.util.Arrays;
import java.util.Map;

/** A set of code points: ranges and general categories of Unicode. Filled by one thread, then only read. */
final class CharacterSet {

    private static final Map<String, Integer> TYPES = Map.ofEntries(Map.entry("Lu", (int) Character.UPPERCASE_LETTER), Map.entry("Ll", (int) Character.LOWERCASE_LETTER),
            Map.entry("Lt", (int) Character.TITLECASE_LETTER), Map.entry("Lm", (int) Character.MODIFIER_LETTER), Map.entry("Lo", (int) Character.OTHER_LETTER),
            Map.entry("Mn", (int) Character.NON_SPACING_MARK), Map.entry("Mc", (int) Character.COMBINING_SPACING_MARK), Map.entry("Me", (int) Character.ENCLOSING_MARK),
            Map.entry("Nd", (int) Character.DECIMAL_DIGIT_NUMBER), Map.entry("Nl", (int) Character.LETTER_NUMBER), Map.entry("No", (int) Character.OTHER_NUMBER),
            Map.entry("Pc", (int) Character.CONNECTOR_PUNCTUATION), Map.entry("Pd", (int) Character.DASH_PUNCTUATION), Map.entry("Ps", (int) Character.START_PUNCTUATION),
            Map.entry("Pe", (int) Character.END_PUNCTUATION), Map.entry("Pi", (int) Character.INITIAL_QUOTE_PUNCTUATION), Map.entry("Pf", (int) Character.FINAL_QUOTE_PUNCTUATION),
            Map.entry("Po", (int) Character.OTHER_PUNCTUATION), Map.entry("Zs", (int) Character.SPACE_SEPARATOR), Map.entry("Zl", (int) Character.LINE_SEPARATOR),
            Map.entry("Zp", (int) Character.PARAGRAPH_SEPARATOR), Map.entry("Sm", (int) Character.MATH_SYMBOL), Map.entry("Sc", (int) Character.CURRENCY_SYMBOL),
            Map.entry("Sk", (int) Character.MODIFIER_SYMBOL), Map.entry("So", (int) Character.OTHER_SYMBOL), Map.entry("Cc", (int) Character.CONTROL),
            Map.entry("Cf", (int) Character.FORMAT), Map.entry("Co", (int) Character.PRIVATE_USE), Map.entry("Cs", (int) Character.SURROGATE), Map.entry("Cn", (int) Character.UNASSIGNED));

    private final boolean negated;
    private int[] bounds = {};
    private int categories; // bit n: the category that Character.getType calls n

    CharacterSet(boolean negated) {
        this.negated = negated;
    }

    /** @throws IllegalArgumentException when the range runs backwards */
    CharacterSet add(int from, int to) {
        if (to < from) {
            throw new IllegalArgumentException("a range that runs backwards");
        }
        bounds = Arrays.copyOf(bounds, bounds.length + 2);
        bounds[bounds.length - 2] = from;
        bounds[bounds.length - 1] = to;
        return this;
    }

    /** @param name a category ({@code Lu}) or a group of them ({@code L}) */
    CharacterSet addCategory(String name, boolean others) {
        int bits = 0;
        for (Map.Entry<String, Integer> type : TYPES.entrySet()) {
            if (type.getKey().startsWith(name)) {
                bits |= 1 << type.getValue();
            }
        }
        categories |= others ? ~bits : bits;
        return this;
    }

    boolean has(int codePoint) {
        return isMember(codePoint) != negated;
    }

    private boolean isMember(int codePoint) {
        for (int i = 0; i < bounds.length; i += 2) {
            if (codePoint >= bounds[i] && codePoint <= bounds[i + 1]) {
                return true;
            }
        }
        return categories != 0 && (categories >>> Character.getType(codePoint) & 1) != 0;
    }
}
