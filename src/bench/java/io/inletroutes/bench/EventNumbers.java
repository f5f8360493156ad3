package io.inletroutes.bench;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The numbers of a request's events: so many digits behind each {@code "_id":"b-}, {@code b} being any text, in bytes that may come in
 * parts. Kept in an array that is used again.
 */
final class EventNumbers {

    /** Searched for eight bytes at a time, as payloads have few of them. Most of the inlet's own time goes into this. */
    private static final byte RARE = '_';
    private static final int RARE_AT = 1;
    private static final long ONES = 0x0101_0101_0101_0101L;
    private static final long HIGH_BITS = ONES << 7;

    private final byte[] mark;
    private final int digits;
    private final int length;
    private long[] found = new long[16];
    private int count;

    /** @param prefix of each {@code _id}, in front of its number */
    EventNumbers(String prefix, int digits) {
        this.mark = ("\"_id\":\"" + prefix).getBytes(StandardCharsets.US_ASCII);
        this.digits = digits;
        this.length = mark.length + digits;
    }

    void clear() {
        count = 0;
    }

    int count() {
        return count;
    }

    /** Of the n-th event that was found, from 0. */
    long get(int n) {
        return found[n];
    }

    /**
     * Adds what is found from one place to another.
     *
     * @return the first place at which a mark may begin that does not end, with its number, before {@code to}: where to go on when there is more
     */
    int find(ByteBuffer bytes, int from, int to) {
        bytes.order(ByteOrder.LITTLE_ENDIAN);
        int last = to - length + RARE_AT;
        int at = from + RARE_AT;
        while (at <= last) {
            int rare = nextRare(bytes, at, last);
            if (rare <= last && isMark(bytes, rare - RARE_AT)) {
                add(number(bytes, rare - RARE_AT + mark.length));
                at = rare + length;
            } else {
                at = Math.min(rare, last) + 1;
            }
        }
        return at - RARE_AT;
    }

    /** Behind {@code last} when there is none. */
    private static int nextRare(ByteBuffer bytes, int from, int last) {
        for (int at = from; at <= last; at += Long.BYTES) {
            long others = bytes.getLong(at) ^ ONES * RARE;
            long rare = others - ONES & ~others & HIGH_BITS; // its lowest bit is in the first byte that is the rare one
            if (rare != 0) {
                return at + Long.numberOfTrailingZeros(rare) / Byte.SIZE;
            }
        }
        return last + 1;
    }

    private boolean isMark(ByteBuffer bytes, int at) {
        for (int i = 0; i < mark.length; i++) {
            if (bytes.get(at + i) != mark[i]) {
                return false;
            }
        }
        return true;
    }

    private long number(ByteBuffer bytes, int at) {
        long number = 0;
        for (int i = at; i < at + digits; i++) {
            number = number * 10 + bytes.get(i) - '0';
        }
        return number;
    }

    private void add(long number) {
        if (count == found.length) {
            found = Arrays.copyOf(found, count * 2);
        }
        found[count++] = number;
    }
}
