package io.inletroutes.source;

import io.inletroutes.Words;

/** Tells plain ASCII eight bytes at a time, as quickly as it can be read. */
final class Ascii {

    private Ascii() {
    }

    /** Whether the eight bytes from a place are all ASCII and none of them is NUL. */
    static boolean areEightPlain(byte[] bytes, int at) {
        return Words.notPlain(Words.get(bytes, at)) == 0;
    }

    /** Whether the first bytes are all ASCII and none of them is NUL. */
    static boolean isPlain(byte[] bytes, int length) {
        return isPlain(bytes, 0, length);
    }

    /** The same of the bytes from a place up to another. */
    static boolean isPlain(byte[] bytes, int from, int end) {
        int at = from;
        long flaws = 0;
        for (; at + Long.BYTES <= end; at += Long.BYTES) {
            flaws |= Words.notPlain(Words.get(bytes, at));
        }
        for (; at < end; at++) {
            flaws |= bytes[at] <= 0 ? 1 : 0;
        }
        return flaws == 0;
    }
}
