package io.inletroutes;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;

/**
 * What a source hands over: a JSON value (a CSV row is a flat object of strings), where it came from, and what became of it.
 *
 * <p>The value does not change once the event is made. The outcome is set once, by whichever thread settles the event first.
 */
public abstract class Event {

    private static final AtomicReferenceFieldUpdater<Event, Outcome> OUTCOME = AtomicReferenceFieldUpdater.newUpdater(Event.class, Outcome.class, "outcome");

    private volatile Outcome outcome;

    /** Where it came from. Never null; equal at each call. */
    public abstract Origin origin();

    /** The row or line of its file, see {@link Origin#row()}. */
    public long row() {
        return origin().row();
    }

    /** The event as a JSON tree. Never null; not to be changed. May be built at the first call. */
    public abstract JsonNode value();

    /** The event's own text as its source held it, for dead letters and for telling equal events. Holds personal data: never log it. */
    public abstract String raw();

    /**
     * What came beside the event in a message of its own, under the names that Camel gives it; empty where its exchange has it, as it
     * has for a message alone. Holds personal data: never log it.
     */
    public Map<String, Object> headers() {
        return Map.of();
    }

    /** The dead letter that this event was given back for, corrected, and mends. */
    public Optional<String> deadLetter() {
        return Optional.empty();
    }

    /**
     * A UUID made from the event's origin alone: {@code scope} (the route), source name, and the message id or tick, or for
     * files the event's text and its ordinal among equal ones. The same event gives the same id on every host and at every time.
     */
    public final String eventId(String scope) {
        MessageDigest digest = sha256();
        Origin origin = origin();
        add(digest, scope);
        add(digest, origin.source());
        if (origin.key() == null) {
            addRaw(digest);
            digest.update((byte) 0);
            add(digest, Integer.toString(origin.ordinal()));
        } else {
            add(digest, origin.key());
        }
        return uuid(digest.digest());
    }

    /** A UUID of version 8 (RFC 9562, section 5.8) whose bits are the first ones of {@code hash}. */
    public static String uuid(byte[] hash) {
        long high = 0;
        long low = 0;
        for (int i = 0; i < 8; i++) {
            high = high << 8 | hash[i] & 0xff;
            low = low << 8 | hash[i + 8] & 0xff;
        }
        high = high & ~0xf000L | 0x8000L;
        low = low & 0x3fff_ffff_ffff_ffffL | 0x8000_0000_0000_0000L;
        return new UUID(high, low).toString();
    }

    /** Records what became of this event. Returns false when that was settled before; the first outcome stays. */
    public final boolean settle(Outcome result) {
        return OUTCOME.compareAndSet(this, null, result);
    }

    /** Empty while the event is open. */
    public final Optional<Outcome> outcome() {
        return Optional.ofNullable(outcome);
    }

    /** Null while the event is open. For what is done with each of thousands, where {@link #outcome()} would make an object each time. */
    public final Outcome outcomeOrNull() {
        return outcome;
    }

    public final boolean isOpen() {
        return outcome == null;
    }

    /** Place only: an event's values never reach a log. */
    @Override
    public final String toString() {
        return origin().place();
    }

    /** Adds {@link #raw()} in UTF-8. */
    void addRaw(MessageDigest digest) {
        digest.update(raw().getBytes(StandardCharsets.UTF_8));
    }

    private static void add(MessageDigest digest, String text) {
        digest.update(text.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
