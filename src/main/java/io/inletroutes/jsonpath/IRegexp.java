package io.inletroutes.jsonpath;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * I-Regexp (RFC 9485) on top of java.util.regex. Only what the RFC allows is taken; anything else matches nothing. As its section 5
 * maps them, {@code ^} and {@code $} keep the meaning they have in other engines.
 */
final class IRegexp {

    private static final int CACHED = 256;
    private static final Map<String, Optional<Pattern>> COMPILED = new ConcurrentHashMap<>();

    private final String text;
    private final StringBuilder out = new StringBuilder();
    private int at;

    private IRegexp(String text) {
        this.text = text;
    }

    /**
     * Whether {@code subject} matches {@code pattern}, whole or in part; false unless both are texts and the pattern is an I-Regexp.
     *
     * @throws TextTooLongException when the answer cannot be found out
     */
    static boolean test(JsonNode subject, JsonNode pattern, boolean whole) {
        if (subject == null || pattern == null || !subject.isTextual() || !pattern.isTextual()) {
            return false;
        }
        try {
            return compile(pattern.textValue())
                    .map(compiled -> whole ? compiled.matcher(subject.textValue()).matches() : compiled.matcher(subject.textValue()).find())
                    .orElse(false);
        } catch (StackOverflowError e) { // java.util.regex calls itself for each round of (a|b)*
            throw new TextTooLongException();
        }
    }

    private static Optional<Pattern> compile(String regexp) {
        Optional<Pattern> known = COMPILED.get(regexp);
        if (known != null) {
            return known;
        }
        Optional<Pattern> compiled = translate(regexp);
        if (COMPILED.size() < CACHED) { // patterns can come from events: never keep an unlimited number
            COMPILED.put(regexp, compiled);
        }
        return compiled;
    }

    private static Optional<Pattern> translate(String regexp) {
        IRegexp parser = new IRegexp(regexp);
        try {
            parser.alternatives(0);
            if (parser.at < regexp.length()) {
                return Optional.empty();
            }
            return Optional.of(Pattern.compile(parser.out.toString()));
        } catch (IllegalArgumentException | StringIndexOutOfBoundsException e) { // PatternSyntaxException is one of the first
            return Optional.empty();
        }
    }

    private void alternatives(int depth) {
        if (depth > 200) {
            throw new IllegalArgumentException("nested too deep");
        }
        branch(depth);
        while (at < text.length() && text.charAt(at) == '|') {
            out.append('|');
            at++;
            branch(depth);
        }
    }

    private void branch(int depth) {
        while (at < text.length() && text.charAt(at) != '|' && text.charAt(at) != ')') {
            atom(depth);
            quantifier();
        }
    }

    private void atom(int depth) {
        int c = text.codePointAt(at);
        at += Character.charCount(c);
        switch (c) {
            case '(' -> {
                out.append("(?:");
                alternatives(depth + 1);
                expect(')');
                out.append(')');
            }
            case '.' -> out.append("[^\\n\\r]");
            case '[' -> charClass();
            case '\\' -> escape();
            case '^' -> out.append("(?:^)");
            case '$' -> out.append("\\z");
            case '*', '+', '?', ')', ']', '{', '}', '|' -> throw new IllegalArgumentException("a character that must be escaped");
            default -> literal(c);
        }
    }

    private void quantifier() {
        if (at == text.length()) {
            return;
        }
        char c = text.charAt(at);
        if (c == '*' || c == '+' || c == '?') {
            out.append(c);
            at++;
        } else if (c == '{') {
            int end = text.indexOf('}', at);
            String range = text.substring(at, end + 1);
            if (!range.matches("\\{[0-9]+(,[0-9]*)?}")) {
                throw new IllegalArgumentException("no quantity");
            }
            out.append(range);
            at = end + 1;
        }
    }

    private void escape() {
        char c = text.charAt(at++);
        if (c == 'p' || c == 'P') {
            expect('{');
            int end = text.indexOf('}', at);
            String category = text.substring(at, end);
            if (!category.matches("L[lmotu]?|M[cen]?|N[dlo]?|P[cdefios]?|Z[lps]?|S[ckmo]?|C[cfno]?")) {
                throw new IllegalArgumentException("no category");
            }
            out.append('\\').append(c).append('{').append(category).append('}');
            at = end + 1;
        } else {
            literal(singleEscape(c));
        }
    }

    private static int singleEscape(char c) {
        return switch (c) {
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case '(', ')', '*', '+', '-', '.', '?', '[', '\\', ']', '^', '{', '|', '}', '$' -> c;
            default -> throw new IllegalArgumentException("no escape");
        };
    }

    private void charClass() {
        out.append('[');
        if (text.charAt(at) == '^') {
            out.append('^');
            at++;
        }
        boolean first = true;
        for (; text.charAt(at) != ']' || first; first = false) {
            if (text.charAt(at) == '-') {
                if (!first && text.charAt(at + 1) != ']') {
                    throw new IllegalArgumentException("a hyphen inside a class");
                }
                out.append("\\-");
                at++;
            } else {
                classMember();
            }
        }
        at++;
        out.append(']');
    }

    private void classMember() {
        if (text.charAt(at) == '\\' && (text.charAt(at + 1) == 'p' || text.charAt(at + 1) == 'P')) {
            at++;
            escape();
            return;
        }
        literal(classCharacter());
        if (text.charAt(at) == '-' && text.charAt(at + 1) != ']') {
            at++;
            out.append('-');
            literal(classCharacter());
        }
    }

    private int classCharacter() {
        int c = text.codePointAt(at);
        at += Character.charCount(c);
        if (c == '\\') {
            return singleEscape(text.charAt(at++));
        }
        if (c == '[' || c == ']' || c == '-') {
            throw new IllegalArgumentException("a character that must be escaped");
        }
        return c;
    }

    private void expect(char c) {
        if (text.charAt(at++) != c) {
            throw new IllegalArgumentException("expected " + c);
        }
    }

    /** Any code point as itself, whatever it means to java.util.regex. */
    private void literal(int c) {
        out.append("\\x{").append(Integer.toHexString(c)).append('}');
    }
}
