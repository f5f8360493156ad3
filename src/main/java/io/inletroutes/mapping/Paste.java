package io.inletroutes.mapping;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A text as people paste it, reduced to the JSON in it. What certainly is only its surroundings (line numbers, quote marks of a mail,
 * a fence, a curl command) becomes blanks, so that every place stays where it was. Used once, by one thread.
 */
final class Paste {

    /** Something found around the JSON, and where. Its cure is null where no more is needed than to leave it away. */
    record Finding(int line, int column, String what, String cure) {
    }

    private static final Pattern NUMBERED = Pattern.compile("[ \\t]*(\\d{1,6})(?:[:.|)]|(?=[ \\t]|$))");
    private static final Pattern QUOTED = Pattern.compile("[ \\t]*>[> \\t]*");
    private static final Pattern ADDED = Pattern.compile("\\+");
    private static final String MARK = "```+|~~~+|---+|\\{code(?::[^}\\r\\n]*)?}|\\{noformat}";
    private static final Pattern OPENS = Pattern.compile("(?m)^[ \\t]*(?:" + MARK + "|<pre[^>]*>(?:\\s*<code[^>]*>)?|<code[^>]*>)[ \\t]*[\\w+-]*[ \\t]*(?=[\\r\\n{\\[\"&]|$)");
    private static final Pattern CLOSES = Pattern.compile("(?m)(?:" + MARK + "|</code>\\s*</pre>|</pre>|</code>)[ \\t]*$");
    private static final Pattern COMMAND = Pattern.compile("\\s*(?:[$>#] ?)?curl\\s");
    private static final Pattern DATA = Pattern.compile("\\s(?:--data(?:-raw|-binary|-ascii)?|--json|-d)[\\s=]*(['\"@])");

    private final StringBuilder text;
    private final List<Finding> findings = new ArrayList<>();
    private Finding refusal;
    private int[] columns;

    Paste(String pasted) {
        this.text = new StringBuilder(pasted);
        clearMargin();
        openCommand();
        openFence();
        openQuotes();
        unescape();
    }

    /** What is left: blanks, and the JSON. */
    String text() {
        return text.toString();
    }

    /** What was there besides, in the order of its discovery. */
    List<Finding> findings() {
        return findings;
    }

    /** Why this text is not even read. */
    Optional<Finding> refusal() {
        return Optional.ofNullable(refusal);
    }

    /** How many characters {@code at} stands behind {@code lineStart} in the text as it was pasted. */
    int distance(int lineStart, int at) {
        return columns == null ? at - lineStart : columns[at] - columns[lineStart];
    }

    /** Line numbers, quote marks or plus signs before every line. */
    private void clearMargin() {
        List<int[]> lines = lines();
        if (lines.size() > 1 && numbered(lines) && clear(lines, NUMBERED)) {
            tell(0, "line numbers");
        } else if (clear(lines, QUOTED)) {
            tell(0, "a quote mark before each line");
        } else if (clear(lines, ADDED)) {
            tell(0, "a plus sign before each line");
        }
    }

    /** From and to of each line that is not blank. */
    private List<int[]> lines() {
        List<int[]> lines = new ArrayList<>();
        int from = 0;
        for (int i = 0; i <= text.length(); i++) {
            if (i == text.length() || text.charAt(i) == '\n' || text.charAt(i) == '\r') {
                if (!text.substring(from, i).isBlank()) {
                    lines.add(new int[] {from, i});
                }
                from = i + 1;
            }
        }
        return lines;
    }

    private boolean numbered(List<int[]> lines) {
        long next = -1;
        for (int[] line : lines) {
            Matcher number = NUMBERED.matcher(text).region(line[0], line[1]);
            if (!number.lookingAt() || next >= 0 && Long.parseLong(number.group(1)) != next) {
                return false;
            }
            next = Long.parseLong(number.group(1)) + 1;
        }
        return true;
    }

    private boolean clear(List<int[]> lines, Pattern margin) {
        List<Matcher> found = new ArrayList<>();
        for (int[] line : lines) {
            Matcher matcher = margin.matcher(text).region(line[0], line[1]);
            if (!matcher.lookingAt()) {
                return false;
            }
            found.add(matcher);
        }
        found.forEach(matcher -> blank(matcher.start(), matcher.end()));
        return !found.isEmpty();
    }

