package io.inletroutes.mapping;

import io.inletroutes.Event;
import io.inletroutes.Payload;

/**
 * Fills one mapping for the events of one exchange. Used by one thread at a time; keeps its buffers from event to event, so make
 * one per exchange (or per chunk), not per event.
 */
public final class Filler {

    Filler() {
    }

    /**
     * The payload of {@code event}. Its bytes do not change afterwards.
     *
     * @throws EventUnfillableException when the event can never be filled; says everything that is wrong with it
     */
    public Payload fill(Event event) throws EventUnfillableException {
        throw new UnsupportedOperationException();
    }
}
