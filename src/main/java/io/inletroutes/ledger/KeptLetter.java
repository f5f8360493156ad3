package io.inletroutes.ledger;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Optional;

/**
 * A dead letter as it goes to a queue.
 *
 * @param whole all that is known of it and of its event: never log it
 */
public record KeptLetter(String id, String route, JsonNode whole) {

    /** The same without anything the event said; empty where it does not hold that value. */
    public Optional<KeptLetter> erased(String identity, Instant now) {
        DeadLetterLine line = new DeadLetterLine((ObjectNode) whole);
        return line.mentions(identity.strip()) ? Optional.of(new KeptLetter(id, route, line.erased(now).json())) : Optional.empty();
    }

    /** Without what the event said. */
    @Override
    public String toString() {
        return "dead letter " + id + " of " + route;
    }
}
