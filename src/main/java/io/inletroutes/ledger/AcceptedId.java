package io.inletroutes.ledger;

import io.inletroutes.Payload;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * An accepted event in short: its {@code _id} and the content of its entity, as hashes.
 *
 * @param id      64 bits of the SHA-256 of {@code _id}, never 0
 * @param content 64 bits of the SHA-256 of the filled entity
 */
public record AcceptedId(long id, long content) {

    /** Null when the payload does not tell its id or its entity: such a payload is never taken for a duplicate. */
    public static AcceptedId of(Payload payload) {
        if (payload.id().isEmpty() || payload.entityOffset() < 0) {
            return null;
        }
        MessageDigest digest = digest();
        digest.update(payload.buffer(), payload.entityOffset(), payload.entityLength());
        return new AcceptedId(hash(payload.id().get()), first(digest.digest()));
    }

    static long hash(String id) {
        return first(digest().digest(id.getBytes(StandardCharsets.UTF_8)));
    }

    private static long first(byte[] hash) {
        long bits = 0;
        for (int i = 0; i < Long.BYTES; i++) {
            bits = bits << 8 | hash[i] & 0xff;
        }
        return bits == 0 ? 1 : bits;
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
