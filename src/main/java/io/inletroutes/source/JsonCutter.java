package io.inletroutes.source;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;

/** Cuts text into JSON values by their brackets and quotes alone, without looking at anything else. For one thread. */
final class JsonCutter {

    private static final int DEEPEST_CHECKED = 1 << 12;

    private final Reader in;
    private final int longest;
    private final char[] buffer = new char[1 << 16];
    private final StringBuilder text = new StringBuilder(1_024);
    private final boolean[] objects = new boolean[DEEPEST_CHECKED];
    private int at;
    private int end;
    private long line = 1;
    private long lineStart;
    private long before;
    private boolean tooLong;

    JsonCutter(Reader in, int longest) {
        this.in = in;
        this.longest = longest;
    }

    /** The next character that is no blank, without stepping over it; -1 at the end. */
    int peek() throws IOException {
        while (at < end || fill()) {
            char c = buffer[at];
            if (c != ' ' && c != '\n' && c != '\r' && c != '\t') {
                return c;
            }
            step();
        }
        return -1;
    }

    /** Steps over the character that {@link #peek} told, which belongs to no value. */
    void skip() {
        forget();
        step();
    }

    private void step() {
        if (buffer[at++] == '\n') {
            line++;
            lineStart = before + at;
        }
    }

    /** The line of the current place, from 1. */
    long line() {
        return line;
    }

    /** The column of the current place, from 1. */
    int column() {
        return (int) Math.min(before + at - lineStart + 1, Integer.MAX_VALUE);
    }

    /** Lets go of the last value: the rest begins behind it. */
    void forget() {
        text.setLength(0);
    }

    /** What {@link #cut} went over; its start only when it was too long. */
    String text() {
        return text.toString();
    }

    boolean isTooLong() {
        return tooLong;
    }

    /**
     * Goes over the value that begins here. False when its brackets and quotes do not fit together, or the text ends in it: then the
     * text ends with the character that does not fit.
     */
    boolean cut() throws IOException {
        text.setLength(0);
        tooLong = false;
        int first = peek();
        if (first == '{' || first == '[') {
            return nested();
        }
        return first == '"' ? string() : scalar();
    }

    private boolean nested() throws IOException {
        int depth = 0;
        while (at < end || fill()) {
            char c = buffer[at];
            if (c == '"') {
                if (!string()) {
                    return false;
                }
                continue;
            }
            take();
            if (c == '{' || c == '[') {
                if (depth < DEEPEST_CHECKED) {
                    objects[depth] = c == '{';
                }
                depth++;
            } else if (c == '}' || c == ']') {
                depth--;
                if (depth < DEEPEST_CHECKED && objects[depth] != (c == '}')) {
                    return false;
                }
                if (depth == 0) {
                    return true;
                }
            } else if (c == '\\') {
                return false;
            }
        }
        return false;
    }

    private boolean string() throws IOException {
        take();
        while (at < end || fill()) {
            char c = buffer[at];
            take();
            if (c == '"') {
                return true;
            }
            if (c == '\\' && (at < end || fill())) {
                take();
            } else if (c == '\n') {
                return false; // a text never goes over a line: a quote is missing
            }
        }
        return false;
    }

    private boolean scalar() throws IOException {
        while (at < end || fill()) {
            char c = buffer[at];
            if (c <= ' ' || ",]}[{\"".indexOf(c) >= 0) {
                break;
            }
            take();
        }
        if (text.length() == 0) {
            take(); // a bracket or comma where a value should be
            return false;
        }
        return true;
    }

    private void take() {
        if (text.length() < longest) {
            text.append(buffer[at]);
        } else {
            tooLong = true;
        }
        step();
    }

    /** The current value, and what follows as far as it fits; the rest of that is for {@link #copyRest}. */
    String takeRest() throws IOException {
        while (text.length() < longest && (at < end || fill())) {
            int length = Math.min(end - at, longest - text.length());
            text.append(buffer, at, length);
            at += length;
        }
        return text.toString();
    }

    void copyRest(Writer out) throws IOException {
        out.write(buffer, at, end - at);
        at = end;
        in.transferTo(out);
    }

    private boolean fill() throws IOException {
        before += end;
        at = 0;
        end = Math.max(0, in.read(buffer));
        return end > 0;
    }
}
