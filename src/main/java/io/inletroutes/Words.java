package io.inletroutes;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Eight bytes at once, the first one lowest, whatever the processor's own order. Bytes that are looked for are marked in their highest bit;
 * behind the first of them one may be marked without cause.
 */
public final class Words {

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGHEST = 0x8080808080808080L;

    private Words() {
    }

    public static long get(byte[] from, int at) {
        return (long) LONGS.get(from, at);
    }

    public static void put(byte[] into, int at, long word) {
        LONGS.set(into, at, word);
    }

    /** Eight times the same byte. */
    public static long of(int one) {
        return (one & 0xff) * ONES;
    }

    /** Marks the bytes that are the same in both. */
    public static long same(long word, long other) {
        long differences = word ^ other;
        return differences - ONES & ~differences & HIGHEST;
    }

    /** Marks the bytes below a limit. @param limit eight times the same one, 128 at most */
    public static long below(long word, long limit) {
        return word - limit & ~word & HIGHEST;
    }

    /** Marks the bytes that are no ASCII, or NUL. */
    public static long notPlain(long word) {
        return (word | word - ONES) & HIGHEST;
    }

    /** How many bytes stand before the first that is marked; eight where none is. */
    public static int before(long marks) {
        return Long.numberOfTrailingZeros(marks) >>> 3;
    }
}
