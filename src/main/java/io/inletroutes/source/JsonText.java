package io.inletroutes.source;

import com.fasterxml.jackson.core.JsonFactory;
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
import java.io.Reader;

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

    JsonParser parser(Reader text) throws IOException {
        return factory.createParser(text);
    }

    JsonParser parser(String text) throws IOException {
        return factory.createParser(text);
    }

    /** The value the parser stands on. */
    JsonNode tree(JsonParser parser) throws IOException {
        return trees.readTree(parser);
    }

    /** What is wrong, in our own words: the library's hold pieces of the event. */
    String flaw(JsonProcessingException e) {
        if (e instanceof StreamConstraintsException) {
            return "the JSON is nested deeper than " + deepest + " levels, or a text or number in it is too long";
        }
        if (e instanceof JsonEOFException) {
            return "the JSON ends too early";
        }
        return e.getOriginalMessage() != null && e.getOriginalMessage().startsWith("Duplicate field") ? "an object has the same key twice" : "the text is not JSON";
    }

    /** Whether the first line with content is a whole object by itself: then each line is an event. The reader stays where it is. */
    boolean startsWithWholeLine(BufferedReader text) throws IOException {
        text.mark(LOOK_AHEAD);
        char[] head = new char[LOOK_AHEAD];
        int length = 0;
        for (int got = 0; got >= 0 && length < head.length; got = text.read(head, length, head.length - length)) {
            length += got;
        }
        text.reset();
        String start = new String(head, 0, length).stripLeading();
        int end = start.indexOf('\n');
        if (!start.startsWith("{") || end < 0) {
            return false;
        }
        try (JsonParser parser = parser(start.substring(0, end))) {
            parser.nextToken();
            parser.skipChildren();
            return parser.nextToken() == null;
        } catch (JsonProcessingException e) {
            return false;
        }
    }
}
