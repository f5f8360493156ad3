package io.inletroutes.source;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.Reader;

/** One event a line; blank lines are none. */
final class JsonLines implements JsonEvents.Values {

    /** What to do about a record that is too long. */
    static final String TOO_LONG = "raise csv.max-record-kb, or leave out what the payload does not need";

    private final Reader text;
    private final JsonText json;
    private final int longest;
    private final char[] buffer = new char[1 << 16];
    private final StringBuilder line = new StringBuilder(1_024);
    private int at;
    private int end;
    private long row;
    private boolean ended;

    JsonLines(Reader text, JsonText json, ReadOptions options) {
        this.text = text;
        this.json = json;
        this.longest = options.longestRecord();
    }

    @Override
    public JsonEvents.Value next() throws IOException {
        while (!ended) {
            boolean fits = readLine();
            String raw = line.toString();
            if (!fits) {
                return broken(raw, "the line is longer than csv.max-record-kb; not all of it is given back, it stands in the file in done/", 0, TOO_LONG);
            }
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
                return broken(raw, "a second value follows in the line", parser.currentTokenLocation().getColumnNr(), "write each event in a line of its own");
            }
            return JsonEvents.Value.of(row, tree, raw, row);
        } catch (JsonProcessingException e) {
            return broken(raw, json.flaw(e), e.getLocation() == null ? 0 : Math.max(0, e.getLocation().getColumnNr()), JsonCure.of(e, raw));
        }
    }

    private JsonEvents.Value broken(String raw, String flaw, int column, String cure) {
        return new JsonEvents.Value(row, null, raw, flaw, row, column, cure);
    }

    /** False when the line is longer than allowed; the rest of it is passed over. */
    private boolean readLine() throws IOException {
        line.setLength(0);
        row++;
        boolean fits = true;
        while (true) {
            if (at == end && !fill()) {
                ended = true;
                break;
            }
            int from = at;
            while (at < end && buffer[at] != '\n') {
                at++;
            }
            int length = Math.min(at - from, longest - line.length());
            line.append(buffer, from, length);
            fits &= length == at - from;
            if (at < end) {
                at++;
                break;
            }
        }
        if (fits && line.length() > 0 && line.charAt(line.length() - 1) == '\r') {
            line.setLength(line.length() - 1);
        }
        return fits;
    }

    private boolean fill() throws IOException {
        at = 0;
        end = Math.max(0, text.read(buffer));
        return end > 0;
    }
}
