package io.inletroutes.inlet;

/**
 * What came back for one request.
 *
 * @param status          HTTP status, 0 when there was no answer
 * @param kind            how much of the answer could be understood
 * @param detail          what happened, in words of ours, or the inlet's own message; null when there is nothing to say
 * @param batchId         the inlet's id of the batch, may be null
 * @param xactionId       the inlet's id of a single message, may be null
 * @param entries         of a 207, null otherwise
 * @param retryAfterNanos how long the inlet asked to be left alone, 0 when it did not
 * @param bearer          the token the request carried, null for none; never shown
 */
record InletReply(int status, Kind kind, Detail detail, String batchId, String xactionId, ReplyEntries entries, long retryAfterNanos, String bearer) {

    enum Kind {
        /** An HTTP answer, read to its end. */
        ANSWER,
        /** Cut off, no JSON, or JSON of another kind than the status promises. */
        GARBAGE,
        /** Entries that do not match the messages. */
        MISMATCH,
        /** The connection failed in a way that may pass. */
        NO_ANSWER,
        /** The connection failed in a way that a person must mend. */
        BROKEN,
        /** No token could be had for now. */
        TOKEN_LATER,
        /** No token can be had until somebody mends the settings. */
        TOKEN_REFUSED
    }

    /**
     * @param message as the inlet wrote it; may hold values
     * @param pointer the place in {@code xdmEntity} it complains about, null when it names none
     */
    record Detail(String message, String pointer) {
    }

    static InletReply failure(Kind kind, String what) {
        return new InletReply(0, kind, new Detail(what, null), null, null, null, 0, null);
    }

    boolean isSettledWhole() {
        return kind == Kind.ANSWER && status == 200 && entries == null;
    }

    /** Not the token, nor anything of the events. */
    @Override
    public String toString() {
        return "answer " + status + " " + kind;
    }
}
