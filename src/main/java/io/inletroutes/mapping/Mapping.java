package io.inletroutes.mapping;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.camel.Exchange;

/** A payload preview whose sample values are variables, compiled. Immutable; shared by any number of threads. */
public final class Mapping {

    Mapping() {
    }

    /** Name of its folder. */
    public String name() {
        throw new UnsupportedOperationException();
    }

    /** A short hash of its files, to tell which version is live. */
    public String version() {
        throw new UnsupportedOperationException();
    }

    /**
     * Something that fills payloads for the events of {@code exchange}: its headers, variables and route are what
     * {@code ${header.x}}, {@code ${variable.x}} and the event id refer to.
     *
     * @param exchange null outside any route; the scope of the event id is then the mapping's name
     */
    public Filler filler(Exchange exchange) {
        throw new UnsupportedOperationException();
    }

    /**
     * The same mapping whose {@code ${variable.eventId}} is made of these fields (names, or JSONPaths starting with {@code $})
     * and the scope alone.
     *
     * @throws IllegalArgumentException for a path that is none
     */
    public Mapping withEventId(List<String> fields) {
        throw new UnsupportedOperationException();
    }

    /** Columns without which no row of a CSV file can be filled. */
    public Set<String> requiredColumns() {
        throw new UnsupportedOperationException();
    }

    /** All columns that some variable names. */
    public Set<String> usedColumns() {
        throw new UnsupportedOperationException();
    }

    /** The JSON Schema of {@code xdmEntity}, where the mapping has a schema.json. */
    public Optional<EntitySchema> schema() {
        throw new UnsupportedOperationException();
    }
}
