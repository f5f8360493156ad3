package io.inletroutes.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class Utf8Test {

    private static final int[] TELLING = {0x00, 0x01, 0x41, 0x7f, 0x80, 0x8f, 0x90, 0x9f, 0xa0, 0xbf, 0xc0, 0xc1, 0xc2, 0xdf, 0xe0, 0xe1, 0xec, 0xed, 0xee, 0xef, 0xf0, 0xf1, 0xf3,
        0xf4, 0xf5, 0xff};

    @Test
    void agreesWithTheDecoderOnEverySequenceOfFourTellingBytes() {
        for (int a : TELLING) {
            for (int b : TELLING) {
                for (int c : TELLING) {
                    for (int d : TELLING) {
                        byte[] bytes = {(byte) a, (byte) b, (byte) c, (byte) d};

                        assertThat(Utf8.wholeCharacters(bytes, 0, 4)).as(Arrays.toString(bytes)).isEqualTo(decoded(bytes));
                    }
                }
            }
        }
    }

    @Test
    void agreesWithTheDecoderOnLongTextsWithOneByteSpoiled() {
        SplittableRandom random = new SplittableRandom(7);
        byte[] text = "Amélie, Zoë und 李雷 \uD83D\uDE00 zahlen je 5 €; plain text follows here".getBytes(StandardCharsets.UTF_8);
        for (int at = 0; at < text.length; at++) {
            byte[] spoiled = text.clone();
            spoiled[at] = (byte) random.nextInt(256);

            assertThat(Utf8.wholeCharacters(spoiled, 0, spoiled.length)).as("byte %d", at).isEqualTo(decoded(spoiled));
        }
    }

    /** Bytes before the first that is malformed, cut off, or NUL. */
    private static int decoded(byte[] bytes) {
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder().onMalformedInput(CodingErrorAction.REPORT);
        ByteBuffer in = ByteBuffer.wrap(bytes);
        decoder.decode(in, CharBuffer.allocate(bytes.length), true);
        for (int i = 0; i < in.position(); i++) {
            if (bytes[i] == 0) {
                return i;
            }
        }
        return in.position();
    }
}
