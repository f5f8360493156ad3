package io.inletroutes.ledger;

import io.inletroutes.ContentHash;
import io.inletroutes.Payload;
import java.nio.charset.StandardCharsets;

/**
 * An accepted event in short: its {@code _id} and the content of its entity, as 64-bit hashes. They tell events apart, they protect
 * nothing: ten million ids collide once in some hundred thousand such journals.
 *
 * @param id      of {@code _id}, never 0
 * @param content of the filled entity
 */
public record AcceptedId(long id, long content) {

    /** Null when the payload does not tell its id or its entity: such a payload is never taken for a duplicate. */
    public static AcceptedId of(Payload payload) {
        if (payload.id().isEmpty() || payload.entityOffset() < 0) {
            return null;
        }
        return new AcceptedId(hash(payload.id().get()), payload.entityHash());
    }

    static long hash(String id) {
        byte[] bytes = id.getBytes(StandardCharsets.UTF_8);
        long hash = ContentHash.of(bytes, 0, bytes.length);
        return hash == 0 ? 1 : hash;
    }
}
