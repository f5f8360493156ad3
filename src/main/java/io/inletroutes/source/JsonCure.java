package io.inletroutes.source;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;

/** What to do about an event that is no JSON, by what stands where it ends to be. Never says a piece of the event. */
final class JsonCure {

    /** Where nothing better is known. */
    static final String ANY = "write the event as JSON (RFC 8259)";
    private static final String QUOTES = "texts and keys stand in straight double quotes: \"";

    private static final String NULL = "write null, or leave the key out";

    private JsonCure() {
    }

    /** @param raw the event's text, in which the place of {@code e} lies */
    static String of(JsonProcessingException e, String raw) {
        if (e instanceof JsonEOFException) {
            return raw.stripLeading().startsWith("\"") ? QUOTES : "the file was cut short, or a bracket is missing: bring it whole";
        }
        String said = e.getOriginalMessage() == null ? "" : e.getOriginalMessage();
        if (said.startsWith("Duplicate field")) {
            return "delete one of the two";
        }
        if (e instanceof StreamConstraintsException || e.getLocation() == null) {
            return ANY;
        }
        if (said.startsWith("Unrecognized character escape")) {
            return "write \\\\ for a backslash";
        }
        if (said.contains("eading zero")) {
            return "write the number without leading zeros, or as a text in double quotes";
        }
        if (said.contains("plus sign")) {
            return "write the number without a plus sign";
        }
        if (said.startsWith("Non-standard token")) {
            return NULL;
        }
        if (said.startsWith("Unrecognized token")) {
            return word(raw, index(raw, e.getLocation()));
        }
        return character(raw, index(raw, e.getLocation()));
    }

    private static int index(String raw, JsonLocation place) {
        int at = 0;
        for (int line = 1; line < place.getLineNr(); line++) {
            int end = raw.indexOf('\n', at);
            at = end < 0 ? at : end + 1;
        }
        return Math.min(raw.length(), at + Math.max(0, place.getColumnNr() - 1));
    }

    private static String word(String raw, int end) {
        int from = end;
        while (from > 0 && Character.isJavaIdentifierPart(raw.charAt(from - 1))) {
            from--;
        }
        return switch (raw.substring(from, end)) {
            case "True", "TRUE" -> "write true";
            case "False", "FALSE" -> "write false";
            case "undefined", "NaN", "Infinity", "None", "NULL", "Null", "nil" -> NULL;
            case "curl" -> "hand over what stands behind -d alone";
            default -> from == end ? character(raw, end) : QUOTES;
        };
    }

    private static String character(String raw, int at) {
        if (at >= raw.length()) {
            return ANY;
        }
        char c = raw.charAt(at);
        char before = lastInk(raw, at);
        if ((c == '}' || c == ']') && before == ',') {
            return "delete the comma before it";
        }
        if (c >= 0x80) {
            boolean blank = Character.isSpaceChar(c) || Character.getType(c) == Character.FORMAT;
            return blank ? "a blank that JSON does not know stands there: write a plain one" : QUOTES;
        }
        return switch (c) {
            case '/', '#' -> "JSON has no comments: delete it";
            case '`' -> "delete the fence around the JSON";
            case '&' -> "it was copied from the source of a page: write \" for &quot;";
            case '\\' -> "delete the backslashes before the quotes";
            case '<' -> "hand over JSON; this looks like XML or HTML";
            case ',' -> before == ',' || before == '{' || before == '[' ? "delete the comma, or write a value before it" : "delete the comma; only an array in [ ] has commas between its events";
            case '"', '{', '[' -> "a comma or a colon is missing before it";
            default -> c < ' ' ? "a line break in a text is written as \\n, a tab as \\t"
                    : c == '\'' || Character.isLetter(c) || c == '_' ? QUOTES : ANY;
        };
    }

    private static char lastInk(String raw, int at) {
        int before = at - 1;
        while (before >= 0 && Character.isWhitespace(raw.charAt(before))) {
            before--;
        }
        return before < 0 ? ' ' : raw.charAt(before);
    }
}
