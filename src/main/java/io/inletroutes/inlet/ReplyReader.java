package io.inletroutes.inlet;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.inletroutes.inlet.InletReply.Detail;
import io.inletroutes.inlet.InletReply.Kind;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;

/**
 * Reads the inlet's answers as a stream, without a tree: accepts every documented shape and depends on none. Entries count by
 * position; their ids are no index.
 */
final class ReplyReader {

    private static final int DEEPEST = 60;
    private static final int LONGEST = 1000;

    private final JsonFactory json = new JsonFactory();

    /**
     * @param body     null when the answer had none
     * @param expected how many messages the request held
     * @param batch    whether it went to the batch URL
     * @throws IOException when the connection failed while reading
     */
    InletReply read(int status, InputStream body, int expected, boolean batch, long retryAfterNanos, String bearer) throws IOException {
        if (!batch || !isGood(status) || body == null) {
            return parsed(status, body, expected, batch, retryAfterNanos, bearer);
        }
        try (UsualReply usual = UsualReply.of(body, expected)) {
            if (usual.entries() != null) {
                return new InletReply(status, Kind.ANSWER, null, usual.batchId(), null, usual.entries(), retryAfterNanos, bearer);
            }
            InputStream all = new SequenceInputStream(new ByteArrayInputStream(usual.body(), 0, usual.length()), body);
            return parsed(status, all, expected, true, retryAfterNanos, bearer);
        }
    }

    private InletReply parsed(int status, InputStream body, int expected, boolean batch, long retryAfterNanos, String bearer) throws IOException {
        boolean good = isGood(status);
        Answer answer = new Answer();
        boolean whole = body != null && parse(body, answer, expected);
        Kind kind = Kind.ANSWER;
        if (good && answer.entries != null && !answer.malformed && whole) {
            kind = answer.entries.size() == expected ? Kind.ANSWER : Kind.MISMATCH;
        } else if (status == 207 || status == 200 && (batch || !whole || answer.malformed)) {
            kind = Kind.GARBAGE;
        }
        Detail detail = answer.text == null ? null : new Detail(answer.text, answer.pointer);
        return new InletReply(status, kind, detail, answer.batchId, answer.xactionId,
                good && kind == Kind.ANSWER ? answer.entries : null, retryAfterNanos, bearer);
    }

    private static boolean isGood(int status) {
        return status == 200 || status == 207;
    }

    /** False when the body is no JSON object to its end. */
    private boolean parse(InputStream body, Answer answer, int expected) throws IOException {
        try (JsonParser parser = json.createParser(body)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return false;
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String field = parser.currentName();
                JsonToken value = parser.nextToken();
                switch (field) {
                    case "batchId" -> answer.batchId = text(parser, value);
                    case "xactionId" -> answer.xactionId = text(parser, value);
                    case "responses" -> {
                        if (value == JsonToken.START_ARRAY) {
                            entries(parser, answer, expected);
                        } else {
                            answer.malformed = true;
                            parser.skipChildren();
                        }
                    }
                    default -> explain(parser, field, value, answer, 0);
                }
            }
            return parser.currentToken() == JsonToken.END_OBJECT && parser.nextToken() == null;
        } catch (JsonProcessingException e) {
            return false; // its message holds parts of the answer: dropped
        }
    }

    private void entries(JsonParser parser, Answer answer, int expected) throws IOException {
        ReplyEntries entries = new ReplyEntries(expected);
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            if (token == null) {
                throw new com.fasterxml.jackson.core.io.JsonEOFException(parser, token, "cut");
            }
            if (token == JsonToken.START_OBJECT) {
                entry(parser, entries);
            } else {
                parser.skipChildren();
                entries.add(ReplyEntries.UNKNOWN, null, null);
            }
        }
        answer.entries = entries;
    }

    private void entry(JsonParser parser, ReplyEntries entries) throws IOException {
        Answer entry = new Answer();
        int status = 0;
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String field = parser.currentName();
            JsonToken value = parser.nextToken();
            switch (field) {
                case "xactionId" -> entry.xactionId = text(parser, value);
                case "statusCode", "status" -> status = status(parser, value);
                default -> explain(parser, field, value, entry, 0);
            }
        }
        if (status == 0) {
            status = entry.xactionId != null && entry.text == null ? 200 : ReplyEntries.UNKNOWN;
        } else if (status > 200 && status < 300) {
            status = 200;
        }
        entries.add(status, entry.xactionId, entry.text == null ? null : new Detail(entry.text, entry.pointer));
    }

    private static int status(JsonParser parser, JsonToken value) throws IOException {
        if (value == JsonToken.VALUE_NUMBER_INT) {
            return parser.getValueAsInt(ReplyEntries.UNKNOWN);
        }
        if (value == JsonToken.VALUE_STRING) {
            int status = parser.getValueAsInt(ReplyEntries.UNKNOWN);
            return status >= 100 && status < 600 ? status : ReplyEntries.UNKNOWN;
        }
        parser.skipChildren();
        return ReplyEntries.UNKNOWN;
    }

    /** Picks messages and the places they complain about out of the problem body, however deep they lie. */
    private void explain(JsonParser parser, String field, JsonToken value, Answer answer, int depth) throws IOException {
        if (value == JsonToken.VALUE_STRING) {
            if (field.equals("message") || field.equals("title") || field.equals("detail") || field.equals("error_description")) {
                answer.say(field, parser.getText());
            } else if (field.equals("pointerToViolation")) {
                answer.at = parser.getText();
            }
        } else if (value == JsonToken.START_OBJECT && depth < DEEPEST) {
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String inner = parser.currentName();
                explain(parser, inner, parser.nextToken(), answer, depth + 1);
            }
        } else if (value == JsonToken.START_ARRAY && depth < DEEPEST) {
            for (JsonToken token = parser.nextToken(); token != null && token != JsonToken.END_ARRAY; token = parser.nextToken()) {
                explain(parser, field, token, answer, depth + 1);
            }
        } else {
            parser.skipChildren();
        }
    }

    private static String text(JsonParser parser, JsonToken value) throws IOException {
        if (value.isScalarValue() && value != JsonToken.VALUE_NULL) {
            return parser.getText();
        }
        parser.skipChildren();
        return null;
    }

    /** What was found so far. */
    private static final class Answer {
        private String batchId;
        private String xactionId;
        private ReplyEntries entries;
        private boolean malformed;
        private String text;
        private String pointer;
        private String at;
        private boolean particular;

        /** Violations tell more than the sentence around them, a message more than a title. */
        void say(String field, String message) {
            boolean violation = field.equals("message") && at != null && !message.endsWith("violations found");
            if (violation) {
                String place = at.length() > 1 ? at.substring(1) + ": " : "";
                if (!particular) {
                    text = place + message;
                    pointer = at.length() > 1 ? at.substring(1) : null;
                } else if (text.length() < LONGEST) {
                    text = text + "; " + place + message;
                }
                particular = true;
            } else if (!particular && (text == null || field.equals("message")) && !message.endsWith("violations found")) {
                text = message;
            }
        }
    }
}
