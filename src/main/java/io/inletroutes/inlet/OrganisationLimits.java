package io.inletroutes.inlet;

import java.util.concurrent.ConcurrentHashMap;

/**
 * What Adobe allows one organisation, shared by all its inlets in this process, whatever Camel context they live in. Under
 * sync-validation an inlet has a request a second of its own besides.
 */
final class OrganisationLimits {

    private static final ConcurrentHashMap<Key, OrganisationLimits> ALL = new ConcurrentHashMap<>();
    private static final double VALIDATIONS_PER_SECOND = 1;

    private final TokenBucket requests;
    private final TokenBucket messages;
    private final TokenBucket validations;

    private OrganisationLimits(Key key, long now) {
        this.requests = new TokenBucket(key.requestsPerSecond, now);
        this.messages = new TokenBucket(key.messagesPerSecond, now);
        this.validations = new TokenBucket(VALIDATIONS_PER_SECOND, now);
    }

    static OrganisationLimits of(InletSettings settings, Waiting waiting) {
        InletSettings.Limits limits = settings.limits();
        return ALL.computeIfAbsent(new Key(settings.organisation(), limits.requestsPerSecond(), limits.messagesPerSecond(), waiting),
                key -> new OrganisationLimits(key, waiting.nanos()));
    }

    /** How long a request of so many messages must wait, in nanoseconds. */
    long take(int count, boolean validating, long now) {
        long wait = Math.max(requests.take(1, now), messages.take(count, now));
        return validating ? Math.max(wait, validations.take(1, now)) : wait;
    }

    /** Inlets told different limits, or living by another clock, do not share. */
    private record Key(String organisation, double requestsPerSecond, double messagesPerSecond, Waiting waiting) {

        /** Written out: Java makes code for a record's own at the first call, which takes some milliseconds of a start. */
        @Override
        public int hashCode() {
            return 31 * organisation.hashCode() + Double.hashCode(requestsPerSecond) + 31 * Double.hashCode(messagesPerSecond);
        }
    }
}
