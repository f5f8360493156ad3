package io.inletroutes.inlet;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Brings some messages to the inlet, by the thread that calls: sends, reads the answer, and sends again what is still open, until
 * each message is accepted or refused. This is the table of answers in code.
 */
final class Delivery {

    private static final int LONE_FAULTS_MORE = 2;
    private static final int LONE_FAULTS_OF_ALL = 2;

    private final Inlet inlet;
    private final Hold hold;
    private final InletSettings.Redelivery redelivery;
    private final Map<String, String> headers;
    private final long heldTimeout;
    private final Runnable afterAnswer;
    private final ArrayDeque<Parcel> open = new ArrayDeque<>();
    private int loneFaults;

    /**
     * @param headers     of the events, the same for all
     * @param heldTimeout in nanoseconds, 0 for ever
     * @param afterAnswer told after each answer, when some messages may be settled
     */
    Delivery(Inlet inlet, Map<String, String> headers, long heldTimeout, Runnable afterAnswer) {
        this.inlet = inlet;
        this.hold = inlet.hold();
        this.redelivery = inlet.settings().redelivery();
        this.headers = headers;
        this.heldTimeout = heldTimeout;
        this.afterAnswer = afterAnswer;
    }

    /** Returns when every message is accepted or refused; throws when some must stay open. */
    void deliver(List<Parcel> parcels) throws HeldTooLongException, DeliveryStoppedException {
        open.addAll(parcels);
        while (!open.isEmpty()) {
            Parcel parcel = open.pollFirst();
            if (parcel.twin != null && !parcel.twin.guilty) {
                parcel.guilty = true;
            }
            if (parcel.guilty && parcel.size() > 1 && parcel.twin != null) {
                pushFront(parcel.halves());
                continue;
            }
            Hold.Pass pass = hold.enter(parcel.first().arrived(), heldTimeout);
            InletReply reply;
            try {
                if (pass == Hold.Pass.PROBE) {
                    inlet.beforeProbe();
                } else if (parcel.holds != hold.holds()) {
                    parcel.forgetTrials();
                    parcel.holds = hold.holds();
                }
                reply = inlet.exchange(parcel, headers, pass);
            } catch (DeliveryStoppedException | RuntimeException | Error e) {
                hold.probeAborted(pass);
                throw e;
            }
            if (reply == null) {
                open.addFirst(parcel); // held meanwhile
                continue;
            }
            settle(parcel, reply, pass);
            afterAnswer.run();
        }
    }

    private void settle(Parcel parcel, InletReply reply, Hold.Pass pass) throws DeliveryStoppedException {
        switch (reply.kind()) {
            case ANSWER -> {
                boolean byEntry = reply.entries() != null;
                if (byEntry && !reply.entries().areAllAccepted()) {
                    byEntry(parcel, reply, pass);
                } else {
                    whole(parcel, byEntry ? Verdict.ACCEPTED : Verdict.of(reply.status()), reply, reply.status(), pass);
                }
            }
            case MISMATCH -> {
                if (parcel.size() == 1) {
                    again(parcel, reply, 0, pass);
                } else {
                    answered(pass);
                    pushFront(parcel.singles());
                }
            }
            case GARBAGE -> {
                // At first the whole batch goes again: cut answers are seldom the messages' fault, and single requests are dear.
                if (++parcel.unreadable >= redelivery.tries() && parcel.size() > 1 && pass == Hold.Pass.GO) {
                    pushFront(parcel.singles());
                } else {
                    again(parcel, reply, 0, pass);
                }
            }
            case NO_ANSWER, TOKEN_LATER -> again(parcel, reply, 0, pass);
            case BROKEN, TOKEN_REFUSED -> holdWith(parcel, inlet.causes().of(reply, 0), pass);
        }
    }

    /** The same fate for all messages of a parcel. */
    private void whole(Parcel parcel, Verdict verdict, InletReply reply, int status, Hold.Pass pass) throws DeliveryStoppedException {
        switch (verdict) {
            case ACCEPTED -> {
                answered(pass);
                parcel.accepted(reply);
                accepted(parcel.size());
            }
            case REFUSED, TOO_LARGE -> {
                Optional<HoldCause> other = inlet.refusals().ofOrganisation(parcel.messages(), status, reply.detail());
                if (other.isPresent()) {
                    holdWith(parcel, other.get(), pass);
                    return;
                }
                answered(pass);
                parcel.guilty = true;
                if (parcel.size() == 1) {
                    refuse(parcel.first(), status, reply.detail(), reply.xactionId());
                } else {
                    if (verdict == Verdict.TOO_LARGE) {
                        inlet.tooLarge(parcel);
                    }
                    pushFront(parcel.halves());
                }
            }
            case PASSING -> again(parcel, reply, status, pass);
            case FAULTY -> faulty(parcel, reply, status, pass);
            case UNAUTHORISED -> {
                InletReply refusedToken = pass == Hold.Pass.GO && !parcel.renewed ? inlet.renewToken(reply) : reply;
                if (refusedToken == null) {
                    parcel.renewed = true;
                    open.addFirst(parcel);
                } else if (refusedToken.kind() == InletReply.Kind.TOKEN_LATER) {
                    again(parcel, refusedToken, 0, pass);
                } else {
                    holdWith(parcel, inlet.causes().of(refusedToken, status), pass);
                }
            }
            case HELD -> holdWith(parcel, inlet.causes().of(reply, status), pass);
        }
    }

