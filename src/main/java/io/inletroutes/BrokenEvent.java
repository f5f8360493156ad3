package io.inletroutes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;

/** An event that its source could not read: a row with too many cells, a line that is no JSON. It can only be refused. */
public final class BrokenEvent extends Event {

    private final String raw;
    private final Problem problem;

    /** @param problem what is wrong with it, with its cure */
    public BrokenEvent(Origin origin, String raw, Problem problem) {
        super(origin);
        this.raw = raw;
        this.problem = problem;
    }

    public Problem problem() {
        return problem;
    }

    /** Always missing. */
    @Override
    public JsonNode value() {
        return MissingNode.getInstance();
    }

    @Override
    public String raw() {
        return raw;
    }
}
