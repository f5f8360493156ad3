package io.inletroutes.inlet;

import io.inletroutes.Payload;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks for what the inlet takes without a word and the platform then drops. Warns once per mapping and kind; refuses nothing, since
 * the inlet accepts such events. Shared by all threads.
 */
final class SafetyChecks {

    private static final Logger LOG = LoggerFactory.getLogger(SafetyChecks.class);
    private static final int RECOMMENDED = 10 * 1024;
    private static final byte[] TIMESTAMP = "\"timestamp\":\"".getBytes(StandardCharsets.US_ASCII);
    private static final int TO_SECONDS = "2018-05-29T00:00:00".length();
    private static final int LONGEST = 40;
    private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(5);
    private static final Duration JOURNEY_PAUSE = Duration.ofMinutes(5);
    private static final int PERSONS = 100_000;

    private final InletSettings.Checks wanted;
    private final Waiting waiting;
    private final Set<String> warned = ConcurrentHashMap.newKeySet();
    private final Map<Integer, Instant> persons = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Integer, Instant> eldest) {
            return size() > PERSONS;
        }
    };
    /** UTC to the second, so that most timestamps are compared byte by byte. */
    private volatile byte[] soon = new byte[0];
    private volatile long soonSecond;

    SafetyChecks(InletSettings.Checks wanted, Waiting waiting) {
        this.wanted = wanted;
        this.waiting = waiting;
    }

    /** Before some payloads are looked at. */
    Look begin() {
        if (wanted.timestamp()) {
            Instant limit = waiting.now().plus(CLOCKS_DIFFER);
            if (limit.getEpochSecond() != soonSecond) {
                soon = limit.toString().substring(0, TO_SECONDS).getBytes(StandardCharsets.US_ASCII);
                soonSecond = limit.getEpochSecond();
            }
        }
        return new Look();
    }

    /** Looks at payloads one after the other. For one thread. */
    final class Look {

        private final byte[] slice = new byte[TIMESTAMP.length + LONGEST + 1];
        private byte[] json = new byte[0];
        /** Where the last timestamp was: payloads of a mapping are alike. */
        private int before;

        void at(Payload payload) {
            if (wanted.size() && payload.length() > RECOMMENDED) {
                warn(payload, "size", "a payload has more than 10 KB: Profile drops such events in silence");
            }
            if (wanted.timestamp()) {
                timestamp(payload);
            }
            if (wanted.samePerson()) {
                person(payload);
            }
        }

        private void timestamp(Payload payload) {
            int from = Math.max(0, payload.entityOffset());
            int size = before >= from && before < payload.length() ? payload.copySlice(before, slice.length, slice) : 0;
            if (isTimestamp(slice, 0, size)) {
                judge(payload, slice, TIMESTAMP.length, size);
                return;
            }
            if (json.length < payload.length()) {
                json = new byte[payload.length()];
            }
            int end = payload.copyTo(json, 0);
            int at = find(json, from, end);
            if (at >= 0) {
                before = at;
                judge(payload, json, at + TIMESTAMP.length, end);
            }
        }
    }

    private void judge(Payload payload, byte[] bytes, int at, int end) {
        int close = at;
        while (close < end && bytes[close] != '"' && close - at < LONGEST) {
            close++;
        }
        if (close == end || bytes[close] != '"') {
            return;
        }
        if (bytes[close - 1] == 'Z' && close - at > TO_SECONDS) {
            if (isAfter(bytes, at, soon)) {
                warn(payload, "future", "a timestamp lies in the future: the platform refuses such events later");
            }
            return;
        }
        try {
            String text = new String(bytes, at, close - at, StandardCharsets.UTF_8);
            if (OffsetDateTime.parse(text).toInstant().isAfter(waiting.now().plus(CLOCKS_DIFFER))) {
                warn(payload, "future", "a timestamp lies in the future: the platform refuses such events later");
            }
        } catch (DateTimeException e) {
            warn(payload, "zone", "a timestamp is no date-time with zone: the platform refuses such events later");
        }
    }

    private void person(Payload payload) {
        String identity = KeyedOrder.identity(payload);
        if (identity == null) {
            return;
        }
        Instant now = waiting.now();
        Instant before;
        synchronized (persons) {
            before = persons.remove(identity.hashCode());
            persons.put(identity.hashCode(), now);
        }
        if (before != null && before.plus(JOURNEY_PAUSE).isAfter(now)) {
            warn(payload, "person", "one person has two events within 5 minutes: journeys ignore the second");
        }
    }

    private void warn(Payload payload, String kind, String what) {
        String mapping = payload.mapping().orElse("");
        if (warned.add(kind + " " + mapping)) {
            LOG.warn("{}{}{} (said once)", mapping.isEmpty() ? "" : "mapping " + mapping + ": ", what,
                    payload.event().map(event -> "; the first: " + event.origin().place()).orElse(""));
        }
    }

    private static boolean isAfter(byte[] bytes, int at, byte[] limit) {
        for (int i = 0; i < limit.length; i++) {
            if (bytes[at + i] != limit[i]) {
                return bytes[at + i] > limit[i];
            }
        }
        return false;
    }

    /** Where the first timestamp starts with its key, -1 when there is none. */
    private static int find(byte[] bytes, int from, int end) {
        for (int i = from; i <= end - TIMESTAMP.length; i++) {
            if (bytes[i] == '"' && bytes[i + 1] == 't' && isTimestamp(bytes, i, end)) {
                return i;
            }
        }
        return -1;
    }

    private static boolean isTimestamp(byte[] bytes, int at, int end) {
        return at + TIMESTAMP.length <= end && Arrays.equals(bytes, at, at + TIMESTAMP.length, TIMESTAMP, 0, TIMESTAMP.length);
    }
}
