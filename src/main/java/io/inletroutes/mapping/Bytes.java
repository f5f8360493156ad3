package io.inletroutes.mapping;

import io.inletroutes.Event;
import io.inletroutes.Payload;
import io.inletroutes.Words;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Where a filler writes. A payload alone keeps the bytes that were written; one of many is packed into a store, and the next is written
 * over it.
 */
final class Bytes {

    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    private static final long BLANKS = Words.of(' ');
    private static final long QUOTES = Words.of('"');
    private static final long BACKSLASHES = Words.of('\\');

    private final PackedPayloads store;
    private byte[] block;
    private int at;

    /** @param payloads about how many will be taken */
    Bytes(int firstBlock, int payloads) {
        this.block = new byte[firstBlock];
        this.store = payloads > 1 ? new PackedPayloads(payloads) : null;
    }

    int position() {
        return at;
    }

    /** Forgets what was written behind {@code position}. */
    void back(int position) {
        at = position;
        if (store != null) {
            store.back(position);
        }
    }

    void set(int position, char ascii) {
        block[position] = (byte) ascii;
        if (store != null) {
            store.changed(position);
        }
    }

    /** Bytes that other payloads have too; the array never changes. */
    void constant(byte[] bytes) {
        if (store != null) {
            store.constant(at, bytes);
        }
        raw(bytes);
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

    /** A slice that is JSON as it stands. */
    void raw(byte[] bytes, int from, int end) {
        room(end - from);
        System.arraycopy(bytes, from, block, at, end - from);
        at += end - from;
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
        int end = text.length();
        room(end + 2);
        byte[] to = block;
        int p = at;
        to[p++] = '"';
        int i = 0;
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

    /** The same of a slice of what is in UTF-8 already. */
    void text(byte[] utf8, int from, int end) {
        room(end - from + 2 + Long.BYTES);
        byte[] to = block;
        int p = at;
        to[p++] = '"';
        int i = from;
        for (int taken = Long.BYTES; taken == Long.BYTES && i < end && i + Long.BYTES <= utf8.length; i += taken) {
            long word = Words.get(utf8, i);
            Words.put(to, p, word);
            taken = Math.min(end - i, Words.before(Words.below(word, BLANKS) | Words.same(word, QUOTES) | Words.same(word, BACKSLASHES)));
            p += taken;
        }
        while (i < end) {
            byte b = utf8[i];
            if (b < 0x20 && b >= 0 || b == '"' || b == '\\') {
                break;
            }
            to[p++] = b;
            i++;
        }
        at = p;
        if (i < end) {
            rest(utf8, i, end);
        }
        ascii('"');
    }

    private void rest(byte[] utf8, int from, int end) {
        room((end - from) * 6 + 1);
        for (int i = from; i < end; i++) {
            byte b = utf8[i];
            if (b < 0) {
                block[at++] = b;
            } else {
                asciiEscaped((char) b);
            }
        }
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

    /** What was written, as a payload; the next one starts anew. */
    Payload take(Event event, String mapping, long idHash, int entityFrom, int entityTo) {
        Payload payload = new Payload(block, 0, at, event, mapping, idHash, entityFrom, entityFrom < 0 ? 0 : entityTo - entityFrom);
        if (store == null) {
            block = new byte[0];
        } else {
            payload = store.keep(payload, block);
        }
        at = 0;
        return payload;
    }

    /** Forgets what was written. */
    void drop() {
        back(0);
    }

    private void room(int bytes) {
        if (at + bytes > block.length) {
            block = Arrays.copyOf(block, (at + bytes) * 2);
        }
    }
}
