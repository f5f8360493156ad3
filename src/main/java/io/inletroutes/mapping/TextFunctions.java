package io.inletroutes.mapping;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;

/** Functions from text to text. */
final class TextFunctions {

    private TextFunctions() {
    }

    static Step trim(FunctionCall call, Function.Tables tables) {
        return (value, fill) -> text(value, call).strip();
    }

    static Step lowercase(FunctionCall call, Function.Tables tables) {
        return (value, fill) -> text(value, call).toLowerCase(Locale.ROOT);
    }

    static Step uppercase(FunctionCall call, Function.Tables tables) {
        return (value, fill) -> text(value, call).toUpperCase(Locale.ROOT);
    }

    /** The first letter large, the rest as it is. */
    static Step capitalize(FunctionCall call, Function.Tables tables) {
        return (value, fill) -> {
            String text = text(value, call);
            int first = text.offsetByCodePoints(0, 1);
            return text.substring(0, first).toUpperCase(Locale.ROOT) + text.substring(first);
        };
    }

    /** Counts characters (code points) from 0, from the end when negative; {@code to} is not included. */
    static Step slice(FunctionCall call, Function.Tables tables) {
        int from = position(call, 0);
        int to = call.arguments().size() > 1 ? position(call, 1) : Integer.MAX_VALUE;
        return (value, fill) -> {
            String text = text(value, call);
            int length = text.codePointCount(0, text.length());
            int start = Math.min(from < 0 ? Math.max(0, length + from) : from, length);
            int end = Math.min(to < 0 ? Math.max(0, length + to) : to, length);
            return start >= end ? "" : text.substring(text.offsetByCodePoints(0, start), text.offsetByCodePoints(0, end));
        };
    }

    private static int position(FunctionCall call, int index) {
        try {
            return Integer.parseInt(call.text(index));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("slice counts in whole numbers");
        }
    }

    static Step replace(FunctionCall call, Function.Tables tables) {
        if (call.text(0).isEmpty()) {
            throw new IllegalArgumentException("replace needs a text to look for");
        }
        return (value, fill) -> text(value, call).replace(call.text(0), call.text(1));
    }

    static Step sha256(FunctionCall call, Function.Tables tables) {
        return (value, fill) -> {
            try {
                byte[] hash = MessageDigest.getInstance("SHA-256").digest(text(value, call).getBytes(StandardCharsets.UTF_8));
                return HexFormat.of().formatHex(hash);
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every Java platform has SHA-256", e);
            }
        };
    }

    static Step lookup(FunctionCall call, Function.Tables tables) {
        Map<String, Object> table = tables.find(call.text(0));
        if (table == null) {
            throw new IllegalArgumentException("lookups.json has no table \"" + call.text(0) + "\""
                    + Suggestion.of(call.text(0), tables.names()));
        }
        return (value, fill) -> {
            String key = Value.text(value);
            Object found = key == null ? null : table.get(key);
            if (found == null) {
                throw new MissingEntry(call.text(0));
            }
            return found;
        };
    }

    /** A value that a lookup table does not know; {@code default} behind the lookup makes good for it. */
    static final class MissingEntry extends Unfit {

        private static final long serialVersionUID = 1;

        MissingEntry(String table) {
            super("is not in the lookup table \"" + table + "\"", "add it to lookups.json, or say what to send for others: ~> default('...')");
        }
    }

    private static String text(Object value, FunctionCall call) throws Unfit {
        if (value instanceof String text) {
            return text;
        }
        throw new Unfit("is " + Value.kind(value) + ", and " + call.name() + " works on text",
                Value.text(value) == null ? "name a key that holds text" : "write ~> string before it");
    }
}
