package io.inletroutes.source;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;

/** One event a line; blank lines are none. */
final class JsonLines implements JsonEvents.Values {

    private final BufferedReader text;
    private final JsonText json;
    private final int longest;
    private final StringBuilder line = new StringBuilder(1024);
    private long row;
    private boolean ended;

    JsonLines(BufferedReader text, JsonText json, ReadOptions options) {
        this.text = text;
        this.json = json;
        this.longest = options.longestRecord();
    }

    @Override
    public JsonEvents.Value next() throws IOException {
        while (!ended) {
            boolean fits = readLine();
            if (!fits) {
                return new JsonEvents.Value(row, null, line.toString(), "the line is longer than csv.max-record-kb", row, 0);
            }
            String raw = line.toString();
            if (!raw.isBlank()) {
                return value(raw);
            }
        }
        return null;
    }

    private JsonEvents.Value value(String raw) throws IOException {
        try (JsonParser parser = json.parser(raw)) {
            parser.nextToken();
            JsonNode tree = json.tree(parser);
            if (parser.nextToken() != null) {
                return broken(raw, "a second value follows in the line", parser.currentTokenLocation().getColumnNr());
            }
            return new JsonEvents.Value(row, tree, raw, null, row, 0);
        } catch (JsonProcessingException e) {
            return broken(raw, json.flaw(e), e.getLocation() == null ? 0 : Math.max(0, e.getLocation().getColumnNr()));
        }
    }

    private JsonEvents.Value broken(String raw, String flaw, int column) {
        return new JsonEvents.Value(row, null, raw, flaw, row, column);
    }

    /** False when the line is longer than allowed; the rest of it is passed over. */
    private boolean readLine() throws IOException {
        line.setLength(0);
        row++;
        int c = text.read();
        for (; c >= 0 && c != '\n'; c = text.read()) {
            if (line.length() < longest) {
                line.append((char) c);
            } else {
                skipLine();
                return false;
            }
        }
        ended = c < 0;
        if (line.length() > 0 && line.charAt(line.length() - 1) == '\r') {
            line.setLength(line.length() - 1);
        }
        return true;
    }

    private void skipLine() throws IOException {
        int c = text.read();
        while (c >= 0 && c != '\n') {
            c = text.read();
        }
        ended = c < 0;
    }
}