    /** A 207: accepted and refused entries are settled, the others travel on together by what their status means. */
    private void byEntry(Parcel parcel, InletReply reply, Hold.Pass pass) throws DeliveryStoppedException {
        ReplyEntries entries = reply.entries();
        long acceptedBefore = inlet.metrics().accepted();
        boolean answered = false;
        List<Message> unknown = new ArrayList<>(0);
        List<Message> ofOther = new ArrayList<>(0);
        HoldCause organisation = null;
        Map<Integer, List<Message>> rest = null;
        for (int i = 0; i < entries.size(); i++) {
            Message message = parcel.messages().get(i);
            int status = entries.status(i);
            Verdict verdict = status == ReplyEntries.UNKNOWN ? null : Verdict.of(status);
            if (verdict == Verdict.ACCEPTED) {
                message.accepted(reply.status(), reply.batchId(), entries.xactionId(i));
                accepted(1);
                answered = true;
            } else if (verdict == Verdict.REFUSED || verdict == Verdict.TOO_LARGE) {
                Optional<HoldCause> other = inlet.refusals().ofOrganisation(List.of(message), status, entries.detail(i));
                if (other.isPresent()) {
                    ofOther.add(message);
                    organisation = other.get();
                    continue;
                }
                message.travelledIn(reply.batchId());
                refuse(message, status, entries.detail(i), entries.xactionId(i));
                answered = true;
            } else if (verdict == null) {
                unknown.add(message);
            } else {
                rest = rest == null ? new TreeMap<>() : rest;
                rest.computeIfAbsent(status, key -> new ArrayList<>()).add(message);
            }
        }
        Hold.Pass left = pass;
        if (answered || !unknown.isEmpty() && parcel.size() > 1) {
            answered(pass);
            left = Hold.Pass.GO;
        }
        if (!unknown.isEmpty()) {
            if (parcel.size() == 1) {
                again(parcel, reply, 0, left);
            } else {
                pushFront(new Parcel(unknown).singles());
            }
        }
        if (!ofOther.isEmpty()) {
            holdWith(parcel.of(ofOther), organisation, left);
            left = Hold.Pass.GO;
        }
        if (rest != null) {
            for (Map.Entry<Integer, List<Message>> group : rest.entrySet()) {
                Parcel again = parcel.of(group.getValue());
                again.acceptedBefore = again.acceptedBefore < 0 ? acceptedBefore : again.acceptedBefore;
                whole(again, Verdict.of(group.getKey()), reply, group.getKey(), left);
                left = Hold.Pass.GO;
            }
        }
    }

    /** What may pass: a growing delay, then held. */
    private void again(Parcel parcel, InletReply reply, int status, Hold.Pass pass) throws DeliveryStoppedException {
        parcel.tries++;
        parcel.faulty = false;
        open.addFirst(parcel);
        if (pass == Hold.Pass.PROBE || parcel.tries >= redelivery.tries()) {
            parcel.tries = 0;
            hold.hold(inlet.causes().of(reply, status), pass);
        } else {
            hold.sleep(redelivery.pause(parcel.tries, reply.retryAfterNanos()), true);
        }
    }

    /**
     * 500 and 501 may mean the payload or the inlet. After some tries the parcel is halved until the guilty event is alone; that one
     * is refused once others passed since, and the inlet is held when none did.
     */
    private void faulty(Parcel parcel, InletReply reply, int status, Hold.Pass pass) throws DeliveryStoppedException {
        if (status == 501 && inlet.switchValidationOff()) {
            open.addFirst(parcel);
            hold.probeAborted(pass);
            return;
        }
        if (parcel.acceptedBefore < 0) {
            parcel.acceptedBefore = inlet.metrics().accepted();
        }
        parcel.faults++;
        if (!parcel.faulty) {
            parcel.faulty = true;
            parcel.inletJudges = false;
            parcel.faultySince = inlet.waiting().nanos();
        }
        parcel.guilty = true;
        if (pass == Hold.Pass.PROBE) {
            hold.hold(inlet.causes().of(reply, status), pass);
            if (parcel.size() > 1) {
                open.addAll(parcel.halves());
            } else if (open.isEmpty() && inlet.mayRefuseLone(parcel, headers)) {
                refuse(parcel.first(), status, reply.detail(), reply.xactionId());
            } else {
                open.addLast(parcel); // next time another one probes
            }
            return;
        }
        boolean alone = parcel.size() == 1;
        int most = !alone && parcel.part ? 1 : alone && !parcel.part ? redelivery.tries() + LONE_FAULTS_MORE : redelivery.tries();
        if (parcel.faults < most) {
            open.addFirst(parcel);
            hold.sleep(redelivery.pause(parcel.faults, reply.retryAfterNanos()), true);
        } else if (!alone) {
            pushFront(parcel.halves());
        } else if (inlet.metrics().accepted() > parcel.acceptedBefore) {
            refuse(parcel.first(), status, reply.detail(), reply.xactionId());
        } else {
            boolean all = ++loneFaults >= LONE_FAULTS_OF_ALL || open.isEmpty();
            open.addLast(parcel);
            if (all) {
                loneFaults = 0;
                hold.hold(inlet.causes().of(reply, status), pass);
            }
        }
    }

    private void holdWith(Parcel parcel, HoldCause cause, Hold.Pass pass) {
        parcel.forgetTrials();
        open.addFirst(parcel);
        hold.hold(cause, pass);
    }

    private void pushFront(List<Parcel> parcels) {
        for (int i = parcels.size() - 1; i >= 0; i--) {
            open.addFirst(parcels.get(i));
        }
    }

    private void answered(Hold.Pass pass) {
        if (hold.released(pass)) {
            inlet.backAgain();
        }
    }

    private void accepted(int count) {
        inlet.accepted(count);
        loneFaults = 0;
    }

    private void refuse(Message message, int status, InletReply.Detail detail, String xactionId) {
        message.refused(inlet.refusals().of(message, status, detail, xactionId));
        inlet.refused(message.refusal());
    }
}
