package io.inletroutes.source;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What events take of the heap, by their texts. */
class FootprintTest {

    @Test
    void weighsRowsByTheirTexts() {
        assertThat(Footprint.ofRows(2, 2_000)).isEqualTo(2 * Footprint.ofRows(1, 1_000));
        assertThat(Footprint.ofRows(1, 2_000) - Footprint.ofRows(1, 1_000)).isEqualTo(4_000);
    }

    @Test
    void weighsJsonByItsTreeToo() {
        String plain = "{\"note\":\"" + "x".repeat(6_000) + "\"}";
        String nested = "[" + "{\"k\":1,\"v\":[2]},".repeat(300) + "{}]";

        assertThat(Footprint.ofJson(plain)).isBetween(18_000L, 25_000L);
        assertThat(Footprint.ofJson(nested)).isBetween(120_000L, 240_000L); // Jackson makes 110,000 bytes of it
    }

    @Test
    void letsAUsualChunkOfEitherKindBeWhole() {
        String event = "{\"id\":1,\"customer\":{\"email\":\"" + "x".repeat(500) + "\",\"first\":\"a\"},\"lines\":[" + "{\"sku\":1,\"n\":2},".repeat(5) + "{}]}";

        assertThat(Footprint.ofRows(500, 500 * 1_500)).isLessThan(Footprint.LARGEST_CHUNK);
        assertThat(500 * Footprint.ofJson(event)).isLessThan(Footprint.LARGEST_CHUNK);
    }
}
