package io.inletroutes.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringWriter;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MostlyAsciiReaderTest {

    private static final String[] PIECES = {"plain text, ", "Zo\u00eb ", "\uD83D\uDE00", "\u674e\u96f7", "\n", "x".repeat(5_000)};

    @Property(tries = 200)
    void readsWhatWasWrittenHoweverItComes(@ForAll long seed, @ForAll @IntRange(min = 2, max = 9_000) int asked) throws IOException {
        Random random = new Random(seed);
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(60); i > 0; i--) {
            text.append(PIECES[random.nextInt(PIECES.length)]);
        }
        StringBuilder read = new StringBuilder();
        char[] block = new char[asked + 3];
        try (Reader reader = reader(new Dribble(text.toString().getBytes(StandardCharsets.UTF_8), random), StandardCharsets.UTF_8)) {
            for (int got = reader.read(block, 3, asked); got >= 0; got = reader.read(block, 3, asked)) {
                read.append(block, 3, got);
            }
        }

        assertThat(read.toString()).isEqualTo(text.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"windows-1252", "ISO-8859-15", "UTF-8"})
    void readsEverySetThatHoldsAscii(String set) throws IOException {
        String text = "a".repeat(70_000) + "\u00fc\u20ac" + "b".repeat(5_000);
        StringWriter read = new StringWriter();
        try (Reader reader = new BufferedReader(reader(new ByteArrayInputStream(text.getBytes(Charset.forName(set))), Charset.forName(set)))) {
            reader.transferTo(read);
        }

        assertThat(read.toString()).isEqualTo(text);
    }

    @Test
    void failsAtWhatIsNoTextAndHandsOnWhatComesBefore() throws IOException {
        byte[] bytes = "Zo\u00eb goes on\u00ff".getBytes(StandardCharsets.ISO_8859_1);
        char[] block = new char[100];
        try (Reader reader = reader(new ByteArrayInputStream(bytes), StandardCharsets.UTF_8)) {
            int got = reader.read(block, 0, block.length);

            assertThat(new String(block, 0, got)).isEqualTo("Zo");
            assertThatThrownBy(() -> reader.read(block, 0, block.length)).isInstanceOf(CharacterCodingException.class);
        }
    }

    @Test
    void failsAtACharacterThatIsCutOff() throws IOException {
        char[] block = new char[100];
        try (Reader reader = reader(new ByteArrayInputStream(new byte[] {'a', (byte) 0xe2, (byte) 0x82}), StandardCharsets.UTF_8)) {
            assertThatThrownBy(() -> {
                while (reader.read(block, 0, block.length) >= 0) {
                    continue;
                }
            }).isInstanceOf(CharacterCodingException.class);
        }
    }

    private static Reader reader(InputStream in, Charset set) {
        return new MostlyAsciiReader(in, set.newDecoder().onMalformedInput(CodingErrorAction.REPORT).onUnmappableCharacter(CodingErrorAction.REPORT));
    }

    /** Gives a few bytes at a time, wherever that cuts a character. */
    private static final class Dribble extends ByteArrayInputStream {

        private final Random random;

        Dribble(byte[] bytes, Random random) {
            super(bytes);
            this.random = random;
        }

        @Override
        public synchronized int read(byte[] to, int offset, int length) {
            return super.read(to, offset, Math.min(length, 1 + random.nextInt(300)));
        }
    }
}
