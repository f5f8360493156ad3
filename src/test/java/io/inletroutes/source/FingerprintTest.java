package io.inletroutes.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FingerprintTest {

    private static final int BLOCK = 1 << 16;

    @TempDir
    Path folder;

    /** The digests are those of the examples of FIPS 180-2, and of an empty message. */
    @Test
    void isTheFilesSha256() throws IOException {
        assertThat(of("abc".getBytes(StandardCharsets.UTF_8)).sha256()).isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        assertThat(of(new byte[0]).sha256()).isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
        assertThat(of("a".repeat(1_000_000).getBytes(StandardCharsets.UTF_8)).sha256()).isEqualTo("cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
    }

    @Test
    void tellsUtf8WhereverACharacterIsCutByTheReading() throws Exception {
        for (int before = BLOCK - 5; before < BLOCK + 2; before++) {
            byte[] text = ("x".repeat(before) + "\u20ac\ud83d\ude00\u00e9" + "y".repeat(2 * BLOCK)).getBytes(StandardCharsets.UTF_8);

            assertThat(of(text).utf8()).as("%d bytes before", before).isTrue();
            assertThat(of(text).sha256()).isEqualTo(digest(text));
        }
    }

    @Test
    void tellsWhatIsNoUtf8WhereverItStands() throws Exception {
        byte[] text = "x".repeat(3 * BLOCK).getBytes(StandardCharsets.UTF_8);
        for (int at : new int[] {0, 1, BLOCK - 1, BLOCK, 2 * BLOCK + 7, text.length - 1}) {
            for (int wrong : new int[] {0, 0x80, 0xe9, 0xff}) { // NUL, no beginning, an accent of windows-1252 or a beginning without an end, none ever
                byte[] changed = text.clone();
                changed[at] = (byte) wrong;

                assertThat(of(changed).utf8()).as("%x at %d", wrong, at).isFalse();
                assertThat(of(changed).sha256()).isEqualTo(digest(changed));
            }
        }
        assertThat(of("caf\u00e9,\u00fc".getBytes(Charset.forName("windows-1252"))).utf8()).isFalse();
        byte[] euro = "\u20ac".getBytes(StandardCharsets.UTF_8);
        assertThat(of(Arrays.copyOf(euro, 2)).utf8()).isFalse();
    }

    private static String digest(byte[] bytes) throws NoSuchAlgorithmException {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }

    private Fingerprint of(byte[] bytes) throws IOException {
        return Fingerprint.of(Files.write(folder.resolve("a.csv"), bytes));
    }
}
