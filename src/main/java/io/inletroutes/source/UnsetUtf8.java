package io.inletroutes.source;

/**
 * Whether bytes that are said to be in a single-byte character set are UTF-8: each of their letters beyond ASCII would become two
 * strange ones, and nothing would fail. Looks at one block after the other.
 */
final class UnsetUtf8 {

    private static final int ENOUGH = 3;

    private int open;
    private long sequences;
    private boolean latin;
    private boolean broken;

    void look(byte[] bytes, int from, int length) {
        for (int i = from; i < from + length && !broken; i++) {
            int b = bytes[i] & 0xFF;
            if (open > 0) {
                broken = b < 0x80 || b > 0xBF;
                open--;
            } else if (b >= 0x80) {
                broken = b < 0xC2 || b > 0xF4;
                open = b < 0xE0 ? 1 : b < 0xF0 ? 2 : 3;
                sequences++;
                latin |= b <= 0xC3 || b == 0xE2; // western letters, dashes and the euro: followed by what never follows these as letters
            }
        }
    }

    /** One short sequence may be two letters of some language by chance. */
    boolean isCertain() {
        return !broken && open == 0 && (latin || sequences >= ENOUGH);
    }
}
