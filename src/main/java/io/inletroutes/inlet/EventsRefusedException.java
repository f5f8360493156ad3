package io.inletroutes.inlet;

import io.inletroutes.Refusal;
import io.inletroutes.RefusedEvents;
import java.util.List;

/** Some events of a chunk were refused, by the mapping or by the inlet. All others of the chunk are settled. */
public class EventsRefusedException extends Exception implements RefusedEvents {

    private static final long serialVersionUID = 1;

    private final transient List<Refusal> refusals;

    /** @param refusals at least one */
    public EventsRefusedException(List<Refusal> refusals) {
        super(refusals.size() == 1 ? refusals.get(0).problem().toString()
                : refusals.size() + " events refused, the first: " + refusals.get(0).problem());
        this.refusals = List.copyOf(refusals);
    }

    @Override
    public List<Refusal> refusals() {
        return refusals;
    }
}
