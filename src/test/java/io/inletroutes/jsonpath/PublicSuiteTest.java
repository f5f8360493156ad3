package io.inletroutes.jsonpath;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/** Runs a copy of the public compliance suite that lies outside the project; INLET_ROUTES_PUBLIC names the folder. */
@EnabledIfEnvironmentVariable(named = "INLET_ROUTES_PUBLIC", matches = ".+", disabledReason = "INLET_ROUTES_PUBLIC names no folder with public suites")
class PublicSuiteTest {

    @TestFactory
    Stream<DynamicTest> answersThePublicComplianceSuite() throws IOException {
        JsonNode suite = new ObjectMapper().readTree(Path.of(System.getenv("INLET_ROUTES_PUBLIC"), "jsonpath", "cts-leaf-subset.json").toFile());
        JsonNode cases = suite.isArray() ? suite : suite.get("tests");
        List<DynamicTest> tests = new ArrayList<>();
        cases.forEach(given -> tests.add(DynamicTest.dynamicTest(given.get("name").asText(), () -> verify(given))));
        return tests.stream();
    }

    private static void verify(JsonNode given) {
        String selector = given.get("selector").textValue();

        if (given.path("invalid_selector").asBoolean()) {
            assertThatThrownBy(() -> JsonPath.compile(selector)).isInstanceOf(JsonPathException.class);
            return;
        }

        ArrayNode found = new ObjectMapper().createArrayNode().addAll(JsonPath.compile(selector).select(given.get("document")));
        List<JsonNode> allowed = new ArrayList<>();
        if (given.has("result")) {
            allowed.add(given.get("result"));
        }
        given.path("results").forEach(allowed::add);
        assertThat(allowed).contains(found);
    }
}
