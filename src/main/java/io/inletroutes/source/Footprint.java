package io.inletroutes.source;

/** What events take of the heap from their reading until they are settled, in bytes: in practice, and rather too much than too little. */
public final class Footprint {

    /** A reader ends its chunk when it has so much, so none is larger by more than its last event. */
    public static final long LARGEST_CHUNK = 4_400 << 10;
    /** An event without its text: what is found out about it, its part of the request, its answer. */
    private static final int EVENT = 1_200;
    /** A byte of a row: its text, and what of it is in the payload. */
    private static final int ROW_BYTE = 4;
    /** A character of JSON, all but the tree. */
    private static final int JSON_CHARACTER = 3;
    /** Of a tree: an object with its first field, an array with its first value, and each further one. */
    private static final int OBJECT = 300;
    private static final int ARRAY = 180;
    private static final int VALUE = 100;

    private Footprint() {
    }

    /** @param text of all of them, in bytes of UTF-8 */
    static long ofRows(int count, long text) {
        return (long) EVENT * count + ROW_BYTE * text;
    }

    /** Of one event. Commas and brackets within texts are counted too. */
    static long ofJson(String text) {
        long bytes = EVENT + (long) JSON_CHARACTER * text.length();
        for (int i = 0; i < text.length(); i++) {
            switch (text.charAt(i)) {
                case '{' -> bytes += OBJECT;
                case '[' -> bytes += ARRAY;
                case ',' -> bytes += VALUE;
                default -> { }
            }
        }
        return bytes;
    }
}
