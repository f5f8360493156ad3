package io.inletroutes.inlet;

import io.inletroutes.Problem;

/**
 * The inlet is held, and the route does not wait longer ({@code heldTimeout}). The events stay open: they are neither accepted
 * nor refused, and the same exchange may be delivered again.
 */
public class HeldTooLongException extends Exception {

    private static final long serialVersionUID = 1;

    private final transient Problem reason;

    /** @param reason why the inlet is held */
    public HeldTooLongException(String inlet, Problem reason) {
        super("inlet " + inlet + " is held: " + reason.message());
        this.reason = reason;
    }

    /** Why the inlet is held. */
    public Problem reason() {
        return reason;
    }
}
