package io.inletroutes.inlet;

import io.inletroutes.Refusal;
import java.util.List;
import java.util.Optional;

/** What refusals mean: that one event is at fault, or the settings, or what all events have in common. Shared by all threads of an inlet. */
final class Refusals {

    private final InletKeys keys;
    private final InletSettings settings;
    private final HoldCauses causes;
    private final InletMetrics metrics;
    private final Hold hold;
    private final RefusalBrake brake;

    Refusals(InletKeys keys, InletSettings settings, HoldCauses causes, InletMetrics metrics, Hold hold) {
        this.hold = hold;
        this.brake = new RefusalBrake(settings.refusalBrake());
        this.keys = keys;
        this.settings = settings;
        this.causes = causes;
        this.metrics = metrics;
    }

    /** Refusals of the mapping count for the brake too, since they pass here. */
    void count(Refusal refusal) {
        if (brake.refused(refusal.problem().message())) {
            hold.hold(causes.brake(settings.refusalBrake(), refusal.problem()), Hold.Pass.GO);
        }
    }

    /** Those before it were not in a row with those to come. */
    void accepted() {
        brake.accepted();
    }

    /** Of one event, in our words. */
    Refusal of(Message message, int status, InletReply.Detail detail, String xactionId) {
        return new Refusal(Refusal.By.INLET, message.payload().eventOrNull(), message.payload(),
                RefusalText.tell(keys, message.payload(), status, detail, xactionId), status, xactionId, message.attempts());
    }

    /**
     * Why the inlet is to be held when it refuses these messages for an organisation that they have from the settings: then no event
     * is at fault, and none is to become a dead letter. Once the inlet took anything, the settings were right.
     */
    Optional<HoldCause> ofOrganisation(List<Message> messages, int status, InletReply.Detail detail) {
        boolean settingsAreWrong = Verdict.of(status) == Verdict.REFUSED && detail != null && RefusalText.isOrganisation(detail.message()) && metrics.accepted() == 0
                && messages.stream().allMatch(message -> RefusalText.organisation(message.payload()).map(settings.organisation()::equals).orElse(true));
        return settingsAreWrong ? Optional.of(causes.organisation(of(messages.get(0), status, detail, null).problem())) : Optional.empty();
    }
}
