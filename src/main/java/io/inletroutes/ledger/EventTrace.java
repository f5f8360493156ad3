package io.inletroutes.ledger;

import java.time.Instant;

/**
 * What the ledger knows of one event that somebody asks for.
 *
 * @param route        null when it is not known: the journal names the file only
 * @param file         name of the file, null when it came from none
 * @param row          in that file, else 0
 * @param batchId      the inlet's id of the batch, null when it is not known
 * @param xactionId    the inlet's id of the event, null when it is not known
 * @param time         when it was settled; for a file that is all that is known of, when the file was
 * @param deadLetterId null unless it was refused
 * @param letterState  what became of that dead letter, null unless it was refused
 * @param keptAs       the file's name in {@code done/}, where another of its name may have been before; null while it is not known
 */
public record EventTrace(Fate fate, String route, String file, long row, String batchId, String xactionId, Instant time, String deadLetterId, DeadLetter.State letterState, String keptAs) {

    /** What became of it. */
    public enum Fate {
        /** The inlet took it. */
        ACCEPTED,
        /** It is kept as a dead letter. */
        DEAD,
        /** Its file is settled, and nothing else is known: it was skipped as accepted before, or that is too long ago. */
        SETTLED,
        /** Its file is being read and did not come that far. */
        OPEN
    }
}
