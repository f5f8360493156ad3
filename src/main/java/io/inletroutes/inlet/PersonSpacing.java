package io.inletroutes.inlet;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * When the last event of each person was accepted, for as long as the next one has to keep its distance. Takes the same memory
 * however many persons there are, some 16 MB: of more than a million within the spacing the oldest are forgotten, and said so
 * once. Knows nothing of a process before. Shared by all threads.
 */
final class PersonSpacing {

    private static final Logger LOG = LoggerFactory.getLogger(PersonSpacing.class);
    private static final int BUCKETS = 1 << 17;
    private static final int WAYS = 8;
    private static final long HASH_START = 0xcbf29ce484222325L;
    private static final long HASH_STEP = 0x100000001b3L;

    private final long spacing;
    private final long[] persons;
    private final long[] times;
    private boolean warned;

    /** @param spacing zero for none: then nothing is remembered */
    PersonSpacing(Duration spacing) {
        this.spacing = spacing.toNanos();
        this.persons = new long[this.spacing == 0 ? 0 : BUCKETS * WAYS];
        this.times = new long[persons.length];
    }

    /** How long the next event of that person has to wait yet, in nanoseconds; 0 or less when it may go. */
    synchronized long left(String person, long now) {
        if (spacing == 0) {
            return 0;
        }
        long hash = hash(person);
        for (int i = bucket(hash), end = i + WAYS; i < end; i++) {
            if (persons[i] == hash) {
                return times[i] + spacing - now;
            }
        }
        return 0;
    }

    /** An event of that person was accepted. */
    synchronized void accepted(String person, long now) {
        if (spacing == 0) {
            return;
        }
        long hash = hash(person);
        int place = bucket(hash);
        for (int i = place, end = i + WAYS; i < end; i++) {
            if (persons[i] == hash || persons[i] == 0) {
                place = i;
                break;
            }
            place = times[i] - times[place] < 0 ? i : place;
        }
        if (!warned && persons[place] != 0 && persons[place] != hash && now - times[place] < spacing) {
            warned = true;
            LOG.warn("more persons have events within inlet.person-spacing than are remembered: some events go out nearer to each other (said once)");
        }
        persons[place] = hash;
        times[place] = now;
    }

    private static int bucket(long hash) {
        return (int) ((hash ^ hash >>> 32) & (BUCKETS - 1)) * WAYS;
    }

    /** Never 0, which stands for nobody. */
    private static long hash(String person) {
        long hash = HASH_START;
        for (int i = 0; i < person.length(); i++) {
            hash = (hash ^ person.charAt(i)) * HASH_STEP;
        }
        return hash == 0 ? 1 : hash;
    }
}
