package io.inletroutes.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.inletroutes.ContentHash;
import io.inletroutes.Event;
import io.inletroutes.Payload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whole previews, mappings and events, each with the payloads it must give. */
class SharedCasesTest {

    private static final Path CASES = Path.of("src/test/resources/cases/payloads");

    static Stream<Path> cases() throws IOException {
        return Files.list(CASES).filter(folder -> Files.exists(folder.resolve("expected.json")) && Files.isDirectory(folder.resolve("home"))).sorted();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void fillsThePayloadThatTheCaseExpects(Path folder) throws Exception {
        LoadedMapping loaded = new MappingLoader(new DefaultCamelContext(), key -> Optional.empty(), folder.resolve("home")).load("it", null);
        assertThat(loaded.problems()).isEmpty();
        Filler filler = loaded.mapping().orElseThrow().filler(null);
        JsonNode expected = Events.MAPPER.readTree(folder.resolve("expected.json").toFile());

        List<Event> events = Events.of(folder);

        assertThat(events).hasSize(expected.size());
        for (int i = 0; i < events.size(); i++) {
            Payload payload = filler.fill(events.get(i));
            JsonNode filled = Events.tree(payload.json());
            assertThat(JsonDiff.between(withoutWildcards(expected.get(i), filled), filled)).isEmpty();
            assertThat(loaded.mapping().get().schema().orElseThrow().violations(payload)).isEmpty();
            assertThat(payload.idHash()).isEqualTo(ContentHash.ofText(filled.at("/body/xdmEntity/_id").textValue()));
            assertThat(Events.tree(new String(payload.bytes(), payload.entityOffset(), payload.entityLength(), java.nio.charset.StandardCharsets.UTF_8)))
                    .isEqualTo(filled.at("/body/xdmEntity"));
        }
    }

    /** {{any-uuid}} stands for any UUID: put the one found in its place. */
    private static JsonNode withoutWildcards(JsonNode expected, JsonNode filled) {
        com.fasterxml.jackson.databind.node.ObjectNode copy = expected.deepCopy();
        for (String key : new String[] {"msgId", "xactionId"}) {
            assertThat(copy.at("/header/" + key).textValue()).isEqualTo("{{any-uuid}}");
            String made = filled.at("/header/" + key).textValue();
            assertThat(UUID.fromString(made).toString()).isEqualTo(made);
            ((com.fasterxml.jackson.databind.node.ObjectNode) copy.get("header")).put(key, made);
        }
        return copy;
    }
}
