package io.inletroutes.source;

import io.inletroutes.Location;
import io.inletroutes.Problem;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** The bytes of one file, unpacked, that can be read more than once. */
final class Content {

    private static final int BUFFER = 1 << 16;

    private interface Opening {
        InputStream open() throws IOException;
    }

    private final String name;
    private final Instant time;
    private final Opening opening;
    private final Packing packing;
    private final boolean utf8;

    private Content(String name, Instant time, Packing packing, Opening opening) {
        this(name, time, packing, opening, false);
    }

    private Content(String name, Instant time, Packing packing, Opening opening, boolean utf8) {
        this.utf8 = utf8;
        this.name = name;
        this.time = time;
        this.packing = packing;
        this.opening = opening;
    }

    /** What gzip or zip packed is unpacked as it is read, whatever the file is called; a spreadsheet's own format is refused. */
    static Content of(Path file) throws IOException {
        String name = file.getFileName().toString();
        Instant time = Files.getLastModifiedTime(file).toInstant();
        Content packed = new Content(name, time, Packing.NONE, () -> new BufferedInputStream(Files.newInputStream(file), BUFFER));
        String lower = name.toLowerCase(Locale.ROOT);
        byte[] head = packed.head(4);
        refuseSpreadsheets(name, head, lower);
        if (startsWith(head, 0x1f, 0x8b)) {
            return new Content(name, time, Packing.GZIP, () -> new BufferedInputStream(new GZIPInputStream(Files.newInputStream(file), BUFFER), BUFFER));
        }
        if (startsWith(head, 'P', 'K', 3, 4)) {
            return new Content(name, time, Packing.ZIP, () -> entry(name, file));
        }
        return packed;
    }

    /** Bytes that are in memory already. */
    static Content of(String name, Instant time, byte[] bytes) {
        return new Content(name, time, Packing.NONE, () -> new ByteArrayInputStream(bytes));
    }

    /** The same where all of the file's bytes were, or were not, seen to be {@link Fingerprint#utf8 UTF-8}; what is packed in it was not seen. */
    Content seenAsUtf8(boolean seen) {
        return new Content(name, time, packing, opening, seen && packing == Packing.NONE);
    }

    /** Whether all bytes are known to be well-formed UTF-8 without NUL. */
    boolean isUtf8() {
        return utf8;
    }

    String name() {
        return name;
    }

    /** The file's name without what packs it: tells CSV from JSON. */
    String unpackedName() {
        return name.toLowerCase(Locale.ROOT).replaceFirst("\\.(gz|zip)$", "");
    }

    Packing packing() {
        return packing;
    }

    Instant time() {
        return time;
    }

    InputStream open() throws IOException {
        return opening.open();
    }

    byte[] head(int length) throws IOException {
        try (InputStream in = open()) {
            return in.readNBytes(length);
        }
    }

    private static boolean startsWith(byte[] head, int... bytes) {
        boolean same = head.length >= bytes.length;
        for (int i = 0; same && i < bytes.length; i++) {
            same = (head[i] & 0xff) == bytes[i];
        }
        return same;
    }

    private static void refuseSpreadsheets(String name, byte[] head, String lower) {
        boolean compound = startsWith(head, 0xD0, 0xCF, 0x11, 0xE0);
        if (startsWith(head, 'P', 'K', 3, 4) && !lower.endsWith(".zip") || compound) {
            throw new UnreadableFileException(Problem.error(Location.of(name), "the file is a spreadsheet or an archive, not text")
                    .fix("in the spreadsheet choose \"save as\" and \"CSV UTF-8\", then drop that file"));
        }
    }

    private static InputStream entry(String name, Path file) throws IOException {
        ZipInputStream zip = new ZipInputStream(new BufferedInputStream(Files.newInputStream(file), BUFFER));
        for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
            if (!entry.isDirectory()) {
                return new OneEntry(zip, name);
            }
        }
        zip.close();
        throw new UnreadableFileException(Problem.error(Location.of(name), "the archive holds no file").fix("put one CSV or JSON file into it"));
    }

    /** The first file of an archive; a second one would be lost silently and is refused. */
    private static final class OneEntry extends BufferedInputStream {

        private final ZipInputStream zip;
        private final String name;

        OneEntry(ZipInputStream zip, String name) {
            super(zip, BUFFER);
            this.zip = zip;
            this.name = name;
        }

        @Override
        public synchronized int read(byte[] into, int offset, int length) throws IOException {
            int got = super.read(into, offset, length);
            if (got < 0) {
                refuseMore();
            }
            return got;
        }

        private void refuseMore() throws IOException {
            for (ZipEntry more = zip.getNextEntry(); more != null; more = zip.getNextEntry()) {
                if (!more.isDirectory()) {
                    throw new UnreadableFileException(Problem.error(Location.of(name), "the archive holds several files").fix("pack each file by itself"));
                }
            }
        }
    }
}
