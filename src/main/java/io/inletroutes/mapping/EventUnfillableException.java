package io.inletroutes.mapping;

import io.inletroutes.Event;
import io.inletroutes.Problem;
import io.inletroutes.Refusal;
import io.inletroutes.RefusedEvents;
import java.util.List;

/**
 * One event cannot become a payload: a variable has no value, or one that does not fit. The same event will never fit the same
 * mapping, so redelivery is pointless. Its message names places and fields, never values; it carries no stack trace.
 */
public class EventUnfillableException extends Exception implements RefusedEvents {

    private static final long serialVersionUID = 1;

    private final transient Refusal refusal;
    private final transient List<Problem> problems;

    /** @param problems everything wrong with the event, at least one, in the order of the payload */
    public EventUnfillableException(Event event, List<Problem> problems) {
        super(problems.get(0).toString(), null, false, false);
        this.problems = List.copyOf(problems);
        this.refusal = Refusal.unfillable(event, joined(this.problems));
    }

    /** Everything wrong with the event, at least one. */
    public List<Problem> problems() {
        return problems;
    }

    /** Exactly one. Its problem is the first; the others follow it as notes labelled {@code also}. */
    @Override
    public List<Refusal> refusals() {
        return List.of(refusal);
    }

    private static Problem joined(List<Problem> problems) {
        Problem first = problems.get(0);
        for (Problem other : problems.subList(1, problems.size())) {
            first = first.with("also", other.message());
        }
        return first;
    }
}
