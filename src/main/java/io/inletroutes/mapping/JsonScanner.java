package io.inletroutes.mapping;

import io.inletroutes.Location;
import io.inletroutes.Problem;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The characters of a JSON text, one token at a time, each with its line and column. */
final class JsonScanner {

    /** Stops reading. */
    static final class Refused extends RuntimeException {

        private static final long serialVersionUID = 1;

        private final transient Problem problem;

        Refused(Problem problem) {
            super(problem.firstLine(), null, false, false);
            this.problem = problem;
        }

        Problem problem() {
            return problem;
        }
    }

    private enum Repair {
        QUOTES("typographic quotes"), ENTITIES("HTML entities such as &quot;"), COMMENTS("a comment"), BLANKS("no-break spaces");

        private final String what;

        Repair(String what) {
            this.what = what;
        }
    }

    private static final Pattern NUMBER = Pattern.compile("-?(?:0|[1-9]\\d*)(?:\\.\\d+)?(?:[eE][+-]?\\d+)?");
    private static final int MAX_EXPONENT_DIGITS = 4;

    private final String file;
    private final Paste paste;
    private final String text;
    private final int end;
    private final BiConsumer<Location, String> repaired;
    private final Set<Repair> told = EnumSet.noneOf(Repair.class);
    private int at;
    private int line = 1;
    private int lineStart;

    JsonScanner(String file, Paste paste, BiConsumer<Location, String> repaired) {
        this.file = file;
        this.paste = paste;
        this.text = paste.text();
        this.end = text.length();
        this.repaired = repaired;
        skipBlanks();
    }

    boolean atEnd() {
        return at >= end;
    }

    /** The next character. Not at the end. */
    char peek() {
        return text.charAt(at);
    }

    /** Takes one character and the blanks behind it. */
    void take() {
        at++;
        skipBlanks();
    }

    int line() {
        return line;
    }

    int column() {
        return paste.distance(lineStart, at) + 1;
    }

    /** Goes to the next object, when other text stands here, and says where that is; empty when none follows. */
    Optional<Location> findObject() {
        int open = text.indexOf('{', at);
        if (open < 0) {
            return Optional.empty();
        }
        moveTo(open);
        return Optional.of(place(line, column()));
    }

    Location place(int atLine, int atColumn) {
        return new Location(file, atLine, atColumn);
    }

    Refused refuse(String what, String cure) {
        return refuseAt(line, column(), what, cure);
    }

    Refused refuseAt(int atLine, int atColumn, String what, String cure) {
        return new Refused(Problem.error(place(atLine, atColumn), what).fix(cure));
    }

    /** What to add to a cure when a text has swallowed what follows it. */
    String quoteHint(String read) {
        return read.chars().anyMatch(c -> isTypographic((char) c)) ? ", with straight quotes at both ends" : "";
    }

    boolean atQuote() {
        return at < end && (peek() == '"' || isTypographic(peek()) || entityQuote() > 0);
    }

    private int entityQuote() {
        return HtmlEntities.quote(text, at);
    }

    private static boolean isTypographic(char c) {
        return c >= '\u201c' && c <= '\u201f';
    }

    /** Reads a text with its quotes, and the blanks behind it. */
    String text() {
        int openLine = line;
        int openColumn = column();
        boolean entities = entityQuote() > 0;
        boolean typographic = isTypographic(peek());
        if (entities) {
            tell(Repair.ENTITIES);
            at += entityQuote();
        } else {
            if (typographic) {
                tell(Repair.QUOTES);
            }
            at++;
        }
        StringBuilder read = new StringBuilder();
        while (true) {
            if (at >= end) {
                throw refuseAt(openLine, openColumn, "the text that starts here is never closed", "close it with \", or paste the whole text");
            }
            char c = peek();
            if (entities ? entityQuote() > 0 : typographic ? isTypographic(c) || c == '"' : c == '"') {
                at += entities ? entityQuote() : 1;
                skipBlanks();
                return read.toString();
            }
            if (c == '\\') {
                escape(read);
            } else if (c < 0x20) {
                throw refuse(c == '\n' || c == '\r' ? "a line break inside a text" : "a control character inside a text",
                        c == '\n' || c == '\r' ? "join the two lines, or write \\n" : "write it as \\u" + String.format("%04x", (int) c));
            } else if (entities && c == '&') {
                at = HtmlEntities.read(text, at, end, read);
            } else {
                read.append(c);
                at++;
            }
        }
    }

