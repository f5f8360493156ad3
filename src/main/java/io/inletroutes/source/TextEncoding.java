package io.inletroutes.source;

import io.inletroutes.Location;
import io.inletroutes.Problem;
import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.ZipException;

/**
 * The character set of one file: told by its byte order mark, by the setting, or UTF-8. A file is read through once before its first
 * event is handed on, so that a wrong character set never sends half a file.
 *
 * @param charset what the bytes are in
 * @param mark    length of the byte order mark in bytes
 */
record TextEncoding(Charset charset, int mark) {

    private static final int BLOCK = 1 << 16;

    /** @throws UnreadableFileException naming byte and setting when the bytes are not text in the character set */
    static TextEncoding of(Content content, ReadOptions options) throws IOException {
        try {
            TextEncoding encoding = guess(content, options);
            encoding.verify(content, options.encoding().equals(ReadOptions.AUTO));
            return encoding;
        } catch (ZipException | EOFException e) { // neither says anything that the reader could use
            throw new UnreadableFileException(Problem.error(Location.of(content.name()), "the archive is damaged or was not copied to its end")
                    .fix("copy it again under another name and rename it when it is complete"));
        }
    }

    private static TextEncoding guess(Content content, ReadOptions options) throws IOException {
        byte[] head = content.head(4);
        if (startsWith(head, 0xEF, 0xBB, 0xBF)) {
            return new TextEncoding(StandardCharsets.UTF_8, 3);
        }
        boolean auto = options.encoding().equals(ReadOptions.AUTO);
        Charset set = auto ? StandardCharsets.UTF_8 : Charset.forName(options.encoding());
        boolean wide = auto || set.name().startsWith("UTF-16");
        if (wide && startsWith(head, 0xFF, 0xFE)) {
            return new TextEncoding(StandardCharsets.UTF_16LE, 2);
        }
        if (wide && startsWith(head, 0xFE, 0xFF)) {
            return new TextEncoding(StandardCharsets.UTF_16BE, 2);
        }
        return new TextEncoding(set.name().equals("UTF-16") ? StandardCharsets.UTF_16BE : set, 0); // RFC 2781: big-endian without a mark
    }

    /** A reader behind the mark; it fails rather than replaces what is not text. */
    Reader reader(Content content) throws IOException {
        InputStream in = content.open();
        in.skipNBytes(mark);
        return new BufferedReader(new InputStreamReader(in, strictDecoder()), BLOCK);
    }

    /** The byte order mark that the file starts with. */
    byte[] markBytes(Content content) throws IOException {
        return content.head(mark);
    }

    private CharsetDecoder strictDecoder() {
        return charset.newDecoder().onMalformedInput(CodingErrorAction.REPORT).onUnmappableCharacter(CodingErrorAction.REPORT);
    }

    private void verify(Content content, boolean auto) throws IOException {
        CharsetDecoder decoder = strictDecoder();
        ByteBuffer bytes = ByteBuffer.allocate(BLOCK);
        CharBuffer chars = CharBuffer.allocate(BLOCK);
        boolean singleByte = charset.name().startsWith("ISO-8859");
        long before = 0;
        long line = 1;
        try (InputStream in = content.open()) {
            in.skipNBytes(mark);
            boolean end = false;
            while (!end) {
                int got = in.read(bytes.array(), bytes.position(), bytes.remaining());
                end = got < 0;
                bytes.position(bytes.position() + Math.max(got, 0)).flip();
                CoderResult result;
                do {
                    result = decoder.decode(bytes, chars, end);
                    line += check(chars, content, line, singleByte);
                    chars.clear();
                } while (result.isOverflow());
                if (result.isError()) {
                    throw notText(content, mark + before + bytes.position(), line, auto);
                }
                before += bytes.position();
                bytes.compact();
            }
        }
    }

    /** Counts the lines of a block; a NUL is never part of a text, and where ISO-8859 has control characters the file is another set's. */
    private static long check(CharBuffer chars, Content content, long line, boolean iso) {
        long lines = 0;
        char[] block = chars.array();
        for (int i = 0; i < chars.position(); i++) {
            char c = block[i];
            if (c == '\n') {
                lines++;
            } else if (c == 0) {
                throw new UnreadableFileException(Problem.error(Location.of(content.name(), (int) Math.min(line + lines, Integer.MAX_VALUE)), "the file holds NUL characters")
                        .fix("save it as text; for UTF-16 without a byte order mark set csv.encoding to UTF-16LE or UTF-16BE"));
            } else if (iso && c >= 0x80 && c < 0xA0) {
                throw new UnreadableFileException(Problem.error(Location.of(content.name(), (int) Math.min(line + lines, Integer.MAX_VALUE)), "the file holds characters that ISO-8859 has none for")
                        .fix("set csv.encoding to what the file is in, for example windows-1252"));
            }
        }
        return lines;
    }

    private UnreadableFileException notText(Content content, long at, long line, boolean auto) {
        String message = "byte " + (at + 1) + " is not " + charset.name();
        return new UnreadableFileException(Problem.error(Location.of(content.name(), (int) Math.min(line, Integer.MAX_VALUE)), message)
                .fix(auto ? "save the file as UTF-8, or set csv.encoding to what it is in, for example windows-1252" : "csv.encoding says " + charset.name() + "; set what the file is in"));
    }

    private static boolean startsWith(byte[] head, int... mark) {
        byte[] wanted = new byte[mark.length];
        for (int i = 0; i < mark.length; i++) {
            wanted[i] = (byte) mark[i];
        }
        return head.length >= mark.length && Arrays.equals(head, 0, mark.length, wanted, 0, mark.length);
    }
}
