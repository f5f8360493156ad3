package io.inletroutes.routes;

import io.inletroutes.Problem;
import java.time.Instant;

/**
 * Something that somebody has to mend while the routes run, apart from what inlets say of themselves.
 *
 * @param about the route, mapping or file concerned
 * @param since when it was found
 */
public record Trouble(Kind kind, String about, Instant since, Problem problem) {

    /** What is not as it should be. */
    public enum Kind {
        /** Routes wait, because what happened cannot be written down. */
        DATA_FOLDER,
        /** Nothing comes from a queue, because its broker is not reached. */
        BROKER,
        /** An edited mapping is broken; the last good one fills payloads. */
        MAPPING,
        /** An edited mapping is live, and its own cases expect something else. */
        CASES,
        /** Edited route files are broken; those that were good run on. */
        ROUTES
    }

    /** Whether events wait for it. */
    public boolean stops() {
        return kind == Kind.DATA_FOLDER || kind == Kind.BROKER;
    }
}
