package io.inletroutes.inlet;

import io.inletroutes.Problem;

/**
 * Why an inlet is held.
 *
 * @param problem         told to people; names settings, never their values
 * @param retryAfterNanos how long the inlet asked to be left alone, 0 when it did not
 */
record HoldCause(Kind kind, Problem problem, long retryAfterNanos) {

    /** What ends a hold. */
    enum Kind {
        /** The inlet or the network is down; it comes back by itself. */
        OUTAGE,
        /** A person has to mend settings, or the other side's. */
        SETTINGS,
        /** As SETTINGS, and a new token may mend it. */
        TOKEN,
        /** Too many refusals alike: a person has to look and resume. */
        BRAKE
    }

    /** What an operator may expect of the hold, in a sentence. */
    String goesOn(String inlet) {
        return switch (kind) {
            case OUTAGE -> "It goes on by itself when the inlet answers again.";
            case SETTINGS, TOKEN -> "It goes on by itself when the other side is mended; a changed setting counts after a restart, a secret in a file of its own at once.";
            case BRAKE -> "It goes on after: inlet-routes resume " + inlet;
        };
    }

    boolean needsPerson() {
        return kind != Kind.OUTAGE;
    }
}
