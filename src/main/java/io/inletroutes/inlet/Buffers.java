package io.inletroutes.inlet;

import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;

/** Arrays for what lives as long as a call, kept for the next one: a few, since few threads run at the same time. For all threads. */
final class Buffers {

    /** Of each, in bytes. */
    static final int SIZE = 1 << 16;

    private static final int MOST = 4;
    private static final Queue<byte[]> FREE = new ArrayBlockingQueue<>(MOST);

    private Buffers() {
    }

    /** An array of {@link #SIZE} bytes, which may hold anything. */
    static byte[] take() {
        byte[] free = FREE.poll();
        return free == null ? new byte[SIZE] : free;
    }

    /** Nobody uses the array any more. One of another size is left to the garbage collector. */
    static void giveBack(byte[] buffer) {
        if (buffer.length == SIZE) {
            FREE.offer(buffer);
        }
    }
}