    /** The data of a curl command. */
    private void openCommand() {
        if (!COMMAND.matcher(text).lookingAt()) {
            return;
        }
        Matcher data = DATA.matcher(text);
        if (!data.find()) {
            refuse(0, "a curl command without its data", "paste the payload preview: an object with header and body");
            return;
        }
        int open = data.start(1);
        char quote = text.charAt(open);
        int close = quote == '\'' ? text.indexOf("'", open + 1) : closingQuote(open);
        if (quote == '@' || open + 1 < text.length() && text.charAt(open + 1) == '@') {
            refuse(open, "curl reads the payload from a file", "paste what is in that file");
        } else if (close < 0) {
            refuse(open, "the quote before the data of curl is never closed", "paste the whole command, or the JSON alone");
        } else if (text.indexOf("'\\''", close) == close) {
            refuse(close, "a quote inside the quotes of the shell", "paste the JSON alone");
        } else {
            tell(open, "a curl command around the JSON");
            keep(open + 1, close);
        }
    }

    private int closingQuote(int open) {
        for (int i = open + 1; i < text.length(); i++) {
            if (text.charAt(i) == '\\') {
                i++;
            } else if (text.charAt(i) == '"') {
                return i;
            }
        }
        return -1;
    }

    /** The one block between two fences. */
    private void openFence() {
        Matcher opens = OPENS.matcher(text);
        if (!opens.find()) {
            return;
        }
        int from = opens.end();
        Matcher closes = CLOSES.matcher(text);
        boolean closed = closes.find(from);
        if (closed && opens.find(closes.end())) {
            refuse(opens.start(), "a second block between fences starts here", "keep one of the two");
            return;
        }
        tell(opens.reset().find() ? opens.start() : 0, "a fence around the JSON");
        keep(from, closed ? closes.start() : text.length());
    }

    /** Quotes of a shell or of inline code around the whole. */
    private void openQuotes() {
        int first = firstInk(0);
        int last = lastInk();
        if (first >= last) {
            return;
        }
        char quote = text.charAt(first);
        int inside = firstInk(first + 1);
        if ((quote == '\'' || quote == '`') && text.charAt(last) == quote && (text.charAt(inside) == '{' || text.charAt(inside) == '[')) {
            tell(first, "quotes around the JSON");
            keep(first + 1, last);
        }
    }

    /** JSON that was written as a text: {@code "{\"header\": ...}"}, with its own quotes or without. */
    private void unescape() {
        int first = firstInk(0);
        int last = lastInk();
        if (first >= last) {
            return;
        }
        boolean quoted = text.charAt(first) == '"' && text.charAt(last) == '"';
        int from = quoted ? first + 1 : first;
        int to = quoted ? last : last + 1;
        EscapedJson inside = EscapedJson.read(text, from, to);
        if (inside != null) {
            tell(first, "JSON written as a text, with backslashes before its quotes");
            columns = inside.places();
            text.setLength(0);
            text.append(inside.text());
        }
    }

    private int firstInk(int from) {
        int at = from;
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        return at;
    }

    private int lastInk() {
        int at = text.length() - 1;
        while (at >= 0 && Character.isWhitespace(text.charAt(at))) {
            at--;
        }
        return at;
    }

    private void keep(int from, int to) {
        text.setLength(to);
        blank(0, from);
    }

    private void blank(int from, int to) {
        for (int i = from; i < to; i++) {
            if (text.charAt(i) != '\n' && text.charAt(i) != '\r') {
                text.setCharAt(i, ' ');
            }
        }
    }

    private void tell(int at, String what) {
        findings.add(finding(at, what, null));
    }

    private void refuse(int at, String what, String cure) {
        refusal = finding(at, what, cure);
    }

    private Finding finding(int at, String what, String cure) {
        int line = 1;
        int lineStart = 0;
        for (int i = 0; i < at; i++) {
            char c = text.charAt(i);
            if (c == '\n' || c == '\r' && !(i + 1 < text.length() && text.charAt(i + 1) == '\n')) {
                line++;
                lineStart = i + 1;
            }
        }
        return new Finding(line, at - lineStart + 1, what, cure);
    }
}
