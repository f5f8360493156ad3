package io.inletroutes.ledger;

/** Settled events of a file: each is in exactly one of the three. */
public record Counts(long accepted, long dead, long skipped) {

    public static final Counts NONE = new Counts(0, 0, 0);

    /** All of them: the events read. */
    public long read() {
        return accepted + dead + skipped;
    }

    Counts plus(long moreAccepted, long moreDead, long moreSkipped) {
        return new Counts(accepted + moreAccepted, dead + moreDead, skipped + moreSkipped);
    }
}
