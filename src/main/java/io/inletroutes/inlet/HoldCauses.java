package io.inletroutes.inlet;

import io.inletroutes.Location;
import io.inletroutes.Problem;

/** Tells why an inlet is held so that the reader can mend it: what came back, and the setting to look at. */
final class HoldCauses {

    private final InletKeys keys;
    private final InletSettings settings;

    HoldCauses(InletKeys keys, InletSettings settings) {
        this.keys = keys;
        this.settings = settings;
    }

    /** @param status of the answer or of the entry that stands for it */
    HoldCause of(InletReply reply, int status) {
        return switch (reply.kind()) {
            case TOKEN_REFUSED -> cause(HoldCause.Kind.TOKEN, reply.detail().message(), "set it right; the secret is read again every "
                    + settings.redelivery().settingsProbe().toSeconds() + " s");
            case BROKEN -> cause(HoldCause.Kind.SETTINGS, reply.detail().message(),
                    "check " + keys.full("url") + ", the network and Camel's SSL settings");
            case NO_ANSWER, TOKEN_LATER -> cause(HoldCause.Kind.OUTAGE, reply.detail().message(), null);
            case GARBAGE, MISMATCH -> cause(HoldCause.Kind.OUTAGE, "its answers (" + reply.status() + ") cannot be read", "check that "
                    + keys.full("url") + " leads to the inlet and not to some other page");
            case ANSWER -> byStatus(reply, status);
        };
    }

    /** @param alike the words of all these refusals */
    HoldCause brake(int count, String alike) {
        return cause(HoldCause.Kind.BRAKE, count + " events in a row were refused alike: " + alike,
                "mend the mapping or the source, then: inlet-routes resume " + settings.name());
    }

    private HoldCause byStatus(InletReply reply, int status) {
        String answers = "the inlet answers " + status;
        switch (Verdict.of(status)) {
            case PASSING:
                return new HoldCause(HoldCause.Kind.OUTAGE, problem(answers, null), reply.retryAfterNanos());
            case FAULTY:
                return cause(HoldCause.Kind.OUTAGE, answers + " to every event", null);
            case UNAUTHORISED:
                return cause(HoldCause.Kind.TOKEN, answers, switch (settings.auth().kind()) {
                    case NONE -> "the inlet asks for a token: set " + keys.full("auth.client-id") + " and " + keys.full("auth.client-secret")
                            + ", or " + keys.full("auth.token");
                    case FIXED -> "set a valid " + keys.full("auth.token");
                    case CLIENT_CREDENTIALS -> "check " + keys.full("auth.client-secret") + " and the rights of " + keys.full("auth.client-id");
                });
            default:
                return cause(HoldCause.Kind.SETTINGS, answers, switch (status) {
                    case 404, 410 -> "there is no such inlet: compare " + keys.full("url") + " with the streaming connection";
                    case 407 -> "check " + keys.full("proxy.user") + " and " + keys.full("proxy.password");
                    case 301, 302, 303, 307, 308 -> "set " + keys.full("url") + " to where the inlet is now";
                    default -> "check " + keys.full("url");
                });
        }
    }

    private static HoldCause cause(HoldCause.Kind kind, String what, String fix) {
        return new HoldCause(kind, problem(what, fix), 0);
    }

    private static Problem problem(String what, String fix) {
        Problem problem = Problem.error(Location.NONE, what);
        return fix == null ? problem : problem.fix(fix);
    }
}
