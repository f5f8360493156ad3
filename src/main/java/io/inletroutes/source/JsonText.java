package io.inletroutes.source;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.Iterator;

/** JSON as strictly as RFC 8259 has it: no duplicate keys, numbers digit by digit, nesting and length bounded. Thread-safe. */
final class JsonText {

    private static final int LOOK_AHEAD = 1 << 16;

    private final JsonFactory factory;
    private final ObjectReader trees;
    private final int deepest;

    JsonText(ReadOptions options) {
        deepest = options.maxDepth();
        factory = JsonFactory.builder()
                .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(deepest + 1)
                        .maxStringLength(options.longestRecord()).build())
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();
        trees = JsonMapper.builder(factory).enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES).build().readerFor(JsonNode.class);
    }

    JsonParser parser(String text) throws IOException {
        return factory.createParser(text);
    }

    /** The value the parser stands on. */
    JsonNode tree(JsonParser parser) throws IOException {
        JsonNode tree = trees.readTree(parser);
        if (hasHalfCharacter(tree)) {
            throw new HalfCharacterException(parser.currentLocation());
        }
        return tree;
    }

    /** Whether a text holds one half of a surrogate pair, which no encoding can write: it would arrive as a question mark. */
    private static boolean hasHalfCharacter(JsonNode node) {
        if (node.isTextual()) {
            return isHalved(node.textValue());
        }
        for (Iterator<String> names = node.fieldNames(); names.hasNext();) {
            if (isHalved(names.next())) {
                return true;
            }
        }
        for (JsonNode child : node) {
            if (hasHalfCharacter(child)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isHalved(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
            } else if (Character.isSurrogate(c)) {
                return true;
            }
        }
        return false;
    }

    /** A text that holds half a character. */
    private static final class HalfCharacterException extends JsonProcessingException {

        private static final long serialVersionUID = 1;

        HalfCharacterException(JsonLocation place) {
            super("half a character", place);
        }
    }

    /** What is wrong, in our own words: the library's hold pieces of the event. */
    String flaw(JsonProcessingException e) {
        if (e instanceof StreamConstraintsException) {
            return "the JSON is nested deeper than " + deepest + " levels, or a text or number in it is too long";
        }
        if (e instanceof HalfCharacterException) {
            return "a text holds half a character, an escaped surrogate without its other half";
        }
        if (e instanceof JsonEOFException) {
            return "the JSON ends too early";
        }
        return e.getOriginalMessage() != null && e.getOriginalMessage().startsWith("Duplicate field") ? "an object has the same key twice" : "the text is not JSON";
    }

    /**
     * Whether each line is an event: more of the lines at the start are whole objects by themselves than are not, so that a first line
     * that is broken does not decide. The reader stays where it is.
     */
    boolean isLines(BufferedReader text) throws IOException {
        text.mark(LOOK_AHEAD);
        char[] head = new char[LOOK_AHEAD];
        int length = 0;
        for (int got = 0; got >= 0 && length < head.length; got = text.read(head, length, head.length - length)) {
            length += got;
        }
        text.reset();
        String start = new String(head, 0, length).stripLeading();
        if (!start.startsWith("{")) {
            return false;
        }
        int whole = 0;
        int others = 0;
        for (int at = 0, end = start.indexOf('\n'); end >= 0; at = end + 1, end = start.indexOf('\n', at)) {
            String line = start.substring(at, end).strip();
            if (!line.isEmpty() && isObject(line)) {
                whole++;
            } else if (!line.isEmpty()) {
                others++;
            }
        }
        return whole > others;
    }

    private boolean isObject(String line) throws IOException {
        if (line.charAt(0) != '{' || line.charAt(line.length() - 1) != '}') {
            return false;
        }
        try (JsonParser parser = parser(line)) {
            parser.nextToken();
            parser.skipChildren();
            return parser.nextToken() == null;
        } catch (JsonProcessingException e) {
            return false;
        }
    }
}
