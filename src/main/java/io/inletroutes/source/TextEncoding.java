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
 * event is handed on, so that a wrong character set never sends half a file; unless its {@link Fingerprint} has told already.
 *
 * @param charset what the bytes are in
 * @param mark    length of the byte order mark in bytes
 */
record TextEncoding(Charset charset, int mark) {

    private static final int BLOCK = 1 << 16;
    private static final int PIECE = 1 << 12;
    private static final int LONGEST_CHARACTER = 4;

    /** @throws UnreadableFileException naming byte and setting when the bytes are not text in the character set */
    static TextEncoding of(Content content, ReadOptions options) throws IOException {
        try {
            TextEncoding encoding = guess(content, options);
            if (content.isUtf8() && encoding.charset.equals(StandardCharsets.UTF_8)) {
                return encoding;
            }
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
        return new BufferedReader(holdsAscii() ? new MostlyAsciiReader(in, strictDecoder()) : new InputStreamReader(in, strictDecoder()), PIECE);
    }

    /** The same text in UTF-8; of a file in UTF-8 its own bytes, which are not looked at here. */
    InputStream utf8(Content content) throws IOException {
        if (!charset.equals(StandardCharsets.UTF_8)) {
            return new Utf8Stream(reader(content));
        }
        InputStream in = content.open();
        in.skipNBytes(mark);
        return in;
    }

    /** The byte order mark that the file starts with. */
    byte[] markBytes(Content content) throws IOException {
        return content.head(mark);
    }

    private CharsetDecoder strictDecoder() {
        return charset.newDecoder().onMalformedInput(CodingErrorAction.REPORT).onUnmappableCharacter(CodingErrorAction.REPORT);
    }

    private boolean holdsAscii() {
        return charset.equals(StandardCharsets.UTF_8) || charset.name().startsWith("ISO-8859") || charset.name().startsWith("windows-125")
                || charset.equals(StandardCharsets.US_ASCII);
    }

    /**
     * Decodes what needs decoding: well-formed UTF-8 needs none, and neither does a piece of plain ASCII without NUL, which is right in
     * every set that holds ASCII; most files are little else.
     */
    private void verify(Content content, boolean auto) throws IOException {
        CharsetDecoder decoder = strictDecoder();
        ByteBuffer bytes = ByteBuffer.allocate(BLOCK);
        CharBuffer chars = CharBuffer.allocate(BLOCK);
        boolean hasAscii = holdsAscii();
        boolean iso = charset.name().startsWith("ISO-8859");
        UnsetUtf8 unset = new UnsetUtf8();
        long before = 0;
        try (InputStream in = content.open()) {
            in.skipNBytes(mark);
            boolean end = false;
            while (!end) {
                int rest = bytes.position();
                int got = in.read(bytes.array(), rest, rest == 0 ? PIECE : bytes.remaining());
                end = got < 0;
                if (hasAscii && rest == 0 && Ascii.isPlain(bytes.array(), Math.max(got, 0))) {
                    unset.look(bytes.array(), 0, Math.min(got, 1));
                    before += Math.max(got, 0);
                    continue;
                }
                int whole = end || !charset.equals(StandardCharsets.UTF_8) ? 0 : Utf8.wholeCharacters(bytes.array(), 0, rest + got);
                if (whole > 0 && rest + got - whole < LONGEST_CHARACTER) { // what is left is looked at with what follows
                    bytes.position(rest + got).flip().position(whole);
                    bytes.compact();
                    before += whole;
                    continue;
                }
                unset.look(bytes.array(), rest, Math.max(got, 0));
                bytes.position(rest + Math.max(got, 0)).flip();
                CoderResult result;
                do {
                    result = decoder.decode(bytes, chars, end);
                    check(chars, content, before, iso);
                    chars.clear();
                } while (result.isOverflow());
                if (result.isError()) {
                    throw notText(content, mark + before + bytes.position(), auto);
                }
                before += bytes.position();
                bytes.compact();
            }
        }
        if ((iso || charset.name().startsWith("windows-125")) && unset.isCertain()) {
            throw new UnreadableFileException(Problem.error(Location.of(content.name()), "csv.encoding says " + charset.name() + ", and the file is UTF-8")
                    .fix("leave csv.encoding at auto for this file, or save it as " + charset.name()));
        }
    }

    /** A NUL is never part of a text, and where ISO-8859 has control characters the file is another set's. */
    private void check(CharBuffer chars, Content content, long before, boolean iso) throws IOException {
        char[] block = chars.array();
        for (int i = 0; i < chars.position(); i++) {
            char c = block[i];
            if (c == 0) {
                throw new UnreadableFileException(Problem.error(place(content, before, new String(block, 0, i)), "the file holds NUL characters")
                        .fix("save it as text; for UTF-16 without a byte order mark set csv.encoding to UTF-16LE or UTF-16BE"));
            }
            if (iso && c >= 0x80 && c < 0xA0) {
                throw new UnreadableFileException(Problem.error(place(content, before, new String(block, 0, i)), "the file holds characters that ISO-8859 has none for")
                        .fix("set csv.encoding to what the file is in, for example windows-1252"));
            }
        }
    }

    /** The line, counted only when somebody is to be told. */
    private Location place(Content content, long bytesBefore, String textBefore) throws IOException {
        long line = 1 + textBefore.chars().filter(c -> c == '\n').count();
        try (InputStream in = content.open()) {
            in.skipNBytes(mark);
            byte[] block = new byte[BLOCK];
            int width = charset.name().startsWith("UTF-16") ? 2 : 1;
            for (long left = bytesBefore; left > 0;) {
                int got = in.readNBytes(block, 0, (int) Math.min(left, BLOCK));
                for (int i = 0; i < got; i += width) {
                    boolean newline = width == 1 ? block[i] == '\n' : block[i] + block[i + 1] == '\n' && (block[i] == 0 || block[i + 1] == 0);
                    line += newline ? 1 : 0;
                }
                left -= Math.max(got, 1);
            }
        }
        return Location.of(content.name(), (int) Math.min(line, Integer.MAX_VALUE));
    }

    private NotTextException notText(Content content, long at, boolean auto) throws IOException {
        String message = "byte " + (at + 1) + " is not " + charset.name();
        return new NotTextException(Problem.error(place(content, at - mark, ""), message)
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
