package io.inletroutes.jsonpath;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * I-Regexp (RFC 9485), read by its grammar. Only what the RFC allows is taken; anything else matches nothing. As its section 5
 * maps them, {@code ^} and {@code $} keep the meaning they have in other engines.
 */
final class IRegexp {

    private static final int DEEPEST = 200;
    private static final int CACHED = 256;
    private static final int LONGEST_CACHED = 4096;
    private static final int QUANTITY_DIGITS = 9; // what an int surely takes
    private static final CharacterSet ANY = new CharacterSet(true).add('\n', '\n').add('\r', '\r');
    private static final Map<String, Optional<Automaton>> COMPILED = new ConcurrentHashMap<>();

    private final String text;
    private int at;

    private IRegexp(String text) {
        this.text = text;
    }

    /**
     * Whether {@code subject} matches {@code pattern}, whole or in part; false unless both are texts and the pattern is an I-Regexp.
     *
     * @throws TextTooLongException when the answer would take too long
     */
    static boolean test(JsonNode subject, JsonNode pattern, boolean whole) {
        if (subject == null || pattern == null || !subject.isTextual() || !pattern.isTextual()) {
            return false;
        }
        Optional<Automaton> compiled = compile(pattern.textValue());
        return compiled.isPresent() && compiled.get().takes(subject.textValue(), whole);
    }

    private static Optional<Automaton> compile(String regexp) {
        Optional<Automaton> known = COMPILED.get(regexp);
        if (known != null) {
            return known;
        }
        Optional<Automaton> compiled = new IRegexp(regexp).whole().map(Automaton::of);
        if (COMPILED.size() < CACHED && regexp.length() <= LONGEST_CACHED) { // patterns can come from events: never keep an unlimited number
            COMPILED.put(regexp, compiled);
        }
        return compiled;
    }

    private Optional<RegexpPart> whole() {
        try {
            RegexpPart read = alternatives(0);
            return at < text.length() ? Optional.empty() : Optional.of(read);
        } catch (IllegalArgumentException | StringIndexOutOfBoundsException e) {
            return Optional.empty();
        }
    }

    private RegexpPart alternatives(int depth) {
        if (depth > DEEPEST) {
            throw new IllegalArgumentException("nested too deep");
        }
        List<RegexpPart> branches = new ArrayList<>();
        branches.add(branch(depth));
        while (at < text.length() && text.charAt(at) == '|') {
            at++;
            branches.add(branch(depth));
        }
        return branches.size() == 1 ? branches.get(0) : new RegexpPart.Any(List.copyOf(branches));
    }

    private RegexpPart branch(int depth) {
        List<RegexpPart> pieces = new ArrayList<>();
        while (at < text.length() && text.charAt(at) != '|' && text.charAt(at) != ')') {
            pieces.add(quantified(atom(depth)));
        }
        return new RegexpPart.Sequence(List.copyOf(pieces));
    }

    private RegexpPart atom(int depth) {
        int c = next();
        return switch (c) {
            case '(' -> {
                RegexpPart inside = alternatives(depth + 1);
                expect(')');
                yield inside;
            }
            case '.' -> new RegexpPart.One(ANY);
            case '[' -> new RegexpPart.One(characterClass());
            case '\\' -> new RegexpPart.One(escape(new CharacterSet(false)));
            case '^' -> RegexpPart.Edge.START;
            case '$' -> RegexpPart.Edge.END;
            case '*', '+', '?', ')', ']', '{', '}', '|' -> throw new IllegalArgumentException("a character that must be escaped");
            default -> new RegexpPart.One(new CharacterSet(false).add(c, c));
        };
    }

    private RegexpPart quantified(RegexpPart atom) {
        if (at == text.length()) {
            return atom;
        }
        char c = text.charAt(at);
        if (c == '*' || c == '+' || c == '?') {
            at++;
            return new RegexpPart.Repeat(atom, c == '+' ? 1 : 0, c == '?' ? 1 : RegexpPart.Repeat.ENDLESS);
        }
        if (c != '{') {
            return atom;
        }
        at++;
        int least = quantity();
        int most = least;
        if (text.charAt(at) == ',') {
            at++;
            most = text.charAt(at) == '}' ? RegexpPart.Repeat.ENDLESS : quantity();
        }
        expect('}');
        if (most < least) {
            throw new IllegalArgumentException("at most less than at least");
        }
        return new RegexpPart.Repeat(atom, least, most);
    }

    private int quantity() {
        int from = at;
        while (text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            at++;
        }
        String digits = text.substring(from, at).replaceFirst("^0+(?=.)", "");
        if (digits.isEmpty()) {
            throw new IllegalArgumentException("no quantity");
        }
        if (digits.length() > QUANTITY_DIGITS) {
            throw new TextTooLongException();
        }
        return Integer.parseInt(digits);
    }

    private CharacterSet escape(CharacterSet into) {
        char c = text.charAt(at++);
        if (c != 'p' && c != 'P') {
            return into.add(singleEscape(c), singleEscape(c));
        }
        expect('{');
        int end = text.indexOf('}', at);
        String category = text.substring(at, end);
        if (!category.matches("L[lmotu]?|M[cen]?|N[dlo]?|P[cdefios]?|Z[lps]?|S[ckmo]?|C[cfno]?")) {
            throw new IllegalArgumentException("no category");
        }
        at = end + 1;
        return into.addCategory(category, c == 'P');
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

    private CharacterSet characterClass() {
        boolean negated = text.charAt(at) == '^';
        if (negated) {
            at++;
        }
        CharacterSet members = new CharacterSet(negated);
        boolean first = true;
        for (; text.charAt(at) != ']' || first; first = false) {
            if (text.charAt(at) == '-') {
                if (!first && text.charAt(at + 1) != ']') {
                    throw new IllegalArgumentException("a hyphen inside a class");
                }
                members.add('-', '-');
                at++;
            } else {
                classMember(members);
            }
        }
        at++;
        return members;
    }

    private void classMember(CharacterSet members) {
        if (text.charAt(at) == '\\' && (text.charAt(at + 1) == 'p' || text.charAt(at + 1) == 'P')) {
            at++;
            escape(members);
            return;
        }
        int from = classCharacter();
        int to = from;
        if (text.charAt(at) == '-' && text.charAt(at + 1) != ']') {
            at++;
            to = classCharacter();
        }
        members.add(from, to);
    }

    private int classCharacter() {
        int c = next();
        if (c == '\\') {
            return singleEscape(text.charAt(at++));
        }
        if (c == '[' || c == ']' || c == '-') {
            throw new IllegalArgumentException("a character that must be escaped");
        }
        return c;
    }

    private int next() {
        int c = text.codePointAt(at);
        at += Character.charCount(c);
        return c;
    }

    private void expect(char c) {
        if (text.charAt(at++) != c) {
            throw new IllegalArgumentException("expected " + c);
        }
    }
}
