package io.inletroutes.inlet;

import java.time.Instant;

/**
 * How the hold of an inlet stands at one moment.
 *
 * @param cause null when it is not held
 * @param since when it came to be so
 */
record HoldStanding(HoldCause cause, boolean paused, Instant since) {

    /** What ends it, in a sentence; null when nothing is to end. */
    String goesOn(String inlet) {
        return paused ? "It goes on after: inlet-routes resume " + inlet : cause == null ? null : cause.goesOn(inlet);
    }
}
