package io.inletroutes.mapping;

import io.inletroutes.Payload;
import io.inletroutes.Problem;
import java.util.List;

/** The JSON Schema of {@code xdmEntity} as the schema registry exports it (draft-06 or 07). Shared by any number of threads. */
public final class EntitySchema {

    EntitySchema() {
    }

    /** What the inlet would refuse in this payload's entity; empty when it is valid. Names keys and kinds, never values. */
    public List<Problem> violations(Payload payload) {
        throw new UnsupportedOperationException();
    }
}
