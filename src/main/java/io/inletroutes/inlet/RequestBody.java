package io.inletroutes.inlet;

import io.inletroutes.Payload;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The body of one request, which copies nothing: payloads are written from where they were filled. Immutable, and so the same each time
 * it is written.
 */
final class RequestBody {

    static final int ENVELOPE = "{\"messages\":[]}".length();
    private static final byte[] START = "{\"messages\":[".getBytes(StandardCharsets.UTF_8);
    private static final byte[] END = "]}".getBytes(StandardCharsets.UTF_8);
    private static final byte[] EMPTY = "{}".getBytes(StandardCharsets.UTF_8);

    private final List<Message> messages;
    private final boolean batch;
    private final int length;

    private RequestBody(List<Message> messages, boolean batch, int length) {
        this.messages = messages;
        this.batch = batch;
        this.length = length;
    }

    /** One message as it is. */
    static RequestBody single(Message message) {
        return new RequestBody(List.of(message), false, message.length());
    }

    /** No message: the inlet can only refuse it. */
    static RequestBody empty() {
        return new RequestBody(List.of(), false, EMPTY.length);
    }

    /** Messages in their envelope, one at least. */
    static RequestBody batch(List<Message> messages) {
        int length = ENVELOPE + messages.size() - 1;
        for (Message message : messages) {
            length += message.length();
        }
        return new RequestBody(messages, true, length);
    }

    /** In bytes. */
    int length() {
        return length;
    }

    void writeTo(OutputStream out) throws IOException {
        if (messages.isEmpty()) {
            out.write(EMPTY);
        } else if (batch) {
            out.write(START);
            writeMessages(out);
            out.write(END);
        } else {
            messages.get(0).payload().writeTo(out);
        }
    }

    /** Payloads that stand one behind the other in the same block, with a comma between, go out at once. */
    private void writeMessages(OutputStream out) throws IOException {
        int end;
        for (int at = 0; at < messages.size(); at = end) {
            end = endOfRun(at);
            if (at > 0) {
                out.write(',');
            }
            Payload first = messages.get(at).payload();
            Payload last = messages.get(end - 1).payload();
            out.write(first.buffer(), first.offset(), last.offset() + last.length() - first.offset());
        }
    }

    /** Behind the last message that stands in one piece with that one. A loop of its own: compiled together with what writes to the net it takes seconds to compile. */
    private int endOfRun(int from) {
        Payload before = messages.get(from).payload();
        int at = from + 1;
        for (; at < messages.size(); at++) {
            Payload next = messages.get(at).payload();
            int end = before.offset() + before.length();
            if (next.buffer() != before.buffer() || next.offset() != end + 1 || before.buffer()[end] != ',') {
                break;
            }
            before = next;
        }
        return at;
    }
}
