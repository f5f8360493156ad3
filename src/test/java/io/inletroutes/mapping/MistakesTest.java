package io.inletroutes.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.inletroutes.Problem;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Mistakes that engineers make in leaves, each with all that is told of it: place, cause and cure. */
class MistakesTest {

    private static final String PREVIEW = """
            {"_id":"string","email":"string","year":10,"at":"2018-05-29T00:00:00.000Z","items":[{"sku":"string"}],"tags":["string"],
            "name":"string","channel":"string","p":{"email":"string"}}""";

    @TempDir
    Path folder;

    static Stream<Arguments> mistakes() throws IOException {
        JsonNode table = Events.MAPPER.readTree(MistakesTest.class.getResource("mistakes.json"));
        return StreamSupport.stream(table.spliterator(), false).map(one -> Arguments.of(one.get("name").asText(), one));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("mistakes")
    void tellsPlaceCauseAndCure(String name, JsonNode mistake) {
        ObjectNode preview = (ObjectNode) Events.tree(PREVIEW);
        preview.retain(StreamSupport.stream(((Iterable<String>) mistake.get("mapping")::fieldNames).spliterator(), false).toList());
        Home home = mistake.has("same") ? new Home(folder).entity(preview.toString(), mistake.get("mapping").toString(), mistake.get("same").toString())
                : new Home(folder).entity(preview.toString(), mistake.get("mapping").toString());
        if (mistake.has("event")) {
            home.write("cases.json", "[{\"name\":\"one\",\"event\":" + mistake.get("event") + ",\"entity\":{}}]");
        }

        LoadedMapping loaded = home.load();

        assertThat(loaded.problems()).extracting(Problem::toString)
                .containsExactlyElementsOf(StreamSupport.stream(mistake.get("problems").spliterator(), false).map(JsonNode::asText).toList());
    }
}
