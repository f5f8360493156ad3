package io.inletroutes.source;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.charset.StandardCharsets;

/** A text of any character set as UTF-8. For one thread, which reads more than one byte at a time. */
final class Utf8Stream extends InputStream {

    private final Reader text;
    private final char[] chars = new char[1 << 12];
    private byte[] bytes = new byte[0];
    private int at;

    /** @param text that has no half of a surrogate pair alone */
    Utf8Stream(Reader text) {
        this.text = text;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] to, int offset, int length) throws IOException {
        if (at == bytes.length && !fill()) {
            return -1;
        }
        int size = Math.min(length, bytes.length - at);
        System.arraycopy(bytes, at, to, offset, size);
        at += size;
        return size;
    }

    private boolean fill() throws IOException {
        int got = text.read(chars, 0, chars.length - 1);
        if (got < 0) {
            return false;
        }
        if (Character.isHighSurrogate(chars[got - 1])) {
            got += Math.max(0, text.read(chars, got, 1));
        }
        bytes = new String(chars, 0, got).getBytes(StandardCharsets.UTF_8);
        at = 0;
        return true;
    }

    @Override
    public void close() throws IOException {
        text.close();
    }
}
