package io.inletroutes.inlet;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.inletroutes.Payload;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Keeps the order of events with the same key, as they reach the inlet, even when some are sent again: an event goes out only when
 * all earlier ones of its key are settled, and the last accepted one is as long ago as asked. Events without a key wait for nobody.
 * Shared by all threads of an inlet.
 */
final class KeyedOrder {

    private static final JsonFactory JSON = new JsonFactory();
    private static final long LOOK_AGAIN = TimeUnit.SECONDS.toNanos(1);

    private final Hold hold;
    private final Waiting waiting;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Map<String, ArrayDeque<Message>> lines = new HashMap<>();
    private final PersonSpacing spacing;

    KeyedOrder(Hold hold, Waiting waiting, PersonSpacing spacing) {
        this.hold = hold;
        this.waiting = waiting;
        this.spacing = spacing;
        hold.onStop(this::wake);
    }

    /** Sends messages that nobody has to be waited for. */
    interface Sender {
        void send(List<Message> ready) throws HeldTooLongException, DeliveryStoppedException;
    }

    /** Sends all messages in as many rounds as the longest line of one key has events. */
    void deliver(String inlet, List<Message> messages, Sender sender) throws HeldTooLongException, DeliveryStoppedException {
        join(messages);
        try {
            List<Message> open = new ArrayList<>(messages);
            while (!open.isEmpty()) {
                List<Message> ready = awaitReady(inlet, open);
                sender.send(ready);
                leave(ready);
                open.removeIf(message -> !message.isOpen());
            }
        } finally {
            leave(messages);
        }
    }

    /** Puts messages at the end of the lines of their keys. */
    void join(List<Message> messages) {
        lock.lock();
        try {
            for (Message message : messages) {
                if (message.key() != null) {
                    lines.computeIfAbsent(message.key(), key -> new ArrayDeque<>(2)).addLast(message);
                }
            }
        } finally {
            lock.unlock();
        }
    }

    /** Takes messages out of their lines, settled or not; some may have left before. */
    void leave(List<Message> messages) {
        lock.lock();
        try {
            for (Message message : messages) {
                ArrayDeque<Message> line = message.key() == null ? null : lines.get(message.key());
                if (line != null && line.remove(message)) {
                    if (line.isEmpty()) {
                        lines.remove(message.key());
                    }
                    if (message.isAccepted()) {
                        spacing.accepted(message.key(), waiting.nanos());
                    }
                }
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** True when all earlier ones of its key are settled, and long enough ago. */
    boolean isReady(Message message) {
        return left(message, waiting.nanos()) <= 0;
    }

    /** How long it has to wait yet, in nanoseconds; at most until it is worth another look. */
    private long left(Message message, long now) {
        if (message.key() == null) {
            return 0;
        }
        lock.lock();
        try {
            ArrayDeque<Message> line = lines.get(message.key());
            return line != null && line.peekFirst() != message ? LOOK_AGAIN : Math.min(LOOK_AGAIN, spacing.left(message.key(), now));
        } finally {
            lock.unlock();
        }
    }

    private List<Message> awaitReady(String inlet, List<Message> open) throws DeliveryStoppedException {
        lock.lock();
        try {
            while (true) {
                long now = waiting.nanos();
                List<Message> ready = new ArrayList<>(open.size());
                long next = LOOK_AGAIN;
                for (Message message : open) {
                    long left = left(message, now);
                    if (left <= 0) {
                        ready.add(message);
                    }
                    next = Math.min(next, left);
                }
                if (!ready.isEmpty()) {
                    return ready;
                }
                if (hold.isStopping()) {
                    throw new DeliveryStoppedException(inlet);
                }
                waiting.await(changed, next);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DeliveryStoppedException(inlet);
        } finally {
            lock.unlock();
        }
    }

    private void wake() {
        lock.lock();
        try {
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** The primary identity of a payload, {@code namespace:id}; null when it has none. */
    static String identity(Payload payload) {
        try (JsonParser parser = JSON.createParser(payload.bytes())) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token == JsonToken.FIELD_NAME && parser.currentName().equals("identityMap") && parser.nextToken() == JsonToken.START_OBJECT) {
                    return primary(parser);
                }
            }
        } catch (IOException e) {
            return null; // no JSON: the inlet will say so
        }
        return null;
    }

    private static String primary(JsonParser parser) throws IOException {
        String namespace = null;
        String id = null;
        String first = null;
        boolean primary = false;
        int depth = 1;
        while (depth > 0) {
            JsonToken token = parser.nextToken();
            if (token == null) {
                return null;
            }
            if (token == JsonToken.START_OBJECT && depth > 1) {
                parser.skipChildren(); // within an identity
            } else if (token == JsonToken.START_OBJECT) {
                depth++;
                id = null;
                primary = false;
            } else if (token == JsonToken.END_OBJECT) {
                depth--;
                if (id != null) {
                    String whole = namespace + ":" + id;
                    first = first == null ? whole : first;
                    if (primary) {
                        return whole;
                    }
                }
            } else if (token == JsonToken.FIELD_NAME) {
                if (depth == 1) {
                    namespace = parser.currentName();
                } else if (parser.currentName().equals("id")) {
                    id = parser.nextTextValue();
                } else if (parser.currentName().equals("primary")) {
                    primary = parser.nextToken() == JsonToken.VALUE_TRUE;
                }
            }
        }
        return first;
    }
}
