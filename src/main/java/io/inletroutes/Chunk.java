package io.inletroutes;

import java.util.AbstractList;
import java.util.List;

/** Events of one source travelling together in one exchange. Each event carries its own outcome. */
public final class Chunk extends AbstractList<Event> {

    private final List<Event> events;

    public Chunk(List<? extends Event> events) {
        this.events = List.copyOf(events);
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
