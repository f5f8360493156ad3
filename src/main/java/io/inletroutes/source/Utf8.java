package io.inletroutes.source;

/** Tells well-formed UTF-8 without making characters of it. */
final class Utf8 {

    private static final int EIGHT = Long.BYTES;

    private Utf8() {
    }

    /**
     * Up to where the bytes from a place up to {@code end} are whole characters in UTF-8, none of them NUL. Stops at the first that is not,
     * or that is not there to its end: what is wrong with it, if anything, a decoder may tell.
     */
    static int wholeCharacters(byte[] bytes, int from, int end) {
        int at = from;
        while (at < end) {
            if (at + EIGHT <= end && Ascii.areEightPlain(bytes, at)) {
                at += EIGHT;
                continue;
            }
            int size = character(bytes, at, end);
            if (size == 0) {
                return at;
            }
            at += size;
        }
        return at;
    }

    /** Whether nothing, or a character whose end is still to come, stands from a place up to {@code end}. */
    static boolean isBegun(byte[] bytes, int from, int end) {
        for (int i = from + 1; i < end; i++) {
            if ((bytes[i] & 0xc0) != 0x80) {
                return false;
            }
        }
        return from == end || end - from < size(bytes[from] & 0xff);
    }

    private static int size(int lead) {
        return lead < 0xc2 ? 0 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : lead < 0xf5 ? 4 : 0;
    }

    /** The length of the character at a place, 0 when it is none; by table 3-7 of the Unicode standard. */
    private static int character(byte[] bytes, int at, int end) {
        int lead = bytes[at];
        if (lead >= 0) {
            return lead == 0 ? 0 : 1;
        }
        lead &= 0xff;
        int size = size(lead);
        if (size == 0 || at + size > end) {
            return 0;
        }
        int second = bytes[at + 1] & 0xff;
        int lowest = lead == 0xe0 ? 0xa0 : lead == 0xf0 ? 0x90 : 0x80;
        int highest = lead == 0xed ? 0x9f : lead == 0xf4 ? 0x8f : 0xbf;
        if (second < lowest || second > highest) {
            return 0;
        }
        for (int i = 2; i < size; i++) {
            if ((bytes[at + i] & 0xc0) != 0x80) {
                return 0;
            }
        }
        return size;
    }
}
