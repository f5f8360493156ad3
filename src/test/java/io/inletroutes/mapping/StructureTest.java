package io.inletroutes.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.inletroutes.Problem;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Objects and arrays: what is repeated, what is left out, what is told. */
class StructureTest {

    @TempDir
    Path folder;

    static Stream<Arguments> structures() throws IOException {
        JsonNode cases = Events.MAPPER.readTree(StructureTest.class.getResource("structure.json"));
        return StreamSupport.stream(cases.spliterator(), false).map(one -> Arguments.of(one.get("name").asText(), one));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("structures")
    void writesTheEntityOfTheCase(String name, JsonNode given) {
        Home home = new Home(folder).entity(given.has("preview") ? given.get("preview").toString() : "{}", given.get("mapping").toString());
        LoadedMapping loaded = home.load();
        assertThat(loaded.problems()).noneMatch(Problem::isError);

        try {
            String payload = loaded.mapping().orElseThrow().filler(null).fill(Events.json(given.get("event").toString())).json();

            assertThat(Events.tree(payload).at("/body/xdmEntity")).isEqualTo(given.get("gives"));
        } catch (EventUnfillableException e) {
            assertThat(given.has("errors")).as(e.getMessage()).isTrue();
            assertThat(e.problems()).extracting(Problem::toString)
                    .containsExactlyElementsOf(StreamSupport.stream(given.get("errors").spliterator(), false).map(JsonNode::asText).toList());
        }
    }
}
