package io.inletroutes.inlet;

import io.inletroutes.Event;
import io.inletroutes.Outcome;
import io.inletroutes.Payload;
import io.inletroutes.Refusal;
import io.inletroutes.Span;

/** One payload on its way, how often it was sent, and what became of it. For one thread at a time. */
final class Message {

    private final Payload payload;
    private final long arrived;
    private final String key;
    /** What its exchange is taken down as; null where no traces are kept. */
    Span span;
    private int attempts;
    private boolean settled;
    private Refusal refusal;
    private int status;
    private String batchId;
    private String xactionId;

    /**
     * @param arrived by {@link Waiting#nanos()}
     * @param key     events with the same one stay in order; null when order does not matter
     */
    Message(Payload payload, long arrived, String key) {
        this.payload = payload;
        this.arrived = arrived;
        this.key = key;
    }

    Payload payload() {
        return payload;
    }

    long arrived() {
        return arrived;
    }

    /** Null when order does not matter. Holds personal data: never shown. */
    String key() {
        return key;
    }

    /** In bytes. */
    int length() {
        return payload.length();
    }

    int attempts() {
        return attempts;
    }

    /** True when it was sent before. */
    boolean countAttempt() {
        return attempts++ > 0;
    }

    /** Settles the event too. */
    void accepted(int how, String batch, String xaction) {
        settled = true;
        status = how;
        batchId = batch;
        xactionId = xaction;
        Event event = payload.eventOrNull();
        if (event != null) {
            event.settle(new Outcome.Accepted(batch, xaction));
        }
    }

    /** For a message that is refused; one that is accepted says so itself. */
    void travelledIn(String batch) {
        batchId = batch;
    }

    /** The event stays open: whoever keeps the dead letter settles it. */
    void refused(Refusal why) {
        settled = true;
        refusal = why;
        status = why.status();
        xactionId = why.xactionId();
    }

    /** Neither accepted nor refused yet. */
    boolean isOpen() {
        return !settled;
    }

    boolean isAccepted() {
        return settled && refusal == null;
    }

    /** Null unless it was refused. */
    Refusal refusal() {
        return refusal;
    }

    int status() {
        return status;
    }

    String batchId() {
        return batchId;
    }

    String xactionId() {
        return xactionId;
    }
}
