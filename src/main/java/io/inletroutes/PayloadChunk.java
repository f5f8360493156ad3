package io.inletroutes;

import java.util.AbstractList;
import java.util.List;

/**
 * The payloads of one {@link Chunk}, and the events of it that could not be filled. Whoever delivers the payloads reports these
 * refusals too, after the rest is settled, so that one event never holds up another.
 */
public final class PayloadChunk extends AbstractList<Payload> {

    private final List<Payload> payloads;
    private final List<Refusal> refusals;

    public PayloadChunk(List<Payload> payloads, List<Refusal> refusals) {
        this.payloads = List.copyOf(payloads);
        this.refusals = List.copyOf(refusals);
    }

    /** Events of the chunk that the mapping could not fill. */
    public List<Refusal> refusals() {
        return refusals;
    }

    @Override
    public Payload get(int index) {
        return payloads.get(index);
    }

    @Override
    public int size() {
        return payloads.size();
    }

    /** Counts only: an event's values never reach a log. */
    @Override
    public String toString() {
        return size() + " payloads, " + refusals.size() + " refusals";
    }
}
