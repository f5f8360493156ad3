package io.inletroutes.ledger;

import io.inletroutes.Outcome;
import java.io.Closeable;
import java.io.IOException;
import java.time.Instant;
import java.util.List;

/** Looks accepted events up, for a person who asks for one. */
interface AcceptedPlaces extends Closeable {

    /** What is known of an accepted event. */
    record Accepted(Place place, Outcome.Accepted outcome, Instant time) {
    }

    /** By {@code _id}, the newest first. */
    List<Accepted> byId(String id) throws IOException;

    /** By where it came from, the newest first. Looks through everything. */
    List<Accepted> byPlace(Place place) throws IOException;

    /** Lets go of ids that are too old to be asked for. */
    void forgetOld() throws IOException;
}
