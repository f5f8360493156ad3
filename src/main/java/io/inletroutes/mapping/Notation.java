package io.inletroutes.mapping;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * What a text leaf of a mapping says, piece by piece. A leaf that is one path is a single {@link Variable}; one without any
 * {@code ${}} is a single {@link Text}.
 *
 * @param pieces      at least one
 * @param fromSetting whether a {@code {{setting}}} was filled in
 */
record Notation(List<Piece> pieces, boolean fromSetting) {

    /** A part of a leaf. */
    sealed interface Piece permits Text, Variable, Simple {
    }

    /** Characters sent as they are. */
    record Text(String text) implements Piece {
    }

    /** A path through functions. */
    record Variable(Pipe pipe) implements Piece {
    }

    /** An expression of Camel's Simple language, with its {@code ${}}. */
    record Simple(String expression, int column) implements Piece {
    }

    /** What follows {@code ${...}} when the whole leaf is an expression of Simple: elvis, ternary, chain or comparison. */
    private static final Pattern SIMPLE_OPERATOR = Pattern.compile("^\\s+(\\?:|~>|\\?~>|\\?|[=!<>]=?~?|&&|\\|\\||!?contains|!?in|!?is|!?regex|!?startsWith|!?endsWith|range)\\s.*", Pattern.DOTALL);

    Notation {
        pieces = List.copyOf(pieces);
    }

    /** The text of a leaf without variables. */
    Optional<String> constant() {
        return pieces.size() == 1 && pieces.get(0) instanceof Text text ? Optional.of(text.text()) : Optional.empty();
    }

    /** The one path that the leaf is. */
    Optional<Pipe> path() {
        return pieces.size() == 1 && pieces.get(0) instanceof Variable variable ? Optional.of(variable.pipe()) : Optional.empty();
    }

    /** Whether a leaf starts as a path inside {@code $each} does. */
    static boolean isRelative(String leaf) {
        return leaf.equals("@") || leaf.startsWith("@.") || leaf.startsWith("@[") || leaf.startsWith("@?") || leaf.startsWith("@ ~>");
    }

    /** @param settings fills {@code {{setting}}} */
    static Notation parse(String leaf, Function<String, Optional<String>> settings) throws NotationException {
        boolean path = leaf.startsWith("$") && !leaf.startsWith("$$") && !leaf.startsWith("${");
        if (path || isRelative(leaf)) {
            if (Character.isWhitespace(leaf.charAt(leaf.length() - 1))) {
                throw new NotationException(leaf.stripTrailing().length(), "a blank stands behind the path", "write \"" + leaf.strip() + "\"");
            }
            return new Notation(List.of(new Variable(Pipe.parse(leaf, 0))), false);
        }
        String stripped = leaf.stripLeading();
        if (!stripped.equals(leaf) && (stripped.startsWith("$.") || stripped.startsWith("$[") || stripped.startsWith("@."))) {
            throw new NotationException(0, "a blank stands before the path, so that it is text", "write \"" + leaf.strip() + "\"");
        }
        return new Parser(leaf, settings).parse();
    }

    private static final class Parser {

        private final String leaf;
        private final Function<String, Optional<String>> settings;
        private final List<Piece> pieces = new ArrayList<>();
        private final StringBuilder text = new StringBuilder();
        private boolean fromSetting;
        private boolean escaped;
        private boolean operator;
        private int at;

        Parser(String leaf, Function<String, Optional<String>> settings) {
            this.leaf = leaf;
            this.settings = settings;
        }

        Notation parse() throws NotationException {
            if (leaf.startsWith("$$") && !leaf.startsWith("$${")) {
                text.append('$');
                at = 2;
                escaped = true;
            }
            while (at < leaf.length()) {
                if (leaf.startsWith("$${", at)) {
                    literal("${", 3);
                } else if (leaf.startsWith("{{{{", at)) {
                    literal("{{", 4);
                } else if (leaf.startsWith("{{", at)) {
                    int close = leaf.indexOf("}}", at);
                    text.append(setting(close));
                    at = close + 2;
                } else if (leaf.startsWith("${", at)) {
                    expression();
                } else {
                    text.append(leaf.charAt(at++));
                }
            }
            endText();
            if (pieces.isEmpty()) {
                pieces.add(new Text(""));
            }
            boolean ours = pieces.stream().anyMatch(Variable.class::isInstance);
            if (operator && !ours && !escaped) {
                return new Notation(List.of(new Simple(settle(leaf), 0)), fromSetting);
            }
            return new Notation(pieces, fromSetting);
        }

        private void literal(String characters, int length) {
            text.append(characters);
            at += length;
            escaped = true;
        }

        private void expression() throws NotationException {
            endText();
            int close = close(leaf, at + 2);
            if (close < 0) {
                throw new NotationException(at, "${ is never closed", "close it with }, or write $${ for a literal ${");
            }
            String inside = leaf.substring(at + 2, close);
            int first = inside.length() - inside.stripLeading().length();
            String stripped = inside.strip();
            if (stripped.startsWith("$") || isRelative(stripped)) {
                pieces.add(new Variable(Pipe.parse(stripped, at + 2 + first)));
            } else if (stripped.isEmpty()) {
                throw new NotationException(at, "${} names nothing", "write a path or an expression inside: ${$.name}");
            } else {
                pieces.add(new Simple(settle("${" + inside + "}"), at));
                operator |= SIMPLE_OPERATOR.matcher(leaf.substring(close + 1)).matches();
            }
            at = close + 1;
        }

        private void endText() {
            if (!text.isEmpty()) {
                pieces.add(new Text(text.toString()));
                text.setLength(0);
            }
        }

        /** Fills the settings inside an expression. */
        private String settle(String expression) throws NotationException {
            StringBuilder settled = new StringBuilder();
            int here = at;
            int from = 0;
            for (int open = expression.indexOf("{{"); open >= 0; open = expression.indexOf("{{", from)) {
                int close = expression.indexOf("}}", open);
                if (close < 0) {
                    break;
                }
                settled.append(expression, from, open).append(value(expression.substring(open + 2, close), here + open));
                from = close + 2;
            }
            return settled.append(expression.substring(from)).toString();
        }

        private String setting(int close) throws NotationException {
            if (close < 0) {
                throw new NotationException(at, "{{ is never closed", "close it with }}, or write {{{{ for a literal {{");
            }
            return value(leaf.substring(at + 2, close), at);
        }

        private String value(String placeholder, int column) throws NotationException {
            fromSetting = true;
            int colon = placeholder.indexOf(':');
            String name = (colon < 0 ? placeholder : placeholder.substring(0, colon)).strip();
            Optional<String> found = settings.apply(name);
            if (found.isEmpty() && colon < 0) {
                throw new NotationException(column, "the setting " + name + " has no value", "set " + name + " in application.properties, or write $." + name + " when a field of the event is meant");
            }
            return found.orElseGet(() -> placeholder.substring(colon + 1));
        }

        /** Where the brace closes that was opened before {@code from}; quotes and inner braces are passed over. -1 when nowhere. */
        private static int close(String leaf, int from) {
            int open = 1;
            char quote = 0;
            for (int i = from; i < leaf.length(); i++) {
                char c = leaf.charAt(i);
                if (quote != 0) {
                    if (c == '\\') {
                        i++;
                    } else if (c == quote) {
                        quote = 0;
                    }
                } else if (c == '\'' || c == '"') {
                    quote = c;
                } else if (c == '{') {
                    open++;
                } else if (c == '}' && --open == 0) {
                    return i;
                }
            }
            return -1;
        }
    }
}
