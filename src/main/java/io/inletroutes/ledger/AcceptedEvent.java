package io.inletroutes.ledger;

import io.inletroutes.Origin;
import io.inletroutes.Outcome;

/**
 * An event that the inlet took, as the journal notes it.
 *
 * @param id      what tells it from others
 * @param fileRun the file it came from, 0 for none
 * @param origin  its row, or its message id or tick
 * @param outcome the inlet's ids
 */
public record AcceptedEvent(AcceptedId id, long fileRun, Origin origin, Outcome.Accepted outcome) {

    Place place() {
        return fileRun == 0 && origin.key() != null ? Place.ofKey(origin.key()) : new Place(fileRun, origin.row());
    }
}
