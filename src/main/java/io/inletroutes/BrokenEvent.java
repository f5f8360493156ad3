package io.inletroutes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.Map;

/** An event that its source could not read: a row with too many cells, a line that is no JSON. It can only be refused. */
public final class BrokenEvent extends Event {

    private final Origin origin;
    private final String raw;
    private final Problem problem;
    private final Map<String, Object> headers;

    /** @param problem what is wrong with it, with its cure */
    public BrokenEvent(Origin origin, String raw, Problem problem) {
        this(origin, raw, problem, Map.of());
    }

    /** @param headers of the message that it came in, among others in one exchange */
    public BrokenEvent(Origin origin, String raw, Problem problem, Map<String, Object> headers) {
        this.origin = origin;
        this.raw = raw;
        this.problem = problem;
        this.headers = Map.copyOf(headers);
    }

    @Override
    public Origin origin() {
        return origin;
    }

    @Override
    public Map<String, Object> headers() {
        return headers;
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