    private void escape(StringBuilder read) {
        at++;
        if (at >= end) {
            throw refuse("the text ends after a backslash", "paste the whole text");
        }
        int quote = entityQuote();
        if (quote > 0) {
            read.append('"');
            at += quote;
            return;
        }
        char c = peek();
        at++;
        switch (c) {
            case '"', '\\', '/' -> read.append(c);
            case 'b' -> read.append('\b');
            case 'f' -> read.append('\f');
            case 'n' -> read.append('\n');
            case 'r' -> read.append('\r');
            case 't' -> read.append('\t');
            case 'u' -> {
                if (at + 4 > end || !text.substring(at, at + 4).matches("[0-9a-fA-F]{4}")) {
                    throw refuse("\\u needs four hexadecimal digits", "write \\u00e9, or the character itself");
                }
                read.append((char) Integer.parseInt(text.substring(at, at + 4), 16));
                at += 4;
            }
            default -> {
                at -= 2;
                throw refuse("\\" + c + " is no escape of JSON", "write \\\\ for a backslash");
            }
        }
    }

    /** Reads a number as it is written, and the blanks behind it. */
    String number() {
        Matcher number = NUMBER.matcher(text).region(at, end);
        if (!number.lookingAt()) {
            throw refuse("a minus without a number", "write digits behind it");
        }
        String read = number.group();
        int exponent = Math.max(read.indexOf('e'), read.indexOf('E'));
        if (exponent > 0 && read.length() - exponent - 1 > MAX_EXPONENT_DIGITS) {
            throw refuse("a number with an exponent that no system takes", "write its digits");
        }
        if (number.end() < end && "0123456789.eE+-_xX".indexOf(text.charAt(number.end())) >= 0
                || number.end() < end && Character.isLetter(text.charAt(number.end()))) {
            throw refuse("this is no JSON number", "write digits with a point for the fraction and no leading zero, or a text in double quotes");
        }
        at = number.end();
        skipBlanks();
        return read;
    }

    /** Reads letters and digits, and the blanks behind them. Empty when there are none. */
    String word() {
        int from = at;
        while (at < end && (Character.isLetterOrDigit(peek()) || peek() == '_')) {
            at++;
        }
        String read = text.substring(from, at);
        if (!read.isEmpty()) {
            skipBlanks();
        }
        return read;
    }

    private void skipBlanks() {
        while (at < end) {
            char c = peek();
            if (c == '\n' || c == '\r' || c == ' ' || c == '\t') {
                advance();
            } else if (Character.isSpaceChar(c) || c == '\u200b' || c == '\ufeff' || c == '\u2060') {
                tell(Repair.BLANKS);
                at++;
            } else if (HtmlEntities.blank(text, at) > 0) {
                tell(Repair.ENTITIES);
                at += HtmlEntities.blank(text, at);
            } else if (c == '#' || text.startsWith("//", at)) {
                tell(Repair.COMMENTS);
                while (at < end && peek() != '\n' && peek() != '\r') {
                    at++;
                }
            } else if (text.startsWith("/*", at)) {
                skipComment("*/");
            } else if (text.startsWith("<!--", at)) {
                skipComment("-->");
            } else {
                return;
            }
        }
    }

    private void skipComment(String closing) {
        tell(Repair.COMMENTS);
        int close = text.indexOf(closing, at + 2);
        if (close < 0) {
            throw refuse("the comment that starts here is never closed", "close it with " + closing + ", or delete it");
        }
        moveTo(close + closing.length());
    }

    private void moveTo(int target) {
        while (at < target) {
            advance();
        }
    }

    /** One character on, counting lines: \n, \r\n and a lone \r each end one. */
    private void advance() {
        char c = text.charAt(at++);
        if (c == '\n' || c == '\r' && !(at < text.length() && text.charAt(at) == '\n')) {
            line++;
            lineStart = at;
        }
    }

    private void tell(Repair repair) {
        if (told.add(repair)) {
            repaired.accept(place(line, column()), repair.what);
        }
    }
}
