package io.inletroutes.jsonpath;

/** A text is longer than the pattern of a filter can be tried on. Neither true nor false would be an honest answer. */
public final class TextTooLongException extends RuntimeException {

    private static final long serialVersionUID = 1;

    TextTooLongException() {
        super("a text is too long for match() or search() with this pattern", null, false, false);
    }
}
