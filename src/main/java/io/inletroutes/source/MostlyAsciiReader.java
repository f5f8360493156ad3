package io.inletroutes.source;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;

/**
 * Decodes a character set that holds ASCII: pieces that are nothing else are copied by the instructions that Java has for it, since most
 * files are little else. For one thread, and for readers that ask for two characters at least, as many as one may need.
 */
final class MostlyAsciiReader extends Reader {

    private static final int BLOCK = 1 << 16;
    private static final int PIECE = 1 << 12;

    private final InputStream in;
    private final CharsetDecoder decoder;
    private final ByteBuffer bytes = ByteBuffer.allocate(BLOCK).limit(0);
    private boolean ended;

    /** @param decoder one that reports what it cannot decode */
    MostlyAsciiReader(InputStream in, CharsetDecoder decoder) {
        this.in = in;
        this.decoder = decoder;
    }

    @Override
    public int read(char[] to, int offset, int length) throws IOException {
        if (length < 2) {
            throw new IllegalArgumentException("asked for " + length + " characters");
        }
        while (true) {
            if (!bytes.hasRemaining() && !fill()) {
                return -1;
            }
            int from = bytes.position();
            int size = Math.min(bytes.remaining(), Math.min(length, PIECE));
            if (Ascii.isPlain(bytes.array(), from, from + size)) {
                new String(bytes.array(), from, size, StandardCharsets.ISO_8859_1).getChars(0, size, to, offset);
                bytes.position(from + size);
                return size;
            }
            CharBuffer decoded = CharBuffer.wrap(to, offset, length);
            CoderResult result = decoder.decode(bytes, decoded, ended);
            if (decoded.position() > offset) {
                return decoded.position() - offset; // an error is found again by the next call
            }
            if (result.isError()) {
                result.throwException();
            }
            if (!fill()) {
                return -1;
            }
        }
    }

    /** Reads on behind what is left; false when nothing can follow any more. */
    private boolean fill() throws IOException {
        if (ended) {
            return false;
        }
        bytes.compact();
        int got = in.read(bytes.array(), bytes.position(), bytes.remaining());
        ended = got < 0;
        bytes.position(bytes.position() + Math.max(got, 0)).flip();
        return !ended || bytes.hasRemaining();
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
