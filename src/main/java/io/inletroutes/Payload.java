package io.inletroutes;

import java.io.OutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The JSON that the inlet takes for one event, as UTF-8 bytes: {@code header}, {@code body.xdmMeta}, {@code body.xdmEntity}.
 *
 * <p>The bytes may lie in a buffer shared by a whole chunk. They do not change once the payload is made.
 */
public final class Payload {

    private final byte[] buffer;
    private final int offset;
    private final int length;
    private final Optional<Event> event;
    private final String mapping;
    private final String id;
    private final int entityOffset;
    private final int entityLength;

    /**
     * @param event        what it was filled from, null for a payload that a route made itself
     * @param mapping      name of the mapping that filled it, null when none did
     * @param id           the entity's {@code _id}, null when not known
     * @param entityOffset where {@code xdmEntity} starts in {@code buffer}, -1 when not known
     * @param entityLength length of {@code xdmEntity} in bytes
     */
    public Payload(byte[] buffer, int offset, int length, Event event, String mapping, String id, int entityOffset, int entityLength) {
        this.buffer = buffer;
        this.offset = offset;
        this.length = length;
        this.event = Optional.ofNullable(event);
        this.mapping = mapping;
        this.id = id;
        this.entityOffset = entityOffset;
        this.entityLength = entityLength;
    }

    /** A payload that came ready-made. */
    public static Payload of(byte[] json) {
        return new Payload(json, 0, json.length, null, null, null, -1, 0);
    }

    public byte[] buffer() {
        return buffer;
    }

    public int offset() {
        return offset;
    }

    /** In bytes. */
    public int length() {
        return length;
    }

    public Optional<Event> event() {
        return event;
    }

    public Optional<String> mapping() {
        return Optional.ofNullable(mapping);
    }

    public Optional<String> id() {
        return Optional.ofNullable(id);
    }

    /** Where {@code xdmEntity} starts in {@link #buffer()}, -1 when not known. */
    public int entityOffset() {
        return entityOffset;
    }

    /** In bytes. */
    public int entityLength() {
        return entityLength;
    }

    public void writeTo(OutputStream out) throws IOException {
        out.write(buffer, offset, length);
    }

    /** The JSON itself, for Camel's converters and for dead letters. Holds personal data: never log it. */
    public String json() {
        return new String(buffer, offset, length, StandardCharsets.UTF_8);
    }

    /** Size and origin only: an event's values never reach a log. */
    @Override
    public String toString() {
        return "payload of " + length + " bytes" + event.map(from -> " from " + from).orElse("");
    }
}
