package io.inletroutes.ledger;

import java.io.IOException;
import java.util.List;

/** The journal of accepted ids: which {@code _id} with which content was accepted. Thread-safe; asked and written per chunk. */
public interface AcceptedIds {

    /** Whether an event was accepted before. */
    enum Known { NO, SAME, OTHER_CONTENT }

    /** What is known of each id, in the order asked; null entries are {@link Known#NO}, and so are all while the journal cannot be read. */
    List<Known> known(List<AcceptedId> ids);

    /** @throws IOException when they are not kept: the events may be sent again if they come again */
    void accept(List<AcceptedEvent> events) throws IOException;
}
