package io.inletroutes.inlet;

import io.inletroutes.Problem;
import java.time.Instant;

/**
 * How one inlet does at one moment.
 *
 * @param reason   why it is held, null when it is not
 * @param since    when the status began
 * @param accepted events the inlet took since the start
 * @param refused  events it refused since the start
 * @param repeated messages sent again because it was not known whether they had arrived, or because they could not
 * @param waiting  events handed over and not settled
 * @param oldest   since when the oldest of them waits, null when none does
 * @param goesOn   what ends a hold or a pause, in a sentence; null when there is none
 */
public record InletState(String name, Status status, Problem reason, Instant since, long accepted, long refused, long repeated,
        long waiting, Instant oldest, String goesOn) {

    /** What an inlet does. */
    public enum Status {
        /** Requests are under way. */
        DELIVERING,
        /** Nothing to do. */
        IDLE,
        /** It takes nothing now; its intake waits. */
        HELD,
        /** Somebody asked it to wait. */
        PAUSED
    }

    /** Held or paused: events wait and will not leave by themselves at once. */
    public boolean isWaiting() {
        return status == Status.HELD || status == Status.PAUSED;
    }
}
