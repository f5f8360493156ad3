package io.inletroutes.simulator;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Which ids were seen, as 64-bit hashes: a million take eight to sixteen megabytes. Not thread-safe. */
final class SeenIds {

    private long[] table = new long[1 << 12];
    private int size;

    /** False when it was seen before. */
    boolean add(String id) {
        long hash = 0xcbf29ce484222325L;
        for (byte b : id.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ b & 0xff) * 0x100000001b3L;
        }
        hash = (hash ^ hash >>> 32) * 0xd6e8feb86659fd93L;
        hash = hash == 0 ? 1 : hash;
        if (!put(table, hash)) {
            return false;
        }
        if (++size * 2 > table.length) {
            long[] old = table;
            table = new long[old.length * 2];
            Arrays.stream(old).filter(known -> known != 0).forEach(known -> put(table, known));
        }
        return true;
    }

    int size() {
        return size;
    }

    private static boolean put(long[] into, long hash) {
        int slot = (int) (hash >>> 20) & into.length - 1;
        while (into[slot] != 0) {
            if (into[slot] == hash) {
                return false;
            }
            slot = slot + 1 & into.length - 1;
        }
        into[slot] = hash;
        return true;
    }
}
