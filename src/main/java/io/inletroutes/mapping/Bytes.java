package io.inletroutes.mapping;

import io.inletroutes.Event;
import io.inletroutes.Payload;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Where a filler writes: payloads stand one behind the other in blocks of bytes that are shared by the payloads of a chunk and never
 * written again. Positions count from the start of the payload at hand, which moves to a new block when the old one is full.
 */
final class Bytes {

    private static final int MAX_BLOCK = 256 * 1024;
    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    private byte[] block;
    private int start;
    private int at;

    Bytes(int firstBlock) {
        this.block = new byte[firstBlock];
    }

    int position() {
        return at - start;
    }

    /** Forgets what was written behind {@code position}. */
    void back(int position) {
        at = start + position;
    }

    void set(int position, char ascii) {
        block[start + position] = (byte) ascii;
    }

    void ascii(char c) {
        room(1);
        block[at++] = (byte) c;
    }

    void raw(byte[] bytes) {
        room(bytes.length);
        System.arraycopy(bytes, 0, block, at, bytes.length);
        at += bytes.length;
    }

    /** Digits, {@code true}, {@code null}: text that is ASCII and needs no quotes. */
    @SuppressWarnings("deprecation") // the one copy of ASCII that allocates nothing
    void plain(String ascii) {
        int length = ascii.length();
        room(length);
        ascii.getBytes(0, length, block, at);
        at += length;
    }

    /**
     * A JSON text with its quotes.
     *
     * @throws Unfit when it holds half a surrogate pair, which no UTF-8 can express
     */
    void text(String text) throws Unfit {
        text(text, 0, text.length());
    }

    /** The same of a part of a text. */
    void text(String text, int from, int end) throws Unfit {
        room(end - from + 2);
        byte[] to = block;
        int p = at;
        to[p++] = '"';
        int i = from;
        while (i < end) {
            char c = text.charAt(i);
            if (c < 0x20 || c > 0x7e || c == '"' || c == '\\') {
                break;
            }
            to[p++] = (byte) c;
            i++;
        }
        at = p;
        if (i < end) {
            rest(text, i, end);
        }
        ascii('"');
    }

    private void rest(String text, int from, int end) throws Unfit {
        room((end - from) * 6 + 1);
        for (int i = from; i < end; i++) {
            char c = text.charAt(i);
            if (c < 0x80) {
                asciiEscaped(c);
            } else if (c < 0x800) {
                block[at++] = (byte) (0xc0 | c >> 6);
                block[at++] = (byte) (0x80 | c & 0x3f);
            } else if (!Character.isSurrogate(c)) {
                block[at++] = (byte) (0xe0 | c >> 12);
                block[at++] = (byte) (0x80 | c >> 6 & 0x3f);
                block[at++] = (byte) (0x80 | c & 0x3f);
            } else if (Character.isHighSurrogate(c) && i + 1 < end && Character.isLowSurrogate(text.charAt(i + 1))) {
                int point = Character.toCodePoint(c, text.charAt(++i));
                block[at++] = (byte) (0xf0 | point >> 18);
                block[at++] = (byte) (0x80 | point >> 12 & 0x3f);
                block[at++] = (byte) (0x80 | point >> 6 & 0x3f);
                block[at++] = (byte) (0x80 | point & 0x3f);
            } else {
                throw new Unfit("holds half a character (a surrogate without its pair)", "mend the event where it is made; it is no Unicode text");
            }
        }
    }

    private void asciiEscaped(char c) {
        switch (c) {
            case '"', '\\' -> escape(c);
            case '\n' -> escape('n');
            case '\r' -> escape('r');
            case '\t' -> escape('t');
            default -> {
                if (c >= 0x20) {
                    block[at++] = (byte) c;
                } else {
                    escape('u');
                    block[at++] = '0';
                    block[at++] = '0';
                    block[at++] = HEX[c >> 4];
                    block[at++] = HEX[c & 0xf];
                }
            }
        }
    }

    private void escape(char c) {
        block[at++] = '\\';
        block[at++] = (byte) c;
    }

    /** The bytes since the last payload, as a payload. A comma follows where there is room, so that several can be sent as they stand. */
    Payload take(Event event, String mapping, String id, int entityFrom, int entityTo) {
        Payload payload = new Payload(block, start, at - start, event, mapping, id, entityFrom < 0 ? -1 : start + entityFrom,
                entityFrom < 0 ? 0 : entityTo - entityFrom);
        if (at < block.length) {
            block[at++] = ',';
        }
        start = at;
        return payload;
    }

    /** Forgets the bytes since the last payload. */
    void drop() {
        at = start;
    }

    private void room(int bytes) {
        if (at + bytes > block.length) {
            int written = at - start;
            int next = Math.max(Math.min(block.length * 2, MAX_BLOCK), (written + bytes) * 2);
            byte[] bigger = Arrays.copyOfRange(block, start, start + next);
            block = bigger;
            start = 0;
            at = written;
        }
    }
}
