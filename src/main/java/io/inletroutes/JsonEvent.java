package io.inletroutes;

import com.fasterxml.jackson.databind.JsonNode;

/** An event that was JSON where it came from. */
public final class JsonEvent extends Event {

    private final Origin origin;
    private final JsonNode value;
    private final String raw;

    /** @param raw the event's own text, or null to write {@code value} when asked for */
    public JsonEvent(Origin origin, JsonNode value, String raw) {
        this.origin = origin;
        this.value = value;
        this.raw = raw;
    }

    @Override
    public Origin origin() {
        return origin;
    }

    @Override
    public JsonNode value() {
        return value;
    }

    @Override
    public String raw() {
        return raw == null ? value.toString() : raw;
    }
}
