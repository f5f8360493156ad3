package io.inletroutes.ledger;

import io.inletroutes.ContentHash;
import io.inletroutes.Event;

/**
 * Where an accepted event came from, in two numbers and in one.
 *
 * @param fileRun number of the file, 0 when it came from none
 * @param row     its row in the file; without a file the hash of its message id or tick, 0 when it had none
 */
record Place(long fileRun, long row) {

    private static final int ROW_BITS = 32;
    private static final long ROW = (1L << ROW_BITS) - 1;

    /** Of an event that came from a file, or from none. */
    static Place of(long fileRun, Event event) {
        String key = fileRun == 0 ? event.origin().key() : null;
        return key == null ? new Place(fileRun, event.row()) : ofKey(key);
    }

    /** {@link #of} as {@link #pack} gives it, without an object for each of thousands. */
    static long packed(long fileRun, Event event) {
        return fileRun == 0 ? of(fileRun, event).pack() : pack(fileRun, event.row());
    }

    static Place ofKey(String key) {
        return new Place(0, ContentHash.ofText(key) & Long.MAX_VALUE);
    }

    static Place unpack(long packed) {
        return packed < 0 ? new Place(0, packed & Long.MAX_VALUE) : new Place(packed >>> ROW_BITS, packed & ROW);
    }

    /** A number below 0 for a message. Rows behind the four-thousand-millionth are noted as that one. */
    long pack() {
        return pack(fileRun, row);
    }

    private static long pack(long fileRun, long row) {
        return fileRun == 0 ? Long.MIN_VALUE | row : fileRun << ROW_BITS | Math.min(row, ROW);
    }
}
