package io.inletroutes.source;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Optional;

/**
 * What the events of dead letters said. A reader asks when a rejected file came back in an encoding that nothing else tells. Called on the reading thread only.
 */
@FunctionalInterface
public interface KeptEvents {

    /**
     * The event as {@link io.inletroutes.Event#value()} gives it. Empty when the dead letter is not known, or its event is not kept
     * here or was no more than text.
     *
     * @throws IOException when that cannot be told now
     */
    Optional<JsonNode> event(String deadLetter) throws IOException;
}
