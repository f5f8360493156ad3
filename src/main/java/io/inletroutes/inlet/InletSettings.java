package io.inletroutes.inlet;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/**
 * What an inlet was told by its settings. Holds no secret: those are read when they are needed.
 *
 * @param single   where one message goes
 * @param batch    where several go, empty when there is no such place
 * @param validating where one message goes to be judged at once, empty when it shall not
 * @param headers  further headers of every request
 * @param personSpacing least time between two events of one person, zero for none; in order, then
 */
record InletSettings(String name, URI single, Optional<URI> batch, String organisation, Optional<String> sandbox, Optional<String> flow,
        Optional<URI> validating, Map<String, String> headers, Auth auth, Batches batches, Limits limits, Timeouts timeouts,
        Redelivery redelivery, Optional<Proxy> proxy, int refusalBrake, boolean keyedOrder,
        Duration personSpacing, Checks checks) {

    InletSettings {
        headers = Map.copyOf(headers);
    }

    /** Whether its requests, or those for its token, go over TLS. */
    boolean usesTls() {
        return "https".equalsIgnoreCase(single.getScheme()) || auth.kind() == Auth.Kind.CLIENT_CREDENTIALS && "https".equalsIgnoreCase(auth.tokenUrl().getScheme());
    }

    /** Without the headers: some hold keys. */
    @Override
    public String toString() {
        return "settings of inlet " + name;
    }

    /**
     * How the inlet knows us.
     *
     * @param kind which of the {@code auth} settings are there
     */
    record Auth(Kind kind, URI tokenUrl, String scopes) {

        enum Kind { NONE, FIXED, CLIENT_CREDENTIALS }
    }

    /**
     * Sizes of a request.
     *
     * @param maxBytes of a batch with its envelope
     * @param linger   how long a single message waits for company while others are under way
     */
    record Batches(int maxMessages, int maxBytes, Duration linger, boolean gzip) {
    }

    /** Of the whole organisation, per second, 0 for none; and requests at one time. */
    record Limits(double requestsPerSecond, double messagesPerSecond, int concurrency) {
    }

    record Timeouts(Duration connect, Duration response) {
    }

    /**
     * What happens to a request that may pass another time.
     *
     * @param tries         requests before the inlet is held
     * @param outageProbe   between probes while the inlet is down
     * @param settingsProbe between probes while settings are wrong
     * @param eventDeadline how long one event may alone get 500 when no other is there to compare with, 0 for ever
     */
    record Redelivery(int tries, Duration delay, Duration maxDelay, Duration maxRetryAfter, Duration outageProbe,
            Duration settingsProbe, Duration eventDeadline) {

        /** Nanoseconds before the next try: doubled for each, with some chance in it, and no less than the inlet asked for. */
        long pause(int triesBefore, long retryAfterNanos) {
            long pause = Math.min(delay.toNanos() << Math.min(triesBefore - 1, 20), maxDelay.toNanos());
            return Math.max((long) (pause * ThreadLocalRandom.current().nextDouble(0.8, 1.2)), retryAfterNanos);
        }
    }

    record Proxy(String host, int port, Optional<String> user) {
    }

    /** What is looked at before a message goes out. */
    record Checks(boolean size, boolean timestamp, boolean samePerson) {
    }
}
