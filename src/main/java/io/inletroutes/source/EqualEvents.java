package io.inletroutes.source;

/**
 * Counts equal events of a file in memory that does not grow with it (20 MB at most). Up to half a million different events the count is
 * exact; beyond, a Bloom filter tells the first of its kind, and those it knows share counters: the count can then be too high, but
 * it is the same each time the file is read and still differs between equal events, which is all that an event's id needs.
 */
final class EqualEvents {

    private static final int MOST = 1 << 19;
    private static final int SHARED = 1 << 17;
    private static final int SEEN_BITS = 1 << 26;

    private long[] hashes = new long[1 << 12];
    private int[] counts = new int[1 << 12];
    private int size;
    private long[] seen;
    private int[] shared;

    /** How many events of that hash came before. */
    int ordinal(long hash) {
        long key = hash == 0 ? 1 : hash;
        int slot = slot(hashes, key);
        if (hashes[slot] == key) {
            return counts[slot]++;
        }
        if (size == MOST) {
            return overflow(key);
        }
        hashes[slot] = key;
        counts[slot] = 1;
        if (++size * 2 > hashes.length) {
            grow();
        }
        return 0;
    }

    /** A 64-bit hash of a text, FNV-1a over UTF-16 units with a final mix. */
    static long hash(String text) {
        long sum = 0xcbf29ce484222325L;
        for (int i = 0; i < text.length(); i++) {
            sum = (sum ^ text.charAt(i)) * 0x100000001b3L;
        }
        return mix(sum);
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

    private boolean isFirst(long key) {
        boolean first = false;
        long step = key >>> 32 | 1;
        for (int i = 0; i < 4; i++) {
            int bit = (int) (key + i * step) & SEEN_BITS - 1;
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
        int[] oldCounts = counts;
        hashes = new long[oldHashes.length * 2];
        counts = new int[oldHashes.length * 2];
        for (int i = 0; i < oldHashes.length; i++) {
            if (oldHashes[i] != 0) {
                int slot = slot(hashes, oldHashes[i]);
                hashes[slot] = oldHashes[i];
                counts[slot] = oldCounts[i];
            }
        }
    }
}
