package io.inletroutes.mapping;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What people bring along from other notations, and how it is written here. */
final class Elsewhere {

    private static final Properties FUNCTIONS = functions();
    private static final Pattern OPERATOR = Pattern.compile("\\s*(->|=>|\\|>|\\|\\||\\?\\?|\\?:|&&|[=!<>]=|\\||~|\\+|=|<|>|&|\\?(?=.))|\\s+(?=[^\\s.\\[])");

    private Elsewhere() {
    }

    /** How to write a function that has another name, or another form, here. */
    static Optional<String> function(String name) {
        return Optional.ofNullable(FUNCTIONS.getProperty(name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "")));
    }

    /**
     * Refuses what follows a path without {@code ~>}: an arrow, a bar, a plus.
     *
     * @param path   as written, up to the first {@code ~>}
     * @param column where it starts in its leaf
     */
    static void refuseOperators(String path, int column) throws NotationException {
        Matcher operator = OPERATOR.matcher(path);
        int at = Outside.of(path).filter(i -> operator.region(i, path.length()).lookingAt()).findFirst().orElse(-1);
        if (at < 0) {
            return;
        }
        String first = path.substring(0, at).stripTrailing();
        if (!isPath(first)) {
            return;
        }
        operator.region(at, path.length()).lookingAt();
        String sign = operator.group(1) == null ? "" : operator.group(1);
        String cure = switch (sign) {
            case "->", "=>", "|>", "|", "~" -> "functions stand behind ~>: " + first + " ~> trim";
            case "??", "?:", "||", "?" -> "for what is sent without a value write " + first + " ~> default('value')";
            case "+", "&" -> "to join texts write ${" + first + "} ${$.other}";
            case "" -> "write ${" + first + "} where text stands around the path, ~> before a function";
            default -> "a comparison stands in a filter, as in $.list[?@.a == 'x'].b, or in Simple: ${iif(...)}";
        };
        throw new NotationException(column + operator.end() - sign.length(), sign.isEmpty() ? "text stands behind the path" : "\"" + sign + "\" stands behind the path", cure);
    }

    private static boolean isPath(String text) {
        try {
            Sources.compile(text, 0);
            return true;
        } catch (NotationException e) { // told where it is compiled for good
            return false;
        }
    }

    private static Properties functions() {
        Properties known = new Properties();
        try (InputStream file = Elsewhere.class.getResourceAsStream("functions-elsewhere.properties")) {
            known.load(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return known;
    }
}
