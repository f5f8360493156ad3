package io.inletroutes.inlet;

import io.inletroutes.Refusal;
import io.inletroutes.RefusedEvents;
import java.util.List;

/** The inlet will never take this event as it is: sending it again is of no use, a dead letter is. */
public class EventRefusedException extends Exception implements RefusedEvents {

    private static final long serialVersionUID = 1;

    private final transient Refusal refusal;

    public EventRefusedException(Refusal refusal) {
        super(refusal.problem().toString());
        this.refusal = refusal;
    }

    public Refusal refusal() {
        return refusal;
    }

    @Override
    public List<Refusal> refusals() {
        return List.of(refusal);
    }
}
