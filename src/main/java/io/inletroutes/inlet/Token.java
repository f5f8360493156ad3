package io.inletroutes.inlet;

import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The bearer token of one inlet: fixed, or asked for with client credentials. However many threads need one, one request is under
 * way at a time; it is renewed before it ends while the others go on with the old one. Never shown.
 */
final class Token {

    private static final long SOON = TimeUnit.MINUTES.toNanos(5);

    /** Asks for a token. */
    interface Issuer {
        /** @throws TokenRefusedException when settings must be mended first */
        Issued issue() throws TokenException;
    }

    /** @param lifeNanos how long it is good for */
    record Issued(String bearer, long lifeNanos) {
        @Override
        public String toString() {
            return "token";
        }
    }

    /** No token could be had. */
    static class TokenException extends Exception {
        private static final long serialVersionUID = 1;
        private final transient InletReply reply;

        TokenException(InletReply reply) {
            super(reply.detail().message());
            this.reply = reply;
        }

        InletReply reply() {
            return reply;
        }
    }

    private final Issuer issuer;
    private final Waiting waiting;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile Held held;

    /** @param issuer null where the inlet asks for no token */
    Token(Issuer issuer, Waiting waiting) {
        this.issuer = issuer;
        this.waiting = waiting;
    }

    /** The token to send now, empty where the inlet asks for none. */
    Optional<String> current() throws TokenException {
        if (issuer == null) {
            return Optional.empty();
        }
        Held now = held;
        long time = waiting.nanos();
        if (now != null && time - now.renewFrom < 0) {
            return Optional.of(now.bearer);
        }
        if (now != null && time - now.end < 0) {
            if (!lock.tryLock()) {
                return Optional.of(now.bearer);
            }
        } else {
            lock.lock();
        }
        try {
            Held other = held;
            if (other != null && waiting.nanos() - other.renewFrom < 0) {
                return Optional.of(other.bearer);
            }
            try {
                return Optional.of(renewed().bearer);
            } catch (TokenException e) {
                if (other != null && waiting.nanos() - other.end < 0) {
                    return Optional.of(other.bearer);
                }
                throw e;
            }
        } finally {
            lock.unlock();
        }
    }

    /**
     * The inlet did not like {@code used}. True when another is worth a try: renewed now, or by another thread meanwhile.
     */
    boolean renew(String used) throws TokenException {
        if (issuer == null) {
            return false;
        }
        lock.lock();
        try {
            if (held != null && !held.bearer.equals(used)) {
                return true;
            }
            return !renewed().bearer.equals(used);
        } finally {
            lock.unlock();
        }
    }

    /** The next request asks anew: settings may have been mended. */
    void forget() {
        held = null;
    }

    private Held renewed() throws TokenException {
        Issued issued = issuer.issue();
        long now = waiting.nanos();
        long early = Math.min(SOON, issued.lifeNanos / 10);
        held = new Held(issued.bearer, now + issued.lifeNanos - early, now + issued.lifeNanos);
        return held;
    }

    /** A record would show the token. */
    private static final class Held {
        private final String bearer;
        private final long renewFrom;
        private final long end;

        private Held(String bearer, long renewFrom, long end) {
            this.bearer = bearer;
            this.renewFrom = renewFrom;
            this.end = end;
        }
    }
}
