package io.inletroutes.routes;

import io.inletroutes.Traces;
import io.inletroutes.ledger.Ledger;
import java.nio.file.Path;
import org.apache.camel.CamelContext;

/**
 * What the {@code mapping:} endpoints of one context share.
 *
 * @param ledger      null where nothing is remembered
 * @param deadLetters null where nothing is remembered
 */
record Delivering(LiveMappings mappings, Ledger ledger, DeadLetterChannel deadLetters, DuplicatePolicy duplicates, RouteMetrics metrics, Traces traces) {

    /** Where nobody takes traces down. */
    Delivering(LiveMappings mappings, Ledger ledger, DeadLetterChannel deadLetters, DuplicatePolicy duplicates, RouteMetrics metrics) {
        this(mappings, ledger, deadLetters, duplicates, metrics, Traces.NONE);
    }

    /** For a context without a home around it: mappings of the working folder, no ledger. */
    static Delivering alone(CamelContext context) {
        return new Delivering(new LiveMappings(context, new Home(Path.of(""))), null, null, DuplicatePolicy.SEND, new RouteMetrics());
    }
}
