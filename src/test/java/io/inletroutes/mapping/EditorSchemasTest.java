package io.inletroutes.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The schemas that editors take their help from. */
class EditorSchemasTest {

    private static final JsonSchema MAPPING = schema("mapping");
    private static final JsonSchema CASES = schema("cases");
    private static final String WHOLE = "{\"header\": {}, \"body\": {\"xdmEntity\": {\"v\": %s}}}";

    static Stream<Path> mappings() throws IOException {
        try (Stream<Path> shipped = Files.walk(Path.of("mappings")); Stream<Path> tests = Files.walk(Path.of("src/test/resources/cases"))) {
            return Stream.concat(shipped.toList().stream(), tests.toList().stream()).filter(file -> file.endsWith("mapping.json")).sorted().toList().stream();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("mappings")
    void takesEveryMapping(Path file) throws IOException {
        assertThat(MAPPING.validate(Events.MAPPER.readTree(file.toFile()))).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("mappings")
    void takesItsCases(Path file) throws IOException {
        Path cases = file.resolveSibling("cases.json");

        Set<ValidationMessage> wrong = Files.exists(cases) ? CASES.validate(Events.MAPPER.readTree(cases.toFile())) : Set.of();

        assertThat(wrong).isEmpty();
    }

    @Test
    void takesEveryLeafOfTheNotation() throws IOException {
        JsonNode table = Events.MAPPER.readTree(EditorSchemasTest.class.getResource("notation.json"));
        List<String> leaves = StreamSupport.stream(table.spliterator(), false).filter(one -> !one.has("stops")).map(one -> one.get("leaf").toString()).toList();

        assertThat(leaves).allMatch(leaf -> MAPPING.validate(Events.tree(String.format(WHOLE, leaf))).isEmpty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "\" $.email\"", "{\"$eahc\": \"$.x\"}", "[{\"$each\": \"items\"}]", "[{\"$each\": \"$.a[*]\"}, {}]", "{\"$when\": \"crm\"}", "{\"$each\": \"$.x\"}", "{\"$same\": []}"})
    void refusesWhatIsNoNotation(String leaf) {
        assertThat(MAPPING.validate(Events.tree(String.format(WHOLE, leaf)))).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"name\": \"n\", \"event\": {}}", "{\"name\": \"n\", \"entity\": {}}", "{\"name\": \"n\", \"event\": {}, \"entity\": {}, \"error\": {\"message\": \"m\"}}",
        "{\"name\": \"n\", \"event\": {}, \"errors\": [{\"pointer\": \"/a\"}]}", "{\"name\": \"n\", \"events\": {}, \"entity\": {}}"})
    void refusesWhatIsNoCase(String one) {
        assertThat(CASES.validate(Events.tree("[" + one + "]"))).isNotEmpty();
    }

    @Test
    void saysSomethingOfEveryNotation() {
        JsonNode kinds = MAPPING.getSchemaNode().get("definitions");

        assertThat(kinds.get("value").get("anyOf")).allMatch(kind -> kinds.get(kind.get("$ref").asText().substring("#/definitions/".length())).has("description"));
        assertThat(Functions.names()).allMatch(name -> kinds.get("path").get("description").asText().matches(".*\\b" + name + "\\b.*"));
    }

    private static JsonSchema schema(String name) {
        try {
            return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7).getSchema(Files.readString(Path.of("schemas", name + ".schema.json")));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
