package io.inletroutes.mapping;

import io.inletroutes.BrokenEvent;
import io.inletroutes.Event;
import io.inletroutes.Payload;
import io.inletroutes.Problem;
import java.util.List;

/**
 * Fills one mapping for the events of one exchange. Used by one thread at a time; keeps its buffers from event to event, so make
 * one per exchange (or per chunk), not per event.
 */
public final class Filler {

    private final Mapping mapping;
    private final Part root;
    private final Fill fill;

    Filler(Mapping mapping, Part root, Fill fill) {
        this.mapping = mapping;
        this.root = root;
        this.fill = fill;
    }

    /**
     * The payload of {@code event}. Its bytes do not change afterwards.
     *
     * @throws EventUnfillableException when the event can never be filled; says everything that is wrong with it
     */
    public Payload fill(Event event) throws EventUnfillableException {
        if (event instanceof BrokenEvent broken) {
            throw new EventUnfillableException(event, List.of(broken.problem()));
        }
        fill.start(event);
        root.write(fill);
        if (!fill.problems().isEmpty()) {
            fill.out().drop();
            throw new EventUnfillableException(event, fill.problems());
        }
        Payload payload = fill.out().take(event, mapping.name(), fill.idHash(), fill.entityFrom(), fill.entityTo());
        List<Problem> refusals = mapping.refusals(payload);
        if (!refusals.isEmpty()) {
            throw new EventUnfillableException(event, refusals);
        }
        return payload;
    }
}
