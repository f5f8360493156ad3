package io.inletroutes.mapping;

import java.util.List;

/**
 * A function as a leaf names it, with its arguments.
 *
 * @param column 0-based, where the name starts in the leaf
 */
record FunctionCall(String name, List<Argument> arguments, int column) {

    /**
     * One argument.
     *
     * @param kind TEXT, NUMBER, BOOLEAN or PATH
     * @param text the characters of a text, the digits of a number, the path as written
     */
    record Argument(Sort kind, String text) {
    }

    /** The sorts of arguments. */
    enum Sort { TEXT, NUMBER, BOOLEAN, PATH }

    FunctionCall {
        arguments = List.copyOf(arguments);
    }

    /** The text of an argument, null when there is none. */
    String text(int index) {
        return index < arguments.size() ? arguments.get(index).text() : null;
    }
}
