package io.inletroutes;

import java.nio.charset.StandardCharsets;

/** A 64-bit hash that tells contents apart and protects nothing. The ledger keeps it: it must stay as it is. */
public final class ContentHash {

    private ContentHash() {
    }

    /** Eight bytes a step, each folded in by a 128-bit product: as quick as memory, where a digest would cost more than filling. */
    public static long of(byte[] bytes, int offset, int length) {
        long sum = 0x9e3779b97f4a7c15L ^ length;
        int at = offset;
        int end = offset + length;
        for (; at + Long.BYTES <= end; at += Long.BYTES) {
            sum = fold(sum ^ Words.get(bytes, at), 0xe7037ed1a0b428dbL);
        }
        long rest = 0;
        for (; at < end; at++) {
            rest = rest << 8 | bytes[at] & 0xff;
        }
        return fold(fold(sum ^ rest, 0x8ebc6af09c88c6e3L), 0x589965cc75374cc3L);
    }

    /** Of a text in UTF-8; never 0, so that 0 can stand for none. */
    public static long ofText(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return ofText(bytes, 0, bytes.length);
    }

    /** The same of a text that is in UTF-8. */
    public static long ofText(byte[] utf8, int offset, int length) {
        long hash = of(utf8, offset, length);
        return hash == 0 ? 1 : hash;
    }

    private static long fold(long a, long b) {
        return a * b ^ Math.multiplyHigh(a, b);
    }
}
