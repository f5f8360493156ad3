package io.inletroutes;

import java.util.AbstractList;
import java.util.List;

/** Events of one source travelling together in one exchange. Each event carries its own outcome. */
public final class Chunk extends AbstractList<Event> {

    private final List<Event> events;
    private final long bytes;

    /** Of events whose size is not known. */
    public Chunk(List<? extends Event> events) {
        this(events, -1);
    }

    /** @param bytes what the events take of the heap until they are settled */
    public Chunk(List<? extends Event> events, long bytes) {
        this.events = List.copyOf(events);
        this.bytes = bytes;
    }

    /** What the events take of the heap until they are settled; negative when it is not known. */
    public long bytes() {
        return bytes;
    }

    @Override
    public Event get(int index) {
        return events.get(index);
    }

    @Override
    public int size() {
        return events.size();
    }

    /** Count only: an event's values never reach a log. */
    @Override
    public String toString() {
        return size() + " events";
    }
}
