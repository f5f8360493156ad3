package io.inletroutes.source;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A JSON file without the lines that are certainly none of it: fences, comments, record separators (RFC 7464). No line of JSON begins
 * as they do, since no text in it goes over a line. They become blanks, so that every place stays where it was.
 */
final class JsonMargin extends Reader {

    private static final Logger LOG = LoggerFactory.getLogger(JsonMargin.class);
    private static final int HEAD = 1 << 16;
    private static final int LINE_HEAD = 64;
    private static final char SEPARATOR = '\u001e';
    private static final Pattern MARGIN = Pattern.compile("(?m)^[ \\t]*(?:(?<fence>(?:```|~~~)[\\w+-]{0,20}[ \\t\\r]*$)|(?<comment>//|#|/\\*)|\u001e)");

    private enum Mode { LINE_START, COPY, BLANK_LINE, BLANK_BLOCK }

    private final BufferedReader in;
    private Mode mode = Mode.LINE_START;
    private char before;

    private JsonMargin(BufferedReader in) {
        this.in = in;
    }

    /** The same reader where there is no such line near the start; else one without them, and that is said. */
    static BufferedReader without(BufferedReader text, String name) throws IOException {
        text.mark(HEAD);
        char[] head = new char[HEAD];
        int length = 0;
        for (int got = 0; got >= 0 && length < head.length; got = text.read(head, length, head.length - length)) {
            length += got;
        }
        text.reset();
        String start = new String(head, 0, length);
        Matcher margin = MARGIN.matcher(start);
        if (!margin.find()) {
            return text;
        }
        String what = margin.group("fence") != null ? "a fence" : margin.group("comment") != null ? "a comment" : null;
        if (what != null) {
            long line = start.substring(0, margin.start()).chars().filter(c -> c == '\n').count() + 1;
            LOG.warn("{}:{}: {} is no part of the JSON; such lines are left out", name, line, what);
        }
        return new BufferedReader(new JsonMargin(text));
    }

    @Override
    public int read(char[] into, int from, int length) throws IOException {
        int count = 0;
        while (count < length) {
            if (mode == Mode.LINE_START) {
                mode = next();
                before = 0;
            }
            int c = in.read();
            if (c < 0) {
                return count == 0 && length > 0 ? -1 : count;
            }
            into[from + count++] = shown((char) c);
        }
        return count;
    }

    private char shown(char c) {
        boolean copied = mode == Mode.COPY && c != SEPARATOR || c == '\n' || c == '\r';
        if (mode == Mode.BLANK_BLOCK) {
            if (before == '*' && c == '/') {
                mode = Mode.COPY;
            }
            before = c;
        } else if (c == '\n') {
            mode = Mode.LINE_START;
        }
        return copied ? c : ' ';
    }

    /** What to do with the line that begins here. */
    private Mode next() throws IOException {
        in.mark(LINE_HEAD);
        StringBuilder head = new StringBuilder(LINE_HEAD);
        for (int c = in.read(); c >= 0 && c != '\n' && head.length() < LINE_HEAD - 1; c = in.read()) {
            head.append((char) c);
        }
        in.reset();
        Matcher margin = MARGIN.matcher(head);
        if (!margin.lookingAt()) {
            return Mode.COPY;
        }
        String comment = margin.group("comment");
        return comment != null && comment.equals("/*") ? Mode.BLANK_BLOCK : comment != null || margin.group("fence") != null ? Mode.BLANK_LINE : Mode.COPY;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
