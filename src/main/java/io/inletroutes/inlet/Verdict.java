package io.inletroutes.inlet;

/** What an HTTP status means for what was sent, as the table of the README says. */
enum Verdict {
    ACCEPTED,
    /** These messages, or one of them, will never be taken as they are. */
    REFUSED,
    TOO_LARGE,
    /** Another try may pass. */
    PASSING,
    /** The payload or the inlet: only other events can tell. */
    FAULTY,
    UNAUTHORISED,
    /** A person must mend something. */
    HELD;

    static Verdict of(int status) {
        return switch (status) {
            case 200 -> ACCEPTED;
            case 400, 422 -> REFUSED;
            case 413 -> TOO_LARGE;
            case 0, 408, 425, 429, 502, 503, 504 -> PASSING;
            case 500, 501 -> FAULTY;
            case 401, 403 -> UNAUTHORISED;
            default -> HELD;
        };
    }
}
