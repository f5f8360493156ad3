package io.inletroutes.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvScannerTest {

    /** The delimiter's first byte begins the letters \u00a6 and \u00a9 too. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 1_000})
    void readsDelimitersAndQuotesBeyondAsciiHoweverTheBytesArrive(int piece) throws IOException {
        CsvScanner scanner = new CsvScanner(pieces("a\u00a9\u00a71\n\u00abx\u00a7\u00ab\u00aby\u00ab\u00a7\u00aa\n\u00ac\u00a7", piece), '\u00a7', '\u00ab', 1_000, 1);

        List<List<String>> rows = new ArrayList<>();
        List<String> raw = new ArrayList<>();
        while (scanner.next()) {
            assertThat(scanner.flaw()).isEqualTo(CsvScanner.Flaw.NONE);
            rows.add(List.of(scanner.record().cells()));
            raw.add(scanner.rawCell(scanner.record().count() - 1));
        }

        assertThat(rows).containsExactly(List.of("a\u00a9", "1"), List.of("x\u00a7\u00aby", "\u00aa"), List.of("\u00ac", ""));
        assertThat(raw).containsExactly("1", "\u00aa", "");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5, 1_000})
    void refusesBytesThatAreNoTextAnyMore(int piece) throws IOException {
        byte[] bytes = "a,b\n1,Zo\u00eb\n2,\ud83d\ude00\n".getBytes(StandardCharsets.UTF_8);
        bytes[bytes.length - 2] = 'x';
        CsvScanner scanner = new CsvScanner(pieces(bytes, piece), ',', '"', 1_000, 1);

        assertThatThrownBy(() -> {
            while (scanner.next()) {
                continue;
            }
        }).isInstanceOf(CharacterCodingException.class);
    }

    @Test
    void givesNoRowWithACharacterThatIsCutOff() throws IOException {
        byte[] bytes = {'a', '\n', (byte) 0xe6, '\n', 'b', '\n'};
        CsvScanner scanner = new CsvScanner(pieces(bytes, 4), ',', '"', 1_000, 1);

        assertThatThrownBy(scanner::next).isInstanceOf(CharacterCodingException.class);
    }

    @Test
    void copiesTheRestBehindARecordThatIsTooLong() throws IOException {
        String rest = "\u00e9,\"".repeat(100_000);
        CsvScanner scanner = new CsvScanner(pieces("id\n1,\"" + rest, 7_001), ',', '"', 1_000, 1);
        scanner.next();
        scanner.next();
        StringWriter out = new StringWriter();
        out.write(scanner.raw());

        assertThat(scanner.flaw()).isEqualTo(CsvScanner.Flaw.TOO_LONG);
        scanner.copyRest(out);

        assertThat(out.toString()).isEqualTo("1,\"" + rest);
        assertThat(scanner.next()).isFalse();
    }

    @Test
    void makesUtf8OfAnyTextWithoutTearingAPairOfSurrogates() throws IOException {
        for (int before = 4_090; before < 4_100; before++) {
            String text = "x".repeat(before) + "\ud83d\ude00".repeat(5_000) + "\u00e9";

            try (InputStream in = new Utf8Stream(new StringReader(text))) {
                assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo(text);
            }
        }
    }

    private static InputStream pieces(String text, int size) {
        return pieces(text.getBytes(StandardCharsets.UTF_8), size);
    }

    /** Gives so many bytes at a time at most. */
    private static InputStream pieces(byte[] bytes, int size) {
        return new ByteArrayInputStream(bytes) {
            @Override
            public synchronized int read(byte[] to, int offset, int length) {
                return super.read(to, offset, Math.min(length, size));
            }
        };
    }
}
