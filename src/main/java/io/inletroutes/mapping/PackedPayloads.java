package io.inletroutes.mapping;

import io.inletroutes.Payload;
import java.util.Arrays;

/**
 * Keeps the payloads of a chunk without the constants that they share: thousands are under way, and most of their bytes are the mapping's.
 * For one thread.
 */
final class PackedPayloads {

    /** A shorter constant costs more than it saves. */
    private static final int SHORTEST = 24;
    private static final int MOST = 64;
    private static final int LONGEST_RUN = 0xffff;
    private static final int MAX_BLOCK = 256 * 1024;

    private final int expected;
    private byte[] block = new byte[0];
    private int at;
    private int kept;
    private long size;
    /** The constants of the payload at hand: where they were written, what, and from which of their bytes on. */
    private final int[] positions = new int[MOST];
    private final byte[][] sources = new byte[MOST][];
    private final int[] skipped = new int[MOST];
    private int count;
    /** The same of the last payload, and what all that were alike share. */
    private byte[][] lastSources = new byte[0][];
    private int[] lastSkipped = new int[0];
    private byte[][] shared = new byte[0][];

    /** @param expected about how many payloads will be kept */
    PackedPayloads(int expected) {
        this.expected = expected;
    }

    /** A constant is written there. */
    void constant(int position, byte[] bytes) {
        if (bytes.length >= SHORTEST && count < MOST) {
            positions[count] = position;
            sources[count] = bytes;
            skipped[count++] = 0;
        }
    }

    /** What was written behind that position is no more. */
    void back(int position) {
        while (count > 0 && end(count - 1) > position) {
            count--;
        }
    }

    /** The byte there is another one now. */
    void changed(int position) {
        for (int i = count - 1; i >= 0 && end(i) > position; i--) {
            if (positions[i] == position) {
                positions[i]++;
                skipped[i]++;
            } else if (positions[i] < position) {
                count = i;
            }
        }
    }

    private int end(int i) {
        return positions[i] + sources[i].length - skipped[i];
    }

    /** @param json where the payload stands, from its first byte on; free afterwards */
    Payload keep(Payload payload, byte[] json) {
        int length = payload.length();
        if (count == 0 || hasLongRun(length)) {
            count = 0;
            int from = place(length);
            System.arraycopy(json, 0, block, from, length);
            at = from + length;
            return payload.keptIn(block, from, null);
        }
        int from = place(packedLength(length));
        pack(json, length, from);
        byte[][] constants = shared();
        count = 0;
        return payload.keptIn(block, from, constants);
    }

    private int packedLength(int length) {
        int packed = length + (count + 1) * 2;
        for (int i = 0; i < count; i++) {
            packed -= end(i) - positions[i];
        }
        return packed;
    }

    private boolean hasLongRun(int length) {
        int from = 0;
        for (int i = 0; i < count; i++) {
            if (positions[i] - from > LONGEST_RUN) {
                return true;
            }
            from = end(i);
        }
        return length - from > LONGEST_RUN;
    }

    private void pack(byte[] json, int length, int start) {
        byte[] to = block;
        int p = start;
        int from = 0;
        for (int i = 0; i <= count; i++) {
            int run = (i == count ? length : positions[i]) - from;
            to[p++] = (byte) (run >>> 8);
            to[p++] = (byte) run;
            System.arraycopy(json, from, to, p, run);
            p += run;
            from = i == count ? length : end(i);
        }
        at = p;
    }

    /** The constants of the payload at hand, the same array for all that have the same ones. */
    private byte[][] shared() {
        boolean same = count == lastSources.length;
        for (int i = 0; same && i < count; i++) {
            same = sources[i] == lastSources[i] && skipped[i] == lastSkipped[i];
        }
        if (!same) {
            lastSources = Arrays.copyOf(sources, count);
            lastSkipped = Arrays.copyOf(skipped, count);
            shared = new byte[count][];
            for (int i = 0; i < count; i++) {
                shared[i] = skipped[i] == 0 ? sources[i] : Arrays.copyOfRange(sources[i], skipped[i], sources[i].length);
            }
        }
        return shared;
    }

    /** Where so many bytes may be written. Blocks are as large as the payloads that are still to come will need, by those that came. */
    private int place(int bytes) {
        kept++;
        size += bytes;
        if (at + bytes > block.length) {
            long more = size / kept * Math.max(0, expected - kept);
            block = new byte[(int) Math.max(bytes, Math.min(MAX_BLOCK, bytes + more + more / 16))];
            at = 0;
        }
        return at;
    }
}
