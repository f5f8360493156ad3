package io.inletroutes;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The JSON that the inlet takes for one event, as UTF-8 bytes: {@code header}, {@code body.xdmMeta}, {@code body.xdmEntity}. It does not
 * change once it is made.
 *
 * <p>Most of it is the same for all events of a mapping, and thousands are under way: those constants may be kept once for all of
 * them. The buffer, shared by a chunk, then holds what is its own, run by run, each behind its length in two bytes (the high one first), and
 * a constant belongs between each two runs.
 */
public final class Payload {

    private final byte[] buffer;
    private final int offset;
    private final int length;
    private final byte[][] constants;
    private final Event event;
    private final String mapping;
    private final int entityOffset;
    private final int entityLength;
    private final long entityHash;
    private final long idHash;

    /**
     * A payload as it stands in a buffer.
     *
     * @param event        what it was filled from, null for a payload that a route made itself
     * @param mapping      name of the mapping that filled it, null when none did
     * @param idHash       {@link ContentHash} of the entity's {@code _id}, 0 when that is not known
     * @param entityOffset where {@code xdmEntity} starts in the payload, -1 when not known
     * @param entityLength length of {@code xdmEntity} in bytes
     */
    public Payload(byte[] buffer, int offset, int length, Event event, String mapping, long idHash, int entityOffset, int entityLength) {
        this(buffer, offset, length, null, event, mapping, entityOffset, entityLength,
                entityOffset < 0 ? 0 : ContentHash.of(buffer, offset + entityOffset, entityLength), entityOffset < 0 ? 0 : idHash);
    }

    private Payload(byte[] buffer, int offset, int length, byte[][] constants, Event event, String mapping, int entityOffset, int entityLength, long entityHash,
            long idHash) {
        this.buffer = buffer;
        this.offset = offset;
        this.length = length;
        this.constants = constants;
        this.event = event;
        this.mapping = mapping;
        this.entityOffset = entityOffset;
        this.entityLength = entityLength;
        this.entityHash = entityHash;
        this.idHash = idHash;
    }

    /** A payload that came ready-made. */
    public static Payload of(byte[] json) {
        return new Payload(json, 0, json.length, null, null, 0, -1, 0);
    }

    /**
     * The same payload kept in another buffer.
     *
     * @param from  where it starts there
     * @param share what stands between each two of its own runs; null when all of it is its own, without lengths
     */
    public Payload keptIn(byte[] other, int from, byte[][] share) {
        return new Payload(other, from, length, share, event, mapping, entityOffset, entityLength, entityHash, idHash);
    }

    /** In bytes, constants included. */
    public int length() {
        return length;
    }

    public Optional<Event> event() {
        return Optional.ofNullable(event);
    }

    /** Null where there is none. For what is done with each of thousands, where {@link #event()} would make an object each time. */
    public Event eventOrNull() {
        return event;
    }

    public Optional<String> mapping() {
        return Optional.ofNullable(mapping);
    }

    /** Where {@code xdmEntity} starts in {@link #bytes()}, -1 when not known. */
    public int entityOffset() {
        return entityOffset;
    }

    /** In bytes. */
    public int entityLength() {
        return entityLength;
    }

    /** {@link ContentHash} of {@code xdmEntity}; 0 when it is not known where that is. */
    public long entityHash() {
        return entityHash;
    }

    /**
     * {@link ContentHash} of {@code _id}; 0 when that or the entity is not known. With {@link #entityHash} it tells accepted events apart:
     * ten million ids collide once in some hundred thousand such ledgers.
     */
    public long idHash() {
        return idHash;
    }

    /** Puts the JSON into an array that has room for it. Returns where it ends there. */
    public int copyTo(byte[] into, int from) {
        if (constants == null) {
            System.arraycopy(buffer, offset, into, from, length);
            return from + length;
        }
        int at = offset;
        int to = from;
        for (int i = 0;; i++) {
            int own = (buffer[at] & 0xff) << 8 | buffer[at + 1] & 0xff;
            System.arraycopy(buffer, at + 2, into, to, own);
            at += 2 + own;
            to += own;
            if (i == constants.length) {
                return to;
            }
            byte[] constant = constants[i];
            System.arraycopy(constant, 0, into, to, constant.length);
            to += constant.length;
        }
    }

    /**
     * Puts a slice of the JSON into an array that has room for it, without the rest.
     *
     * @param start of the slice in the JSON; as much of it as there is
     * @return its length
     */
    public int copySlice(int start, int size, byte[] into) {
        int end = Math.min(start + size, length);
        if (constants == null) {
            System.arraycopy(buffer, offset + start, into, 0, end - start);
            return end - start;
        }
        int at = offset;
        int position = 0;
        for (int i = 0; position < end; i++) {
            int own = (buffer[at] & 0xff) << 8 | buffer[at + 1] & 0xff;
            copyOverlap(buffer, at + 2, position, own, start, end, into);
            at += 2 + own;
            position += own;
            if (i < constants.length) {
                copyOverlap(constants[i], 0, position, constants[i].length, start, end, into);
                position += constants[i].length;
            }
        }
        return end - start;
    }

    /** What of a run that stands at a position of the JSON lies between {@code start} and {@code end}. */
    private static void copyOverlap(byte[] run, int offset, int position, int size, int start, int end, byte[] into) {
        int first = Math.max(start, position);
        int last = Math.min(end, position + size);
        if (first < last) {
            System.arraycopy(run, offset + first - position, into, first - start, last - first);
        }
    }

    /** The JSON in an array of its own. */
    public byte[] bytes() {
        byte[] bytes = new byte[length];
        copyTo(bytes, 0);
        return bytes;
    }

    public void writeTo(OutputStream out) throws IOException {
        if (constants == null) {
            out.write(buffer, offset, length);
        } else {
            out.write(bytes());
        }
    }

    /** The JSON itself, for Camel's converters and for dead letters. Holds personal data: never log it. */
    public String json() {
        return new String(bytes(), StandardCharsets.UTF_8);
    }

    /** Size and origin only: an event's values never reach a log. */
    @Override
    public String toString() {
        return "payload of " + length + " bytes" + (event == null ? "" : " from " + event);
    }
}
