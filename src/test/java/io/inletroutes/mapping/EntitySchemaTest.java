package io.inletroutes.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.inletroutes.Payload;
import io.inletroutes.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bad entities and what an inlet says of each; the data lies outside the project (INLET_ROUTES_PUBLIC). */
class EntitySchemaTest {

    private static final String PUBLIC = System.getenv("INLET_ROUTES_PUBLIC");

    static Stream<Path> entities() throws IOException {
        if (PUBLIC == null) {
            return Stream.of(Path.of("absent"));
        }
        return Files.list(Path.of(PUBLIC, "xdm", "negative")).filter(file -> !file.toString().contains("expected")).sorted();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("entities")
    void findsWhatTheInletFinds(Path file) throws IOException {
        assumeTrue(PUBLIC != null, "INLET_ROUTES_PUBLIC names no folder with the public entities");
        EntitySchema schema = new EntitySchema(Events.MAPPER.readTree(Path.of(PUBLIC, "xdm", "experienceevent.minimal.draft07.json").toFile()), "schema.json");

        List<String> found = schema.violations(Payload.of(("{\"body\":{\"xdmEntity\":" + Files.readString(file) + "}}").getBytes(StandardCharsets.UTF_8))).stream().map(EntitySchemaTest::note).sorted().toList();

        Path expected = Path.of(file.toString().replace(".json", ".expected-400.json"));
        List<String> wanted = new ArrayList<>();
        if (Files.exists(expected)) {
            for (JsonNode cause : Events.MAPPER.readTree(expected.toFile()).at("/report/cause/_streamingValidation")) {
                collect(cause, wanted);
            }
        }
        assertThat(found).isEqualTo(wanted.stream().sorted().toList());
    }

    private static void collect(JsonNode cause, List<String> wanted) {
        if (cause.has("keyword") && !cause.get("keyword").asText().equals("allOf")) {
            String message = cause.get("message").asText().replaceAll("\\[[^\\]]*\\] (is not a valid [\\w -]+?)(\\. Expected.*)?$", "[...] $1")
                    .replaceAll("string \\[[^\\]]*\\] does", "string [...] does").replaceAll("^\\w+ is not a valid enum", "... is not a valid enum").replace("found: Long", "found: Integer");
            wanted.add("/body/xdmEntity" + cause.get("pointerToViolation").asText().substring(1) + " " + message);
        }
        cause.get("causingExceptions").forEach(inner -> collect(inner, wanted));
    }

    private static String note(Problem problem) {
        String pointer = problem.notes().stream().filter(n -> n.label().equals("payload")).findFirst().orElseThrow().text();
        return pointer + " " + problem.notes().stream().filter(n -> n.label().equals("inlet")).findFirst().orElseThrow().text().replace("found: Long", "found: Integer");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2024-05-29t00:00:00z", "2024-05-29 00:00:00Z", "2016-12-31T23:59:60Z", "2024-05-29T00:00:00", ""})
    void takesNoDateTimeThatTheInletRefuses(String time) {
        EntitySchema schema = new EntitySchema(Events.tree("{\"properties\":{\"t\":{\"type\":\"string\",\"format\":\"date-time\"}}}"), "schema.json");

        assertThat(schema.violations(Events.MAPPER.createObjectNode().put("t", time))).extracting(Problem::toString).containsExactly("""
                schema.json: this is no date-time
                  payload  /body/xdmEntity/t
                  inlet    [...] is not a valid date-time
                  fix      write how the event writes it: ~> dateTime('dd.MM.yyyy HH:mm', 'Europe/Zurich')""");
    }

    @ParameterizedTest
    @ValueSource(strings = {"TCK-№", "é", "#1001", "gid://shopify/Order/1", "bc:9f:1/17", "a%20b"})
    void takesEveryIdThatTheInletTakes(String id) {
        EntitySchema schema = new EntitySchema(Events.tree("{\"properties\":{\"_id\":{\"type\":\"string\",\"format\":\"uri-reference\"}}}"), "schema.json");

        assertThat(schema.violations(Events.MAPPER.createObjectNode().put("_id", id))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "a|b", "a{b}", "100%", ":x", "1:2"})
    void takesNoIdThatTheInletRefuses(String id) {
        EntitySchema schema = new EntitySchema(Events.tree("{\"properties\":{\"_id\":{\"type\":\"string\",\"format\":\"uri-reference\"}}}"), "schema.json");

        assertThat(schema.violations(Events.MAPPER.createObjectNode().put("_id", id))).hasSize(1);
    }
}
