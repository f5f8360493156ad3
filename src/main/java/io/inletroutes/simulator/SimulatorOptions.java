package io.inletroutes.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * How a simulator behaves.
 *
 * @param port         0 for any free one
 * @param organisation the only one it takes messages of, empty for any
 * @param credentials  whose bearer tokens it demands, empty for none
 * @param inlets       names of the streaming connections that its Flow Service lists
 * @param schemas      JSON Schema of {@code xdmEntity} by the id of its schemaRef; entities that violate theirs are refused
 * @param faults       what it does wrong from the start
 * @param listener     told of every message; called by the connections' threads
 * @param clock        what tells the time
 */
public record SimulatorOptions(int port, Optional<String> organisation, Optional<Credentials> credentials, List<String> inlets, Map<String, JsonNode> schemas,
        List<Fault> faults, Consumer<Received> listener, Clock clock) {

    /**
     * Who may ask for tokens.
     *
     * @param life how long a token is good for
     */
    public record Credentials(String clientId, String clientSecret, Duration life) {

        @Override
        public String toString() {
            return clientId;
        }
    }

    public SimulatorOptions {
        inlets = List.copyOf(inlets);
        schemas = Map.copyOf(schemas);
        faults = List.copyOf(faults);
    }

    /** Any port, any organisation, no token, no schemas, no faults. */
    public static SimulatorOptions any() {
        return new SimulatorOptions(0, Optional.empty(), Optional.empty(), List.of("simulated"), Map.of(), List.of(), received -> { }, Clock.systemUTC());
    }

    /** The same on a port of one's choice. */
    public SimulatorOptions on(int other) {
        return new SimulatorOptions(other, organisation, credentials, inlets, schemas, faults, listener, clock);
    }

    /** The same for one organisation alone. */
    public SimulatorOptions of(String onlyOne) {
        return new SimulatorOptions(port, Optional.of(onlyOne), credentials, inlets, schemas, faults, listener, clock);
    }

    /** The same, demanding tokens of that client. */
    public SimulatorOptions demanding(Credentials tokens) {
        return new SimulatorOptions(port, organisation, Optional.of(tokens), inlets, schemas, faults, listener, clock);
    }

    /** The same with those streaming connections. */
    public SimulatorOptions listing(List<String> names) {
        return new SimulatorOptions(port, organisation, credentials, names, schemas, faults, listener, clock);
    }

    /** The same with schemas. */
    public SimulatorOptions withSchemas(Map<String, JsonNode> byId) {
        return new SimulatorOptions(port, organisation, credentials, inlets, byId, faults, listener, clock);
    }

    /** The same, doing that wrong. */
    public SimulatorOptions failing(List<Fault> from) {
        return new SimulatorOptions(port, organisation, credentials, inlets, schemas, from, listener, clock);
    }

    /** The same, telling somebody of every message. */
    public SimulatorOptions telling(Consumer<Received> somebody) {
        return new SimulatorOptions(port, organisation, credentials, inlets, schemas, faults, somebody, clock);
    }

    /** The same by another clock. */
    public SimulatorOptions by(Clock other) {
        return new SimulatorOptions(port, organisation, credentials, inlets, schemas, faults, listener, other);
    }
}
