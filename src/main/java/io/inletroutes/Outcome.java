package io.inletroutes;

/** What became of one event. Every event ends in exactly one of these. */
public sealed interface Outcome {

    /**
     * The inlet took it.
     *
     * @param batchId   the inlet's id of the batch, null for a single request
     * @param xactionId the inlet's id of the event, null when the answer had none
     */
    record Accepted(String batchId, String xactionId) implements Outcome {
    }

    /**
     * Kept as a dead letter.
     *
     * @param deadLetterId names the stored dead letter
     */
    record Dead(String deadLetterId) implements Outcome {
    }

    /** Not sent, because the same event was accepted before. */
    record Skipped() implements Outcome {
    }

    /** The one skipped outcome. */
    Skipped SKIPPED = new Skipped();
}
