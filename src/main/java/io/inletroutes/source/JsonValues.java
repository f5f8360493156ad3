package io.inletroutes.source;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.BufferedReader;
import java.io.IOException;

/** The elements of an array, or values one after the other, over as many lines as they like. */
final class JsonValues implements JsonEvents.Values {

    private final JsonText json;
    private final JsonParser parser;
    private boolean started;
    private boolean inArray;
    private boolean ended;
    private long row;

    JsonValues(BufferedReader text, JsonText json) throws IOException {
        this.json = json;
        this.parser = json.parser(text);
    }

    @Override
    public JsonEvents.Value next() throws IOException {
        if (ended) {
            return null;
        }
        row++;
        try {
            JsonToken token = nextStart();
            if (token == null) {
                ended = true;
                return null;
            }
            long line = parser.currentTokenLocation().getLineNr();
            return new JsonEvents.Value(row, json.tree(parser), null, null, line, 0);
        } catch (JsonProcessingException e) {
            ended = true;
            long line = e.getLocation() == null ? 0 : Math.max(0, e.getLocation().getLineNr());
            int column = e.getLocation() == null ? 0 : Math.max(0, e.getLocation().getColumnNr());
            return new JsonEvents.Value(row, null, "", json.flaw(e) + "; nothing from event " + row + " on can be read", line, line == 0 ? 0 : column);
        }
    }

    /** Goes to the first token of the next event; null at the end. */
    private JsonToken nextStart() throws IOException {
        JsonToken token = parser.nextToken();
        if (!started) {
            started = true;
            if (token == JsonToken.START_ARRAY) {
                inArray = true;
                token = parser.nextToken();
            }
        }
        if (inArray && token == JsonToken.END_ARRAY) {
            inArray = false;
            token = parser.nextToken();
        }
        return token;
    }
}
