package io.inletroutes.source;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * What tells a file by its content, whatever its name and time; and what reading all of its bytes shows besides, so that it need not be read
 * once more.
 *
 * @param sha256 of all bytes, as 64 hexadecimal digits
 * @param utf8   whether they are well-formed UTF-8 from the first to the last, and none is NUL
 */
public record Fingerprint(String sha256, boolean utf8) {

    private static final int BLOCK = 1 << 16;
    private static final int LONGEST_CHARACTER = 4;

    /** @throws IOException when the file cannot be read to its end */
    public static Fingerprint of(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] block = new byte[BLOCK + LONGEST_CHARACTER];
            boolean utf8 = true;
            int rest = 0; // of a character that the next bytes end
            for (int got = in.read(block, rest, BLOCK); got >= 0; got = in.read(block, rest, BLOCK)) {
                digest.update(block, rest, got);
                if (utf8) {
                    int end = rest + got;
                    int whole = Utf8.wholeCharacters(block, 0, end);
                    utf8 = Utf8.isBegun(block, whole, end);
                    rest = utf8 ? end - whole : 0;
                    System.arraycopy(block, whole, block, 0, rest);
                }
            }
            return new Fingerprint(HexFormat.of().formatHex(digest.digest()), utf8 && rest == 0);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
