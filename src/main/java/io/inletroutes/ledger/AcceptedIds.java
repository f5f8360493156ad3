package io.inletroutes.ledger;

import io.inletroutes.Payload;
import java.io.IOException;
import java.util.List;

/**
 * The journal of accepted ids: which {@code _id} with which content was accepted. A payload that tells none is never known. Thread-safe;
 * asked and written per chunk.
 */
public interface AcceptedIds {

    /** Whether an event was accepted before. */
    enum Known { NO, SAME, OTHER_CONTENT }

    /** What is known of each, in the order asked; empty when all of them are new, and while the journal cannot be read. */
    List<Known> known(List<Payload> payloads);

    /** The same of an event that goes alone. */
    default Known known(Payload payload) {
        List<Known> answers = known(List.of(payload));
        return answers.isEmpty() ? Known.NO : answers.get(0);
    }

    /**
     * Notes those whose events the inlet took, and passes over the others.
     *
     * @param fileRun the file they came from, 0 for none
     * @throws IOException when they are not kept: the events may be sent again if they come again
     */
    void accept(long fileRun, List<Payload> payloads) throws IOException;
}
