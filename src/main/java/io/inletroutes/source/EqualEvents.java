package io.inletroutes.source;

/**
 * Counts equal events of a file in memory that does not grow with it (20 MB at most, half of it up to two million events). Up to 390,000
 * different events the count is exact; beyond, Bloom filters tell the first of its kind, and those they know share counters: the count can
 * then be too high, but it is the same each time the file is read and still differs between equal events, which is all that an event's
 * id needs.
 */
final class EqualEvents {

    private static final long START = 0xcbf29ce484222325L;
    private static final long PRIME = 0x100000001b3L;
    private static final int MOST = 3 << 17;
    private static final int SHARED = 1 << 17;
    /** The first filter has 4 MB and errs once in some 5,000 of the last that it takes; the one after it has 8 MB for all the rest. */
    private static final int FIRST_MOST = 1_500_000;
    private static final int FIRST_BITS = 1 << 25;
    private static final int REST_BITS = 1 << 26;

    private long[] hashes = new long[1 << 12];
    /** How often each came again; null while none did. */
    private int[] repeats;
    private int size;
    /** Of what does not go into the table; null while there is room there. */
    private Filter first;
    private Filter rest;
    private int[] shared;
    /** Nothing of use; kept so that the reading is not optimised away. */
    private long touched;

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
        if (++size > hashes.length / 4 * 3 && size < MOST) {
            grow();
        }
        return 0;
    }

    /** {@link #ordinal} of so many hashes, one after the other. */
    void ordinals(long[] some, int count, int[] ordinals) {
        touched ^= touch(some, count);
        for (int i = 0; i < count; i++) {
            ordinals[i] = ordinal(some[i]);
        }
    }

    /**
     * Reads where the search for each hash begins, all at once: the processor waits for many places of memory at a time here, and for one
     * after the other in {@link #ordinal}.
     */
    private long touch(long[] some, int count) {
        long[] table = hashes;
        long sum = 0;
        for (int i = 0; i < count; i++) {
            sum ^= table[(int) key(some[i]) & table.length - 1];
        }
        return sum ^ touch(first, some, count) ^ touch(rest, some, count);
    }

    private static long touch(Filter filter, long[] some, int count) {
        long sum = 0;
        for (int i = 0; filter != null && i < count; i++) {
            sum ^= filter.touch(key(some[i]));
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
        if (first == null) {
            shared = new int[SHARED];
            first = new Filter(FIRST_BITS);
        }
        boolean room = first.size < FIRST_MOST;
        boolean isNew = first.isNew(key, room);
        if (isNew && !room) {
            if (rest == null) {
                rest = new Filter(REST_BITS);
            }
            isNew = rest.isNew(key, true);
        }
        return isNew ? 0 : ++shared[(int) (key >>> 20) & SHARED - 1];
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

    /** A Bloom filter. The bits of one hash lie together, in what the processor fetches from memory at once. */
    private static final class Filter {
        private static final long SPREAD = 0x9e3779b97f4a7c15L;
        private static final int BLOCK_BITS = 1 << 9;
        private static final int BITS_OF_A_BIT = 9;
        private static final int PROBES = 6;

        private final long[] bits;
        private final int blocks;
        /** How many were added that it did not have. */
        private int size;

        Filter(int bits) {
            this.bits = new long[bits >>> 6];
            this.blocks = bits / BLOCK_BITS;
        }

        /** False when it may have been there. @param add whether it is there from now on */
        boolean isNew(long key, boolean add) {
            boolean isNew = false;
            int block = block(key);
            long probes = probes(key);
            for (int i = 0; i < PROBES; i++) {
                int bit = (int) probes & BLOCK_BITS - 1;
                long mask = 1L << bit;
                isNew |= (bits[block + (bit >>> 6)] & mask) == 0;
                bits[block + (bit >>> 6)] |= add ? mask : 0;
                probes >>>= BITS_OF_A_BIT;
            }
            size += isNew && add ? 1 : 0;
            return isNew;
        }

        long touch(long key) {
            return bits[block(key)];
        }

        private int block(long key) {
            return ((int) (key >>> 40) & blocks - 1) * (BLOCK_BITS >>> 6);
        }

        /** The upper bits of a product depend on all of the hash. */
        private static long probes(long key) {
            return key * SPREAD >>> 64 - PROBES * BITS_OF_A_BIT;
        }
    }
}
