package io.inletroutes.mapping;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.List;

/** Functions that make a list, or one value of a list. */
final class ListFunctions {

    private ListFunctions() {
    }

    /** Empty pieces are left out: a cell "a,,b" holds two values. */
    static Step split(FunctionCall call, Function.Tables tables) {
        String separator = call.text(0);
        if (separator.isEmpty()) {
            throw new IllegalArgumentException("split needs a separator");
        }
        return (value, fill) -> {
            String text = Value.text(value);
            if (text == null) {
                throw new Unfit("is " + Value.kind(value) + ", and split works on text", "name a key that holds text");
            }
            List<Object> pieces = new ArrayList<>();
            int from = 0;
            for (int at = text.indexOf(separator); at >= 0; at = text.indexOf(separator, from)) {
                add(pieces, text.substring(from, at));
                from = at + separator.length();
            }
            add(pieces, text.substring(from));
            return pieces;
        };
    }

    private static void add(List<Object> pieces, String piece) {
        if (!piece.isEmpty()) {
            pieces.add(piece);
        }
    }

    static Step join(FunctionCall call, Function.Tables tables) {
        String separator = call.arguments().isEmpty() ? "" : call.text(0);
        return (value, fill) -> {
            StringBuilder joined = new StringBuilder();
            for (Object element : list(value, call)) {
                if (!Value.isNone(element)) {
                    String text = Value.text(element);
                    if (text == null) {
                        throw new Unfit("holds " + Value.kind(element) + ", and join works on texts and numbers", "name a key of its elements: $.items[*].name");
                    }
                    joined.append(joined.isEmpty() ? "" : separator).append(text);
                }
            }
            return joined.toString();
        };
    }

    static Step first(FunctionCall call, Function.Tables tables) {
        return (value, fill) -> {
            List<Object> list = list(value, call);
            return list.isEmpty() ? null : list.get(0);
        };
    }

    static Step last(FunctionCall call, Function.Tables tables) {
        return (value, fill) -> {
            List<Object> list = list(value, call);
            return list.isEmpty() ? null : list.get(list.size() - 1);
        };
    }

    static Step size(FunctionCall call, Function.Tables tables) {
        return (value, fill) -> JsonNodeFactory.instance.numberNode(list(value, call).size());
    }

    private static List<Object> list(Object value, FunctionCall call) throws Unfit {
        List<Object> list = Value.list(value);
        if (list == null) {
            throw new Unfit("is " + Value.kind(value) + ", and " + call.name() + " works on a list", "write a path with several matches, as $.items[*]");
        }
        return list;
    }
}
