package io.inletroutes.routes;

import com.fasterxml.jackson.databind.JsonNode;
import io.inletroutes.Event;
import io.inletroutes.Origin;
import java.lang.ref.WeakReference;
import java.util.Map;
import java.util.function.Supplier;

/**
 * An event with headers of its own, for a mapping that asks for them: a message in a chunk of messages, or a dead letter of one. Its tree
 * is several times as large as its text and needed for a moment only, so it may be forgotten and made again.
 */
final class MessageEvent extends Event {

    private final Origin origin;
    private final String raw;
    private final Supplier<Map<String, Object>> headers;
    private volatile WeakReference<JsonNode> value;

    /** @param raw JSON; @param value what it says; @param headers read when somebody asks for them */
    MessageEvent(Origin origin, String raw, JsonNode value, Supplier<Map<String, Object>> headers) {
        this.origin = origin;
        this.raw = raw;
        this.value = new WeakReference<>(value);
        this.headers = headers;
    }

    @Override
    public Origin origin() {
        return origin;
    }

    @Override
    public Map<String, Object> headers() {
        return headers.get();
    }

    @Override
    public JsonNode value() {
        JsonNode known = value.get();
        if (known == null) {
            known = ExchangeEvents.tree(raw);
            value = new WeakReference<>(known);
        }
        return known;
    }

    @Override
    public String raw() {
        return raw;
    }
}
