package io.inletroutes.mapping;

/**
 * JSON that was copied out of a JSON text or a program, its quotes escaped by backslashes.
 *
 * @param text   the JSON itself. Escaped line ends become blanks, so that its lines are those of the text it was in
 * @param places where each of its characters stood, and where it ends
 */
record EscapedJson(String text, int[] places) {

    /** Null when what stands between {@code from} and {@code to} is no escaped object or array. */
    static EscapedJson read(CharSequence within, int from, int to) {
        int[] places = new int[to + 1];
        StringBuilder read = new StringBuilder(within.subSequence(0, from).toString().replaceAll("[^\\r\\n]", " "));
        for (int i = 0; i < from; i++) {
            places[i] = i;
        }
        boolean escaped = false;
        int at = from;
        while (at < to) {
            char c = within.charAt(at);
            places[read.length()] = at;
            if (c == '"') {
                return null;
            }
            if (c != '\\' || at + 1 == to) {
                read.append(c);
                at++;
                continue;
            }
            char next = within.charAt(at + 1);
            escaped |= next == '"';
            switch (next) {
                case '"', '\\', '/' -> read.append(next);
                case 'n', 'r', 't' -> read.append(' ');
                case 'u' -> {
                    if (at + 6 > to || !within.subSequence(at + 2, at + 6).toString().matches("[0-9a-fA-F]{4}")) {
                        return null;
                    }
                    read.append((char) Integer.parseInt(within, at + 2, at + 6, 16));
                    at += 4;
                }
                default -> {
                    return null;
                }
            }
            at += 2;
        }
        places[read.length()] = to;
        String text = read.toString();
        boolean container = text.stripLeading().startsWith("{") || text.stripLeading().startsWith("[");
        return escaped && container ? new EscapedJson(text, places) : null;
    }
}
