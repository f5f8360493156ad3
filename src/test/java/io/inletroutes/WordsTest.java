package io.inletroutes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class WordsTest {

    @Property
    void findsTheFirstByteThatIsTheSame(@ForAll @Size(8) byte[] bytes, @ForAll @IntRange(max = 7) int at) {
        byte wanted = bytes[at];
        int first = 0;
        while (bytes[first] != wanted) {
            first++;
        }

        assertThat(Words.before(Words.same(Words.get(bytes, 0), Words.of(wanted)))).isEqualTo(first);
    }

    @Property
    void findsTheFirstByteBelowALimit(@ForAll @Size(8) byte[] bytes, @ForAll @IntRange(max = 128) int limit) {
        int first = 0;
        while (first < bytes.length && (bytes[first] & 0xff) >= limit) {
            first++;
        }

        assertThat(Words.before(Words.below(Words.get(bytes, 0), Words.of(limit)))).isEqualTo(first);
    }

    @Property
    void findsTheFirstByteThatIsNoAsciiOrNul(@ForAll @Size(8) byte[] bytes) {
        int first = 0;
        while (first < bytes.length && bytes[first] > 0) {
            first++;
        }

        assertThat(Words.before(Words.notPlain(Words.get(bytes, 0)))).isEqualTo(first);
    }

    @Property
    void findsTheFirstOfSeveralThatAreLookedFor(@ForAll @Size(8) byte[] bytes, @ForAll byte one, @ForAll byte other) {
        int first = 0;
        while (first < bytes.length && bytes[first] != one && bytes[first] != other && (bytes[first] & 0xff) >= ' ') {
            first++;
        }
        long word = Words.get(bytes, 0);

        assertThat(Words.before(Words.same(word, Words.of(one)) | Words.same(word, Words.of(other)) | Words.below(word, Words.of(' ')))).isEqualTo(first);
    }

    @Test
    void finishesAWordWithoutAnyMark() {
        assertThat(Words.before(Words.same(Words.of('a'), Words.of('b')))).isEqualTo(8);
    }

    @Property
    void putsWhatItGot(@ForAll @Size(8) byte[] bytes, @ForAll @IntRange(max = 5) int at) {
        byte[] into = new byte[13];

        Words.put(into, at, Words.get(bytes, 0));

        assertThat(Arrays.copyOfRange(into, at, at + 8)).isEqualTo(bytes);
    }
}
