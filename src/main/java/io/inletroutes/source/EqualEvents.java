package io.inletroutes.source;

/**
 * Counts equal events of a file in memory that does not grow with it (20 MB at most). Up to half a million different events the count is
 * exact; beyond, a Bloom filter tells the first of its kind, and those it knows share counters: the count can then be too high, but
 * it is the same each time the file is read and still differs between equal events, which is all that an event's id needs.
 */
final class EqualEvents {

    private static final long START = 0xcbf29ce484222325L;
    private static final long PRIME = 0x100000001b3L;
    private static final int MOST = 1 << 19;
    private static final int SHARED = 1 << 17;
    private static final int SEEN_BITS = 1 << 26;
    /** The bits of one hash lie together, in what the processor fetches from memory at once. */
    private static final int BLOCK_BITS = 1 << 9;
    private static final int BITS_OF_A_BIT = 9;
    private static final int PROBES = 4;

    private long[] hashes = new long[1 << 12];
    /** How often each came again; null while none did. */
    private int[] repeats;
    private int size;
    private long[] seen;
    private int[] shared;

    /** How many events of that hash came before. */
    int ordinal(long hash) {
        long key = key(hash);
        int slot = slot(hashes, key);
        if (hashes[slot] == key) {
            if (repeats == null) {
                repeats = new int[hashes.length];
            }
            return ++repeats[slot];
        }
        if (size == MOST) {
            return overflow(key);
        }
        hashes[slot] = key;
        if (++size * 2 > hashes.length) {
            grow();
        }
        return 0;
    }

    /**
     * Reads where the search for each hash begins, all at once: the processor waits for many places of memory at a time here, and for one
     * after the other in {@link #ordinal}.
     *
     * @return nothing of use; kept so that the reading is not optimised away
     */
    long touch(long[] some, int count) {
        long[] table = hashes;
        long sum = 0;
        for (int i = 0; i < count; i++) {
            sum ^= table[(int) key(some[i]) & table.length - 1];
        }
        for (int i = 0; seen != null && i < count; i++) {
            sum ^= seen[block(key(some[i])) >>> 6];
        }
        return sum;
    }

    private static long key(long hash) {
        return hash == 0 ? 1 : hash;
    }

    /** A 64-bit hash of a text: FNV-1a over UTF-16 units, each fourth together, with a final mix. */
    static long hash(String text) {
        long first = START;
        long second = START;
        long third = START;
        long fourth = START;
        int length = text.length();
        int i = 0;
        for (; i + 3 < length; i += 4) { // four products at a time, where one would wait for the other
            first = (first ^ text.charAt(i)) * PRIME;
            second = (second ^ text.charAt(i + 1)) * PRIME;
            third = (third ^ text.charAt(i + 2)) * PRIME;
            fourth = (fourth ^ text.charAt(i + 3)) * PRIME;
        }
        for (; i < length; i++) {
            first = (first ^ text.charAt(i)) * PRIME;
        }
        return mix(mix(mix(mix(first) + second) + third) + fourth + length);
    }

    private static long mix(long hash) {
        long mixed = (hash ^ hash >>> 32) * 0xd6e8feb86659fd93L;
        return mixed ^ mixed >>> 29;
    }

    private int overflow(long key) {
        if (shared == null) {
            shared = new int[SHARED];
            seen = new long[SEEN_BITS >>> 6];
        }
        return isFirst(key) ? 0 : ++shared[(int) (key >>> 20) & SHARED - 1];
    }

    private static int block(long key) {
        return (int) (key >>> 38) * BLOCK_BITS & SEEN_BITS - 1;
    }

    private boolean isFirst(long key) {
        boolean first = false;
        int block = block(key);
        long bits = key;
        for (int i = 0; i < PROBES; i++) {
            int bit = block | (int) bits & BLOCK_BITS - 1;
            bits >>>= BITS_OF_A_BIT;
            long mask = 1L << bit;
            first |= (seen[bit >>> 6] & mask) == 0;
            seen[bit >>> 6] |= mask;
        }
        return first;
    }

    private static int slot(long[] table, long key) {
        int mask = table.length - 1;
        int slot = (int) key & mask;
        while (table[slot] != 0 && table[slot] != key) {
            slot = slot + 1 & mask;
        }
        return slot;
    }

    private void grow() {
        long[] oldHashes = hashes;
        int[] oldRepeats = repeats;
        hashes = new long[oldHashes.length * 2];
        repeats = oldRepeats == null ? null : new int[hashes.length];
        for (int i = 0; i < oldHashes.length; i++) {
            if (oldHashes[i] != 0) {
                int slot = slot(hashes, oldHashes[i]);
                hashes[slot] = oldHashes[i];
                if (repeats != null) {
                    repeats[slot] = oldRepeats[i];
                }
            }
        }
    }
}
