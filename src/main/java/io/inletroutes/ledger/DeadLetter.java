package io.inletroutes.ledger;

import java.time.Instant;

/**
 * One entry of the index of dead letters. The event itself lies in the file of dead letters.
 *
 * @param refusedBy {@code mapping} or {@code inlet}
 * @param reason    what was wrong, all of it, in words; no values
 * @param status    the inlet's HTTP status, 0 when the mapping refused
 * @param source    file name, queue or timer
 * @param row       in the file, 0 for other sources
 * @param key       message id or tick, null for a row of a file
 * @param attempts  how often it was sent in vain
 * @param replays   how often somebody sent it again
 * @param state     what became of it
 * @param keptIn    the file of dead letters, relative to the data folder
 * @param keptBy    the instance whose data folder that is; empty when there is but one
 */
public record DeadLetter(String id, String route, String refusedBy, String reason, int status, String source, long row, String key, int attempts, int replays,
        Instant firstAt, Instant lastAt, State state, String keptIn, String keptBy) {

    /** What became of a dead letter. None is deleted before the retention ends. */
    public enum State {
        /** It waits for somebody. */
        OPEN,
        /** It was sent again and accepted. */
        REPLAYED,
        /** A corrected row of a rejected file took its place. */
        MENDED,
        /** Somebody said that it needs nothing more. */
        CLOSED,
        /** Its event was erased. */
        ERASED;

        String stored() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }

        static State of(String stored) {
            return valueOf(stored.toUpperCase(java.util.Locale.ROOT));
        }
    }
}
