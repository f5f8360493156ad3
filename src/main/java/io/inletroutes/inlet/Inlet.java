package io.inletroutes.inlet;

import io.inletroutes.Location;
import io.inletroutes.Problem;
import io.inletroutes.Refusal;
import io.inletroutes.Span;
import io.inletroutes.Traces;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One inlet: everything its threads share - settings, connections, token, limits, whether it is held, counts. */
final class Inlet implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Inlet.class);

    /** Less than the time Camel has to stop, more than an answer usually takes. */
    private static final long STOP_SECONDS = 15;

    private final InletSettings settings;
    private final Refusals refusals;
    private final Waiting waiting;
    private final Transport transport;
    private final Token token;
    private final InletMetrics metrics;
    private final Hold hold;
    private final HoldCauses causes;
    private final OrganisationLimits limits;
    private final Concurrency concurrency;
    private final Pace pace;
    private final Optional<KeyedOrder> order;
    private final Cutter cutter;
    private final Arrivals arrivals;
    private final LoneFaults loneFaults;
    private final RequestLog log;
    private volatile boolean validating;
    private volatile long notBefore;
    private volatile Problem contradiction;

    Inlet(InletSettings settings, InletKeys keys, Waiting waiting, Transport transport, Token token, InletMetrics metrics, Hold hold, Traces traces) {
        this.settings = settings;
        this.waiting = waiting;
        this.transport = transport;
        this.token = token;
        this.metrics = metrics;
        this.hold = hold;
        this.causes = new HoldCauses(keys, settings);
        this.refusals = new Refusals(keys, settings, causes, metrics, hold);
        this.limits = OrganisationLimits.of(settings, waiting);
        this.concurrency = new Concurrency(settings.limits().concurrency());
        this.pace = new Pace(waiting.nanos());
        this.cutter = new Cutter(settings, pace, new SafetyChecks(settings.checks(), waiting), () -> validating || settings.batch().isEmpty(), this::refused);
        this.order = settings.keyedOrder() || !settings.personSpacing().isZero()
                ? Optional.of(new KeyedOrder(hold, waiting, new PersonSpacing(settings.personSpacing()))) : Optional.empty();
        this.validating = settings.validating().isPresent();
        this.notBefore = waiting.nanos();
        this.arrivals = new Arrivals(waiting);
        this.loneFaults = new LoneFaults(settings, waiting, transport, token, metrics);
        this.log = new RequestLog(settings, traces);
    }

    InletSettings settings() {
        return settings;
    }

    Hold hold() {
        return hold;
    }

    HoldCauses causes() {
        return causes;
    }

    Refusals refusals() {
        return refusals;
    }

    InletMetrics metrics() {
        return metrics;
    }

    Waiting waiting() {
        return waiting;
    }

    /** Empty when order does not matter. */
    Optional<KeyedOrder> order() {
        return order;
    }

    Arrivals arrivals() {
        return arrivals;
    }

    RequestLog log() {
        return log;
    }

    /** Cuts messages into requests; those that no request can hold are refused. */
    List<Parcel> cut(List<Message> messages) {
        return cutter.cut(messages);
    }

    /** From 0 to 1: how much of what may be under way at one time is, where {@code atLeast} requests are known to be. */
    double load(int atLeast) {
        return concurrency.load(atLeast);
    }

    /** How many messages of the same average size one request can hold. */
    int fit(List<Message> messages) {
        return cutter.fit(messages);
    }

    /** Sends a parcel once, when limits and concurrency allow. Null when the inlet came to be held before it went out. */
    InletReply exchange(Parcel parcel, Map<String, String> headers, Hold.Pass pass) throws DeliveryStoppedException {
        long throttled = enterConcurrency();
        try {
            if (pass == Hold.Pass.GO && !hold.isOpen()) {
                return null;
            }
            boolean judged = validating && parcel.size() == 1;
            long now = waiting.nanos();
            long wait = Math.max(limits.take(parcel.size(), judged, now), pass == Hold.Pass.GO ? pace.take(parcel.size(), now) : 0);
            if (wait > 0 || throttled > 0) {
                metrics.throttledNanos.add(throttled + wait);
                hold.sleep(wait, false);
            }
            if (pass == Hold.Pass.GO) {
                hold.sleep(notBefore - waiting.nanos(), true);
            }
            String bearer = token.current().orElse(null);
            return send(parcel, headers, judged, bearer, pass);
        } catch (Token.TokenException e) {
            return e.reply();
        } finally {
            concurrency.leave();
        }
    }

    private InletReply send(Parcel parcel, Map<String, String> headers, boolean judged, String bearer, Hold.Pass pass) {
        int count = parcel.size();
        for (Message message : parcel.messages()) {
            if (message.countAttempt()) {
                metrics.repeated.increment();
            }
        }
        Transport.Place place = judged ? Transport.Place.VALIDATING : count == 1 ? Transport.Place.SINGLE : Transport.Place.BATCH;
        RequestBody body = count == 1 ? RequestBody.single(parcel.first()) : RequestBody.batch(parcel.messages());
        metrics.requests.increment();
        metrics.messages.add(count);
        metrics.bytes.add(body.length());
        Span span = log.begin(parcel, place, body.length());
        long start = waiting.nanos();
        InletReply reply = transport.send(body, place, count, headers, bearer);
        long end = waiting.nanos();
        metrics.answered(reply.status(), count, end - start);
        log.end(span, parcel, reply, end - start);
        learn(reply, count, body.length(), end - start, end, pass);
        return reply;
    }

    private void learn(InletReply reply, int count, int bytes, long nanos, long now, Hold.Pass pass) {
        if (reply.status() == 200 || reply.status() == 207) {
            concurrency.answered(nanos, now);
            pace.taken(count, now);
            cutter.taken(bytes);
        } else if (reply.status() == 429 || reply.status() == 503) {
            concurrency.tooMuch(now);
            if (reply.status() == 429 && pass == Hold.Pass.GO) { // a probe goes out alone: its pace is nobody's
                pace.tooMuch(now);
            }
            if (reply.retryAfterNanos() > 0) {
                notBefore = now + reply.retryAfterNanos();
            }
        }
    }

    /** Before a probe: secrets and token are looked at anew where a person was to mend something. */
    void beforeProbe() {
        HoldCause cause = hold.standing().cause();
        if (cause != null && cause.needsPerson()) {
            token.forget();
        }
    }

    /** After a hold: full speed at once. */
    void backAgain() {
        concurrency.reset();
        pace.restart(waiting.nanos());
        notBefore = waiting.nanos();
    }

    /** Null when another token is worth a try; otherwise why the inlet is to be held. */
    InletReply renewToken(InletReply reply) {
        try {
            return token.renew(reply.bearer()) ? null : reply;
        } catch (Token.TokenException e) {
            return e.reply();
        }
    }

    /** Whether an event that nobody else is there to compare with may be refused after it alone got 500 for that long. */
    boolean mayRefuseLone(Parcel lone, Map<String, String> headers) {
        return arrivals.groups() <= 1 && loneFaults.mayRefuse(lone, headers);
    }

    /** A batch was too large: further ones are smaller. */
    void tooLarge(Parcel parcel) {
        cutter.tooLarge(parcel);
    }

    /** True when the inlet was asked to validate at once until now. */
    boolean switchValidationOff() {
        if (!validating) {
            return false;
        }
        validating = false;
        LOG.warn("inlet {} offers no synchronous validation (501): events go on without it", settings.name());
        return true;
    }

    void accepted(int count) {
        metrics.accepted.add(count);
        refusals.accepted();
    }

    void refused(Refusal refusal) {
        metrics.refused.increment();
        refusals.count(refusal);
    }

    /**
     * Holds one exchange whose headers contradict the settings: sending would reach the wrong organisation, and neither is the
     * event's fault. Other exchanges go on.
     */
    void holdContradiction(Problem problem, long timeoutNanos) throws HeldTooLongException, DeliveryStoppedException {
        if (contradiction == null) {
            LOG.error("inlet {} does not deliver this route's events: {}; fix: {}", settings.name(), problem.message(), problem.notes().get(0).text());
        }
        contradiction = problem;
        try {
            long step = timeoutNanos > 0 ? timeoutNanos : Long.MAX_VALUE / 4;
            hold.sleep(step, true);
            throw new HeldTooLongException(settings.name(), problem);
        } finally {
            contradiction = null;
        }
    }

    InletState state() {
        HoldStanding standing = hold.standing();
        HoldCause cause = standing.cause();
        Problem why = cause == null ? contradiction : cause.problem();
        long events = arrivals.events();
        InletState.Status status = standing.paused() ? InletState.Status.PAUSED : why != null ? InletState.Status.HELD
                : events > 0 ? InletState.Status.DELIVERING : InletState.Status.IDLE;
        Instant since = status == InletState.Status.PAUSED || cause != null ? standing.since() : arrivals.since();
        return new InletState(settings.name(), status, why, since, metrics.accepted(), metrics.refused(), metrics.repeated(), events,
                arrivals.oldest(), status == InletState.Status.HELD && cause == null ? "It goes on after a restart with what the fix says." : standing.goesOn(settings.name()));
    }

    /** Camel stops: what is held ends now, and what is under way ends in time for a graceful stop. */
    void stop() {
        boolean held = !hold.isOpen();
        hold.stop();
        if (held) {
            transport.abort();
        } else {
            CompletableFuture.delayedExecutor(STOP_SECONDS, TimeUnit.SECONDS).execute(transport::abort);
        }
    }

    @Override
    public void close() {
        hold.stop();
        transport.close();
    }

    private long enterConcurrency() throws DeliveryStoppedException {
        try {
            return concurrency.enter(waiting);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DeliveryStoppedException(settings.name());
        }
    }

    /** A problem that names no file. */
    static Problem settingsProblem(String message, String fix) {
        return Problem.error(Location.NONE, message).fix(fix);
    }
}
