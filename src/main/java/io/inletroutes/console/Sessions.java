package io.inletroutes.console;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Who logged in, in memory alone: a restart ends all sessions. Thread-safe. */
final class Sessions {

    private static final Duration LIFE = Duration.ofHours(12);
    private static final int MOST = 1_000;

    /**
     * One login.
     *
     * @param id   the cookie's value
     * @param csrf what its forms must hold
     */
    record Session(String id, String csrf, Instant until) {
    }

    private final Clock clock;
    private final SecureRandom random = new SecureRandom();
    private final Map<String, Session> sessions = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Session> eldest) {
            return size() > MOST;
        }
    };

    Sessions(Clock clock) {
        this.clock = clock;
    }

    synchronized Session start() {
        Session session = new Session(secret(), secret(), clock.instant().plus(LIFE));
        sessions.put(session.id(), session);
        return session;
    }

    synchronized Optional<Session> find(String id) {
        Session session = id == null ? null : sessions.get(id);
        if (session != null && clock.instant().isAfter(session.until())) {
            sessions.remove(id);
            return Optional.empty();
        }
        return Optional.ofNullable(session);
    }

    synchronized void end(String id) {
        sessions.remove(id);
    }

    String secret() {
        byte[] bytes = new byte[24];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
