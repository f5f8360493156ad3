package io.inletroutes.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * How a simulator behaves.
 *
 * @param port     0 for any free one
 * @param schemas  JSON Schema of {@code xdmEntity} by the id of its schemaRef; entities that violate theirs are refused
 * @param fault    what it does wrong from the start; empty for nothing
 * @param listener told of every message; called by the connections' threads
 */
public record SimulatorOptions(int port, Map<String, JsonNode> schemas, Optional<Fault> fault, Consumer<Received> listener) {

    public SimulatorOptions {
        schemas = Map.copyOf(schemas);
    }

    /** Any port, no schemas, no faults. */
    public static SimulatorOptions any() {
        return new SimulatorOptions(0, Map.of(), Optional.empty(), received -> { });
    }

    /** The same with schemas. */
    public SimulatorOptions withSchemas(Map<String, JsonNode> byId) {
        return new SimulatorOptions(port, byId, fault, listener);
    }

    /** The same, telling somebody of every message. */
    public SimulatorOptions telling(Consumer<Received> somebody) {
        return new SimulatorOptions(port, schemas, fault, somebody);
    }
}
