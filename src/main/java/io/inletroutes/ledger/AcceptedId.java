package io.inletroutes.ledger;

import io.inletroutes.Payload;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * An accepted event in short: its {@code _id} and the content of its entity, as 64-bit hashes. They tell events apart, they protect
 * nothing: ten million ids collide once in some hundred thousand such journals.
 *
 * @param id      of {@code _id}, never 0
 * @param content of the filled entity
 */
public record AcceptedId(long id, long content) {

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    /** Null when the payload does not tell its id or its entity: such a payload is never taken for a duplicate. */
    public static AcceptedId of(Payload payload) {
        if (payload.id().isEmpty() || payload.entityOffset() < 0) {
            return null;
        }
        return new AcceptedId(hash(payload.id().get()), hash(payload.buffer(), payload.entityOffset(), payload.entityLength()));
    }

    static long hash(String id) {
        byte[] bytes = id.getBytes(StandardCharsets.UTF_8);
        long hash = hash(bytes, 0, bytes.length);
        return hash == 0 ? 1 : hash;
    }

    /** Eight bytes a step, each folded in by a 128-bit product: as quick as memory, where a digest would cost more than filling. */
    private static long hash(byte[] bytes, int offset, int length) {
        long sum = 0x9e3779b97f4a7c15L ^ length;
        int at = offset;
        int end = offset + length;
        for (; at + Long.BYTES <= end; at += Long.BYTES) {
            sum = fold(sum ^ (long) LONGS.get(bytes, at), 0xe7037ed1a0b428dbL);
        }
        long rest = 0;
        for (; at < end; at++) {
            rest = rest << 8 | bytes[at] & 0xff;
        }
        return fold(fold(sum ^ rest, 0x8ebc6af09c88c6e3L), 0x589965cc75374cc3L);
    }

    private static long fold(long a, long b) {
        return a * b ^ Math.multiplyHigh(a, b);
    }
}
