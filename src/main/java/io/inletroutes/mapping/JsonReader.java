package io.inletroutes.mapping;

import io.inletroutes.Location;
import io.inletroutes.Problem;
import io.inletroutes.mapping.JsonPart.Kind;
import io.inletroutes.mapping.JsonPart.Member;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads JSON with the place of every key and value, and says in its own words what is wrong with a text that is none.
 *
 * <p>What people paste is often nearly JSON. Where its meaning is certain (typographic quotes, HTML entities for quotes, comments,
 * a fence or a command around it) the reader goes on: with a warning in a pasted preview, with an error in a file that is meant to be JSON.
 */
final class JsonReader {

    private static final int MAX_DEPTH = 200;

    private final String file;
    private final Paste paste;
    private final boolean pasted;
    private final List<Problem> problems = new ArrayList<>();
    private JsonScanner in;
    private int depth;

    private JsonReader(String file, String text, boolean pasted) {
        this.file = file;
        this.paste = new Paste(text);
        this.pasted = pasted;
    }

    /** Reads a file that is meant to be JSON; what is only nearly so is an error. */
    static ReadJson read(String file, String text) {
        return new JsonReader(file, text, false).read();
    }

    /** Reads a text as people paste it; what was repaired is told as a warning. */
    static ReadJson readPasted(String file, String text) {
        return new JsonReader(file, text, true).read();
    }

    private ReadJson read() {
        JsonPart part = null;
        try {
            open();
            if (in.atEnd()) {
                throw in.refuse("the file is empty", pasted ? "paste the payload preview into it" : "write a JSON value into it");
            }
            part = value();
            end();
        } catch (JsonScanner.Refused e) {
            part = null;
            problems.add(e.problem());
        }
        boolean refused = problems.stream().anyMatch(Problem::isError);
        return new ReadJson(refused ? Optional.empty() : Optional.ofNullable(part), problems);
    }

    private void open() {
        paste.findings().forEach(found -> repaired(new Location(file, found.line(), found.column()), found.what()));
        paste.refusal().ifPresent(found -> {
            throw new JsonScanner.Refused(Problem.error(new Location(file, found.line(), found.column()), found.what()).fix(found.cure()));
        });
        in = new JsonScanner(file, paste, this::repaired);
    }

    private void end() {
        if (in.atEnd()) {
            return;
        }
        char c = in.peek();
        if (c == ':') {
            throw in.refuse("a key stands outside any object: the first { is missing", "paste the whole text, from its first { to its last }");
        }
        if (c == '{' || c == '[') {
            throw in.refuse("a second JSON document starts here", "keep one of the two");
        }
        if (c == '}' || c == ']') {
            throw in.refuse("one closing " + c + " too many", "delete it, or look for the opening one that is missing");
        }
        if (c == ',') {
            throw in.refuse("a comma stands after the end of the JSON", "delete the comma, and what follows it");
        }
        throw in.refuse("there is text after the end of the JSON", "delete what does not belong to it");
    }

    private JsonPart value() {
        if (in.atEnd()) {
            throw in.refuse("the text ends where a value is expected", "paste the whole text");
        }
        int line = in.line();
        int column = in.column();
        char c = in.peek();
        if (c == '{') {
            return nested(() -> object(line, column));
        }
        if (c == '[') {
            return nested(() -> array(line, column));
        }
        if (in.atQuote()) {
            return JsonPart.scalar(Kind.TEXT, line, column, in.text());
        }
        if (depth == 0) {
            in.findObject().ifPresent(later -> {
                throw in.refuseAt(line, column, "text stands before the JSON", "delete what stands before the { in line " + later.line() + ", column " + later.column());
            });
        }
        if (c == '-' || c >= '0' && c <= '9') {
            return JsonPart.scalar(Kind.NUMBER, line, column, in.number());
        }
        String word = in.word();
        return switch (word) {
            case "true", "false" -> JsonPart.scalar(Kind.BOOLEAN, line, column, word);
            case "null" -> JsonPart.scalar(Kind.NULL, line, column, word);
            default -> throw in.refuseAt(line, column, word.isEmpty() ? "a value is expected here" : "this is no JSON value",
                    cureOf(word, c));
        };
    }

