package io.inletroutes.mapping;

import java.util.stream.IntStream;

/** The places of a text that stand outside quotes and brackets. */
final class Outside {

    private Outside() {
    }

    /** Their positions, ascending; opening and closing signs are none of them. */
    static IntStream of(String text) {
        IntStream.Builder places = IntStream.builder();
        int open = 0;
        char quote = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quote != 0) {
                if (c == '\\') {
                    i++;
                } else if (c == quote) {
                    quote = 0;
                }
            } else if (c == '\'' || c == '"') {
                quote = c;
            } else if (c == '(' || c == '[') {
                open++;
            } else if (c == ')' || c == ']') {
                open--;
            } else if (open == 0) {
                places.add(i);
            }
        }
        return places.build();
    }
}
