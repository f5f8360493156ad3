package io.inletroutes.console;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Writes HTML whose texts and attributes are always escaped, so that an event's value is text whatever it holds. Tags and the names
 * of attributes are the code's own. Used by one thread.
 */
final class Html {

    private final StringBuilder out = new StringBuilder(1024);
    private final Deque<String> open = new ArrayDeque<>();

    /**
     * Opens an element.
     *
     * @param attributes names and values in turn; one whose value is null is left out
     */
    Html open(String tag, String... attributes) {
        start(tag, attributes);
        open.push(tag);
        return this;
    }

    /** Closes the element that was opened last. */
    Html close() {
        out.append("</").append(open.pop()).append('>');
        return this;
    }

    /** An element with a text alone. */
    Html leaf(String tag, Object text, String... attributes) {
        return open(tag, attributes).text(text).close();
    }

    /** An element without content, such as {@code input}. */
    Html empty(String tag, String... attributes) {
        start(tag, attributes);
        return this;
    }

    /** @param text null writes nothing */
    Html text(Object text) {
        if (text != null) {
            escape(text.toString());
        }
        return this;
    }

    /** What another writer wrote, which is whole. */
    Html add(Html other) {
        out.append(other);
        return this;
    }

    private void start(String tag, String... attributes) {
        out.append('<').append(tag);
        for (int i = 0; i < attributes.length; i += 2) {
            if (attributes[i + 1] != null) {
                out.append(' ').append(attributes[i]).append("=\"");
                escape(attributes[i + 1]);
                out.append('"');
            }
        }
        out.append('>');
    }

    private void escape(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '&' -> out.append("&amp;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&#39;");
                default -> out.append(c < ' ' && c != '\n' && c != '\t' ? '\ufffd' : c);
            }
        }
    }

    /** @throws IllegalStateException while an element is open */
    @Override
    public String toString() {
        if (!open.isEmpty()) {
            throw new IllegalStateException(open.peek() + " is not closed");
        }
        return out.toString();
    }
}
