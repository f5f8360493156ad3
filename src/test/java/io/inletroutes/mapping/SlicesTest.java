package io.inletroutes.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A cell written as the slice of UTF-8 that it is comes out as its text would. */
class SlicesTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Property(tries = 2_000)
    void writesASliceAsItsText(@ForAll @StringLength(max = 30) @Chars({'a', '"', '\\', '\n', '\t', '\u0001', '\u001f', '\u007f', '\u0080', '\u00e9', '\u674e', '\u2028', '\ufffd'}) String text,
            @ForAll @StringLength(max = 10) @Chars({'a', '"', '\u0001', '\u674e'}) String behind) throws Unfit, IOException {
        Bytes slices = new Bytes(4, 1);
        byte[] utf8 = ("x" + text + behind).getBytes(StandardCharsets.UTF_8);
        slices.text(utf8, 1, utf8.length - behind.getBytes(StandardCharsets.UTF_8).length);
        Bytes texts = new Bytes(4, 1);
        texts.text(text);

        String json = slices.take(null, "m", 0, -1, 0).json();

        assertThat(json).isEqualTo(texts.take(null, "m", 0, -1, 0).json());
        assertThat(JSON.readTree(json).textValue()).isEqualTo(text);
    }

    @Property(tries = 5_000)
    void takesNoSliceForADateTimeThatWouldHaveToBeMended(@ForAll @IntRange(max = 29) int at, @ForAll @Chars({'0', '1', '3', '6', '9', '-', ':', '.', 'T', 'Z', 'z', ' ', '+'}) char other,
            @ForAll @IntRange(max = 29) int at2, @ForAll @Chars({'0', '2', '5', '9', 'T', '/'}) char other2, @ForAll @IntRange(min = 19, max = 31) int length) {
        StringBuilder text = new StringBuilder("2024-05-28T08:15:30.123456789Z0".substring(0, length - 1)).append('Z');
        text.setCharAt(Math.min(at, length - 1), other);
        text.setCharAt(Math.min(at2, length - 1), other2);

        if (isUsual(text.toString())) {
            assertThat(DateTimes.rfc3339(text.toString())).isEqualTo(text.toString());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"2024-05-28T08:15:30Z", "2024-02-01T23:59:59.1Z", "1999-12-28T00:00:00.123456789Z"})
    void takesMostDateTimesAsTheyAre(String text) {
        assertThat(isUsual(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"2024-05-28T08:15:30.Z", "2024-13-01T08:15:30Z", "2024-05-32T08:15:30Z", "2024-05-28T24:15:30Z", "2024-05-28T08:15:30", "2024-05-28 08:15:30Z", "2024-05-28T08:15:30.1234567890Z"})
    void leavesOtherDateTimesToBeLookedAt(String text) {
        assertThat(isUsual(text)).isFalse();
    }

    @Property(tries = 2_000)
    void knowsAPlainIntegerInASlice(@ForAll @StringLength(max = 5) @Chars({'0', '1', '9', '-', '+', 'a', '.'}) String text) {
        byte[] utf8 = ("7" + text + "7").getBytes(StandardCharsets.UTF_8);

        assertThat(Numbers.isPlainInteger(utf8, 1, utf8.length - 1)).isEqualTo(Numbers.isPlainInteger(text));
    }

    private static boolean isUsual(String text) {
        byte[] utf8 = ("1" + text + "2").getBytes(StandardCharsets.UTF_8);
        return DateTimes.isUsual(utf8, 1, utf8.length - 1);
    }
}
