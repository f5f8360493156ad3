package io.inletroutes.inlet;

import java.util.ArrayList;
import java.util.List;

/** Messages that travel in one request, and what was tried with them. For one thread at a time. */
final class Parcel {

    private final List<Message> messages;
    /** Requests in a row that failed in a way that may pass. */
    int tries;
    /** Answers in a row that nobody could read. */
    int unreadable;
    /** Answers in a row that blamed the payload or the inlet, nobody knows which. */
    int faults;
    /** Events accepted by the inlet before the first of these. */
    long acceptedBefore = -1;
    /** Its last proper answer was such a one; since when, by {@link Waiting#nanos()}, holds or not. */
    boolean faulty;
    long faultySince;
    /** Since then the inlet has judged an empty message, so that one more such answer is this event's own fault. */
    boolean inletJudges;
    /** How often the inlet had been held by then. */
    int holds;
    /** A new token was asked for on its behalf. */
    boolean renewed;
    /** Split off from a larger one. */
    boolean part;
    /** One of its messages is guilty for sure, since the other half was not: not worth sending whole. */
    boolean guilty;
    /** The half that tells whether this one is guilty; null when that is not known. */
    Parcel twin;

    /** @param messages at least one */
    Parcel(List<Message> messages) {
        this.messages = messages;
    }

    List<Message> messages() {
        return messages;
    }

    int size() {
        return messages.size();
    }

    Message first() {
        return messages.get(0);
    }

    /** All of them, each by an id of its own where the answer has entries. */
    void accepted(InletReply reply) {
        ReplyEntries entries = reply.entries();
        for (int i = 0; i < messages.size(); i++) {
            messages.get(i).accepted(reply.status(), reply.batchId(), entries == null ? reply.xactionId() : entries.xactionId(i));
        }
    }

    /** The same trials for some of its messages. */
    Parcel of(List<Message> some) {
        Parcel parcel = new Parcel(some);
        parcel.tries = tries;
        parcel.unreadable = unreadable;
        parcel.faults = faults;
        parcel.faulty = faulty;
        parcel.faultySince = faultySince;
        parcel.inletJudges = inletJudges;
        parcel.acceptedBefore = acceptedBefore;
        parcel.holds = holds;
        parcel.renewed = renewed;
        parcel.part = part;
        return parcel;
    }

    /** Two halves that start anew, but for what is known about the fault. */
    List<Parcel> halves() {
        int middle = (size() + 1) / 2;
        Parcel left = fresh(messages.subList(0, middle));
        Parcel right = fresh(messages.subList(middle, size()));
        right.twin = left;
        return List.of(left, right);
    }

    /** Each message alone. */
    List<Parcel> singles() {
        List<Parcel> singles = new ArrayList<>(size());
        for (Message message : messages) {
            singles.add(fresh(List.of(message)));
        }
        return singles;
    }

    private Parcel fresh(List<Message> some) {
        Parcel parcel = new Parcel(some);
        parcel.part = true;
        parcel.acceptedBefore = acceptedBefore;
        parcel.holds = holds;
        return parcel;
    }

    /** After a hold nothing counted before it says anything. */
    void forgetTrials() {
        tries = 0;
        unreadable = 0;
        faults = 0;
        acceptedBefore = -1;
        renewed = false;
    }
}
