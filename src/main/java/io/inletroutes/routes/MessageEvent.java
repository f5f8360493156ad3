package io.inletroutes.routes;

import com.fasterxml.jackson.databind.JsonNode;
import io.inletroutes.Event;
import io.inletroutes.Origin;
import java.util.Map;

/** A JMS message in a chunk of messages: it brings its own headers, for a mapping that asks for them. */
final class MessageEvent extends Event {

    private final JsonNode value;
    private final String raw;
    private final Map<String, Object> headers;

    MessageEvent(Origin origin, JsonNode value, String raw, Map<String, Object> headers) {
        super(origin);
        this.value = value;
        this.raw = raw;
        this.headers = headers;
    }

    /** As Camel puts them into an exchange of that message alone. */
    Map<String, Object> headers() {
        return headers;
    }

    @Override
    public JsonNode value() {
        return value;
    }

    @Override
    public String raw() {
        return raw;
    }
}
