package io.inletroutes.jsonpath;

/** The characters of a path, one after the other, and the tokens that several rules share. */
final class Scanner {

    private static final long MOST = (1L << 53) - 1;

    private final String text;
    private int at;

    Scanner(String text) {
        this.text = text;
    }

    boolean atEnd() {
        return at >= text.length();
    }

    char peek() {
        return text.charAt(at);
    }

    int peekCodePoint() {
        return text.codePointAt(at);
    }

    boolean at(char c) {
        return at < text.length() && text.charAt(at) == c;
    }

    /** Steps over one code point. */
    void next() {
        at += Character.charCount(text.codePointAt(at));
    }

    int position() {
        return at;
    }

    void back(int position) {
        at = position;
    }

    String since(int from) {
        return text.substring(from, at);
    }

    /** Steps over {@code token} when it stands here. */
    boolean take(String token) {
        if (text.startsWith(token, at)) {
            at += token.length();
            return true;
        }
        return false;
    }

    boolean isBlank(char c) {
        return c == ' ' || c == '\t' || c == '\n' || c == '\r';
    }

    void skipBlanks() {
        while (at < text.length() && isBlank(text.charAt(at))) {
            at++;
        }
    }

    boolean isNameFirst(int c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_' || c >= 0x80 && !(c >= 0xD800 && c <= 0xDFFF);
    }

    boolean isNameChar(int c) {
        return isNameFirst(c) || c >= '0' && c <= '9';
    }

    boolean startsInteger() {
        return !atEnd() && (peek() == '-' || peek() >= '0' && peek() <= '9');
    }

    /** An integer within the range that every JSON number keeps exactly. */
    long integer() {
        int from = at;
        boolean negative = take("-");
        int digits = at;
        while (!atEnd() && peek() >= '0' && peek() <= '9') {
            at++;
        }
        String number = text.substring(digits, at);
        if (number.isEmpty()) {
            throw errorAt(from, "a minus without digits", "write [-1] for the last element");
        }
        if (number.startsWith("0") && (negative || number.length() > 1)) {
            throw errorAt(from, "a number with a leading zero or minus zero", "write it as " + (number.matches("0+") ? "0" : number.replaceFirst("^0+", "")));
        }
        if (number.length() > 16 || Long.parseLong(number) > MOST) {
            throw errorAt(from, "a number beyond " + MOST, "write a smaller index");
        }
        return negative ? -Long.parseLong(number) : Long.parseLong(number);
    }

    /** A text in single or double quotes, its escapes resolved. */
    String string() {
        int from = at;
        char quote = text.charAt(at++);
        StringBuilder value = new StringBuilder();
        while (true) {
            if (atEnd()) {
                throw errorAt(from, "the text has no closing " + quote, "close it with " + quote);
            }
            char c = text.charAt(at);
            if (c == quote) {
                at++;
                return value.toString();
            }
            if (c == '\\') {
                escape(quote, value);
            } else if (c < 0x20) {
                throw error("a control character in a text", String.format("write it as \\u%04x", (int) c));
            } else if (Character.isSurrogate(c)) {
                pair(value);
            } else {
                value.append(c);
                at++;
            }
        }
    }

    private void pair(StringBuilder value) {
        int c = text.codePointAt(at);
        if (c < 0x10000) {
            throw error("half of a surrogate pair", "write the whole character");
        }
        value.appendCodePoint(c);
        at += 2;
    }

    private void escape(char quote, StringBuilder value) {
        int from = at++;
        char c = atEnd() ? ' ' : text.charAt(at++);
        if (c == quote) {
            value.append(quote);
            return;
        }
        switch (c) {
            case 'b' -> value.append('\b');
            case 'f' -> value.append('\f');
            case 'n' -> value.append('\n');
            case 'r' -> value.append('\r');
            case 't' -> value.append('\t');
            case '/', '\\' -> value.append(c);
            case 'u' -> unicode(from, value);
            case '\'', '"' -> throw errorAt(from, "\\" + c + " in a text quoted by " + quote, "write " + c + " without the backslash");
            default -> throw errorAt(from, "an escape that JSONPath does not know", "write \\\\ for a backslash");
        }
    }

    private void unicode(int from, StringBuilder value) {
        int unit = hex(from);
        if (Character.isLowSurrogate((char) unit)) {
            throw errorAt(from, "the second half of a surrogate pair alone", "write both halves: \\ud83d\\ude00");
        }
        value.append((char) unit);
        if (Character.isHighSurrogate((char) unit)) {
            int low = take("\\u") ? hex(from) : 0;
            if (!Character.isLowSurrogate((char) low)) {
                throw errorAt(from, "the first half of a surrogate pair alone", "write both halves: \\ud83d\\ude00");
            }
            value.append((char) low);
        }
    }

    private int hex(int from) {
        int unit = 0;
        for (int i = 0; i < 4; i++) {
            char c = atEnd() ? ' ' : text.charAt(at++);
            int digit = c < 0x80 ? Character.digit(c, 16) : -1;
            if (digit < 0) {
                throw errorAt(from, "\\u needs four hexadecimal digits", "write \\u0041");
            }
            unit = unit << 4 | digit;
        }
        return unit;
    }

    /** The character that stands here, for a message; a path is the engineer's own text and may be shown. */
    String show() {
        if (atEnd()) {
            return "end of the path";
        }
        int c = peekCodePoint();
        return c < 0x20 || c == 0x7f ? String.format("control character U+%04X", c) : "\"" + Character.toString(c) + "\"";
    }

    String restUpTo(int most) {
        return text.substring(at, Math.min(text.length(), at + most));
    }

    JsonPathException error(String problem, String cure) {
        return errorAt(at, problem, cure);
    }

    JsonPathException errorAt(int position, String problem, String cure) {
        return new JsonPathException(position + 1, problem, cure);
    }
}
