package io.inletroutes.source;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.Reader;
import java.io.Writer;

/**
 * The elements of arrays, or values one after the other, over as many lines as they like. Each is first cut out by its brackets and
 * quotes and then read by itself: a mistake inside one that is closed where it should be refuses that one alone. Where brackets and
 * quotes do not fit together, nothing behind can be trusted, and the rest of the file is refused as one.
 */
final class JsonValues implements JsonEvents.Values {

    private static final String CUT_SHORT = "the file was cut short, or a bracket is missing: bring it whole";

    private final JsonCutter cutter;
    private final JsonText json;
    private boolean inArray;
    private boolean first;
    private boolean ended;
    private boolean restFollows;
    private long row;

    JsonValues(Reader text, JsonText json, ReadOptions options) {
        this.json = json;
        this.cutter = new JsonCutter(text, options.longestRecord());
    }

    @Override
    public JsonEvents.Value next() throws IOException {
        if (ended) {
            return null;
        }
        row++;
        int c = cutter.peek();
        if (inArray && !first && c == ',') {
            cutter.skip();
            c = cutter.peek();
            if (c == ']' || c < 0) {
                return rest("a comma is followed by no event", cutter.line(), cutter.column(), c < 0 ? CUT_SHORT : "delete the comma before it");
            }
        } else if (inArray && !first && c != ']') {
            cutter.forget();
            return rest(c < 0 ? "the JSON ends too early" : "a comma is missing between two events", cutter.line(), cutter.column(), c < 0 ? CUT_SHORT : "write a comma before it");
        }
        while (c == ']' && inArray || c == '[' && !inArray) {
            inArray = c == '[';
            first = true;
            cutter.skip();
            c = cutter.peek();
        }
        if (c < 0) {
            ended = true;
            return inArray ? rest("the JSON ends too early", cutter.line(), cutter.column(), CUT_SHORT) : null;
        }
        first = false;
        return value();
    }

    private JsonEvents.Value value() throws IOException {
        long line = cutter.line();
        int column = cutter.column();
        boolean whole = cutter.cut();
        String raw = cutter.text();
        if (cutter.isTooLong()) {
            return new JsonEvents.Value(row, null, raw, "the event is longer than csv.max-record-kb; not all of it is given back, it stands in the file in done/", line, column, JsonLines.TOO_LONG);
        }
        try (JsonParser parser = json.parser(raw)) {
            parser.nextToken();
            JsonNode tree = json.tree(parser);
            if (whole && parser.nextToken() == null) {
                return JsonEvents.Value.of(row, tree, raw, line);
            }
            return whole ? broken(raw, "the text is not JSON", line, column, JsonCure.ANY) : rest("the JSON ends too early", cutter.line(), cutter.column(), CUT_SHORT);
        } catch (JsonProcessingException e) {
            int at = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
            long itsLine = at <= 0 ? line : line + at - 1;
            int itsColumn = at <= 0 ? column : e.getLocation().getColumnNr() + (at == 1 ? column - 1 : 0);
            String cure = JsonCure.of(e, raw);
            return whole ? broken(raw, json.flaw(e), itsLine, itsColumn, cure) : rest(json.flaw(e), itsLine, itsColumn, cure);
        }
    }

    private JsonEvents.Value broken(String raw, String flaw, long line, int column, String cure) {
        return new JsonEvents.Value(row, null, raw, flaw, line, column, cure);
    }

    /** The current value and everything behind it, so much of it as one event may be long. */
    private JsonEvents.Value rest(String flaw, long line, int column, String cure) throws IOException {
        ended = true;
        restFollows = true;
        String text = (inArray ? "[" : "") + cutter.takeRest();
        return broken(text, flaw + "; nothing from event " + row + " on can be read", line, column, cure);
    }

    @Override
    public void copyRest(Writer out) throws IOException {
        if (restFollows) {
            cutter.copyRest(out);
        }
    }
}
