package io.inletroutes.inlet;

import io.inletroutes.Location;
import io.inletroutes.Problem;
import java.net.URI;

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
            case TOKEN_REFUSED -> cause(HoldCause.Kind.TOKEN, reply.detail().message(), "set it right: " + keys.told("auth.client-id") + ", " + keys.told("auth.client-secret") + "; "
                    + after("auth.client-secret"));
            case BROKEN -> cause(HoldCause.Kind.SETTINGS, reply.detail().message(),
                    "check " + keys.told("url") + ", the network and Camel's SSL settings; a changed setting counts after a restart");
            case NO_ANSWER, TOKEN_LATER -> cause(HoldCause.Kind.OUTAGE, reply.detail().message(), null);
            case GARBAGE, MISMATCH -> cause(HoldCause.Kind.OUTAGE, "its answers (" + reply.status() + ") cannot be read", "check that "
                    + keys.told("url") + " leads to the inlet and not to some other page");
            case ANSWER -> byStatus(reply, status);
        };
    }

    /** @param last of all these refusals, which are alike */
    HoldCause brake(int count, Problem last) {
        Problem problem = Problem.error(Location.NONE, count + " events in a row were refused alike: " + last.message());
        if (!last.location().file().isEmpty()) {
            problem = problem.with("mapping", last.location().toString());
        }
        for (Problem.Note note : last.notes()) {
            problem = note.label().matches("event|payload|xaction") ? problem.with(note.label(), note.text()) : problem;
        }
        String cure = last.cure().orElse("mend the mapping or the source");
        return new HoldCause(HoldCause.Kind.BRAKE, problem.with("limit", keys.told("refusal-brake") + " = " + count + "; refused events of chunks that still wait are no dead letters yet")
                .fix(cure + "; then: inlet-routes resume " + settings.name()), 0);
    }

    /** Every message went out with the organisation of the settings, and the inlet belongs to another. */
    HoldCause organisation(Problem refusal) {
        return cause(HoldCause.Kind.SETTINGS, refusal.message(), "set " + keys.told("ims-org-id") + " to the organisation of this inlet, then restart");
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
                            + ", or " + keys.full("auth.token") + ", then restart";
                    case FIXED -> "set a valid " + keys.told("auth.token") + "; " + after("auth.token");
                    case CLIENT_CREDENTIALS -> "check " + keys.told("auth.client-secret") + " and the rights of " + keys.told("auth.client-id") + "; " + after("auth.client-secret");
                });
            default:
                return cause(HoldCause.Kind.SETTINGS, answers, switch (status) {
                    case 404, 410 -> "there is no such inlet as " + url() + ": compare " + keys.told("url") + " with those that inlet-routes inlets --inlet " + settings.name()
                            + " lists, set it, then restart";
                    case 407 -> "check " + keys.told("proxy.user") + " and " + keys.told("proxy.password") + "; " + after("proxy.password");
                    case 301, 302, 303, 307, 308 -> "set " + keys.told("url") + ", now " + url() + ", to where the inlet is now, then restart";
                    default -> "check " + keys.told("url") + ", now " + url() + "; a changed setting counts after a restart";
                });
        }
    }

    /** When a changed secret counts. */
    private String after(String secret) {
        return keys.isInFile(secret) ? "its file is read again every " + settings.redelivery().settingsProbe().toSeconds() + " s" : "then restart";
    }

    /** Where requests go, without a user or a query. */
    private String url() {
        URI url = settings.single();
        return url.getScheme() + "://" + url.getHost() + (url.getPort() < 0 ? "" : ":" + url.getPort()) + url.getPath();
    }

    private static HoldCause cause(HoldCause.Kind kind, String what, String fix) {
        return new HoldCause(kind, problem(what, fix), 0);
    }

    private static Problem problem(String what, String fix) {
        Problem problem = Problem.error(Location.NONE, what);
        return fix == null ? problem : problem.fix(fix);
    }
}