    private static String cureOf(String word, char c) {
        return switch (word) {
            case "True", "TRUE", "False", "FALSE" -> "write " + word.toLowerCase(java.util.Locale.ROOT);
            case "None", "NULL", "Null", "nil", "undefined" -> "write null, or delete the key";
            case "NaN", "Infinity" -> "JSON has no such number; delete the key";
            case "" -> switch (c) {
                case '\'', '\u2018', '\u2019' -> "texts stand in double quotes: \"";
                case ',' -> "delete the comma, or write the value before it";
                case '.' -> "a number starts with a digit; where ... stands for a part left out, paste the whole text";
                case '+' -> "a number starts with a digit or a minus";
                case '\u2026' -> "a part was left out here: paste the whole text";
                case '&' -> "copy it from the page itself, not from its source";
                case '\\' -> "delete the backslashes before the quotes";
                default -> "write a text in double quotes, a number, true, false, an object or an array";
            };
            default -> "texts stand in double quotes: \"";
        };
    }

    private JsonPart nested(java.util.function.Supplier<JsonPart> part) {
        if (++depth > MAX_DEPTH) {
            throw in.refuse("nested deeper than " + MAX_DEPTH + " levels", "no payload is that deep; look for brackets that never close");
        }
        JsonPart read = part.get();
        depth--;
        return read;
    }

    private JsonPart object(int line, int column) {
        Map<String, Member> members = new LinkedHashMap<>();
        in.take();
        if (!in.atEnd() && in.peek() == '}') {
            in.take();
            return JsonPart.object(line, column, members);
        }
        while (true) {
            member(members, line);
            if (closes('}', "object", line)) {
                return JsonPart.object(line, column, members);
            }
        }
    }

    private void member(Map<String, Member> members, int openedAt) {
        if (in.atEnd()) {
            throw unclosed("object", openedAt);
        }
        int line = in.line();
        int column = in.column();
        if (!in.atQuote()) {
            throw in.refuse("a key in double quotes is expected here", cureOfKey(in.peek()));
        }
        String key = in.text();
        if (in.atEnd()) {
            throw unclosed("object", openedAt);
        }
        if (in.peek() != ':') {
            throw in.refuse("a colon is missing after the key \"" + key + "\"", "write \"" + key + "\": value" + in.quoteHint(key));
        }
        in.take();
        Member earlier = members.put(key, new Member(line, column, value()));
        if (earlier != null) {
            problems.add(Problem.error(in.place(line, column), "the key \"" + key + "\" stands twice in the same object")
                    .fix("delete one of the two; the first is in line " + earlier.line()));
        }
    }

    private static String cureOfKey(char c) {
        return switch (c) {
            case '}' -> "delete the comma before it";
            case ',' -> "delete the comma, or write a key and its value before it";
            case '.', '\u2026' -> "a part was left out here: paste the whole text";
            case '\\' -> "delete the backslashes before the quotes";
            default -> "write keys as \"key\": value";
        };
    }

    private JsonPart array(int line, int column) {
        List<JsonPart> elements = new ArrayList<>();
        in.take();
        if (!in.atEnd() && in.peek() == ']') {
            in.take();
            return JsonPart.array(line, column, elements);
        }
        while (true) {
            if (in.atEnd()) {
                throw unclosed("array", line);
            }
            elements.add(value());
            if (closes(']', "array", line)) {
                return JsonPart.array(line, column, elements);
            }
        }
    }

    /** Takes a comma (false) or the closing bracket (true). */
    private boolean closes(char bracket, String what, int openedAt) {
        if (in.atEnd()) {
            throw unclosed(what, openedAt);
        }
        char c = in.peek();
        if (c == bracket) {
            in.take();
            return true;
        }
        if (c != ',') {
            throw in.refuse(c == '}' || c == ']' ? "a closing " + c + " where the " + what + " of line " + openedAt + " needs " + bracket
                    : "a comma is missing before this", c == '}' || c == ']' ? "match the brackets" : "write a comma between two values");
        }
        int line = in.line();
        int column = in.column();
        in.take();
        if (!in.atEnd() && in.peek() == bracket) {
            throw in.refuseAt(line, column, "a comma stands before the closing " + bracket, "delete the comma");
        }
        return false;
    }

    private JsonScanner.Refused unclosed(String what, int openedAt) {
        return in.refuse("the text ends inside the " + what + " that starts in line " + openedAt,
                "paste the whole text; its end is missing");
    }

    /** Called by the scanner once per sort of repair. */
    private void repaired(Location place, String what) {
        if (pasted) {
            problems.add(Problem.warning(place, what + "; read as if it were clean JSON")
                    .fix("nothing to do; paste it again without to silence this"));
        } else {
            problems.add(Problem.error(place, what).fix("this file is JSON: write it without"));
        }
    }
}
