package io.inletroutes.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
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

/** A good mapping with one change each, and every problem that must be told of it. */
class ContractTest {

    @TempDir
    Path folder;

    static Stream<Arguments> changes() throws IOException {
        return StreamSupport.stream(read("contract.json").spliterator(), false).map(change -> Arguments.of(change.get("name").asText(), change));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("changes")
    void tellsWhereAMappingBreaksItsPreview(String name, JsonNode change) throws IOException {
        JsonNode preview = read("contract-preview.json");
        JsonNode mapping = read("contract-mapping.json");
        apply(preview, change.path("preview"));
        apply(mapping, change.path("mapping"));
        Home home = new Home(folder).write("preview.json", pretty(preview)).write("mapping.json", pretty(mapping)).setting("inlet.ims-org-id", "B@AdobeOrg").setting("ds", "d2");
        if (change.has("other")) {
            JsonNode other = read("contract-preview.json");
            apply(other, change.get("other"));
            home.write("preview.prod.json", pretty(other));
        }
        if (change.has("schema")) {
            home.write("schema.json", change.get("schema").toString());
        }

        LoadedMapping loaded = home.load(change.path("inlet").asText(null));

        assertThat(loaded.problems()).extracting(Problem::toString)
                .containsExactlyElementsOf(StreamSupport.stream(change.get("problems").spliterator(), false).map(JsonNode::asText).toList());
    }

    /** Pointers and their new values; null deletes. */
    private static void apply(JsonNode tree, JsonNode changes) {
        changes.properties().forEach(change -> {
            JsonPointer place = JsonPointer.compile(change.getKey());
            JsonNode holder = tree.at(place.head());
            if (holder instanceof ArrayNode array) {
                array.set(place.last().getMatchingIndex(), change.getValue());
            } else if (change.getValue().isNull()) {
                ((ObjectNode) holder).remove(place.last().getMatchingProperty());
            } else {
                ((ObjectNode) holder).set(place.last().getMatchingProperty(), change.getValue());
            }
        });
    }

    private static String pretty(JsonNode tree) throws IOException {
        DefaultPrettyPrinter lines = new DefaultPrettyPrinter();
        lines.indentArraysWith(new DefaultIndenter(" ", "\n"));
        lines.indentObjectsWith(new DefaultIndenter(" ", "\n"));
        return Events.MAPPER.writer(lines).writeValueAsString(tree);
    }

    private static JsonNode read(String resource) throws IOException {
        return Events.MAPPER.readTree(ContractTest.class.getResource(resource));
    }
}
