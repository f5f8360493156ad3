package io.inletroutes;

import java.util.List;

/**
 * Implemented by the exceptions that say which events were refused, so that a dead letter channel can keep each with its own
 * reason. All other events of the same exchange are settled by the time such an exception is thrown.
 */
public interface RefusedEvents {

    /** At least one. */
    List<Refusal> refusals();
}
