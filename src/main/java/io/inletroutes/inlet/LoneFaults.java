package io.inletroutes.inlet;

import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Whose fault a 500 is when only one event is under way. The inlet is sent an empty message, which it should refuse: where it judges
 * that one, and the event gets 500 once more, the event is guilty; without that second look the end of an outage between the two
 * would cost an event. An inlet that judges well and fails afterwards costs one event at most, since something must be accepted
 * before the next is refused so. Shared by all threads of an inlet.
 */
final class LoneFaults {

    private final InletSettings settings;
    private final Waiting waiting;
    private final Transport transport;
    private final Token token;
    private final InletMetrics metrics;
    private final AtomicLong acceptedBefore = new AtomicLong(-1);

    LoneFaults(InletSettings settings, Waiting waiting, Transport transport, Token token, InletMetrics metrics) {
        this.settings = settings;
        this.waiting = waiting;
        this.transport = transport;
        this.token = token;
        this.metrics = metrics;
    }

    /** @param lone the only event there is, which got 500 just now */
    boolean mayRefuse(Parcel lone, Map<String, String> headers) {
        long deadline = settings.redelivery().eventDeadline().toNanos();
        if (deadline == 0 || waiting.nanos() - lone.faultySince < deadline || metrics.accepted() == acceptedBefore.get()) {
            return false;
        }
        if (!lone.inletJudges) {
            lone.inletJudges = judges(headers);
            return false;
        }
        acceptedBefore.set(metrics.accepted());
        return true;
    }

    private boolean judges(Map<String, String> headers) {
        try {
            String bearer = token.current().orElse(null);
            metrics.requests.increment();
            long start = waiting.nanos();
            InletReply reply = transport.send(RequestBody.empty(), Transport.Place.SINGLE, 1, headers, bearer);
            metrics.answered(reply.status(), 0, waiting.nanos() - start);
            Verdict verdict = Verdict.of(reply.status());
            return reply.kind() == InletReply.Kind.ANSWER && (verdict == Verdict.REFUSED || verdict == Verdict.ACCEPTED);
        } catch (Token.TokenException e) {
            return false;
        }
    }
}
