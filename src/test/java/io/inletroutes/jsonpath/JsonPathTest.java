package io.inletroutes.jsonpath;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonPathTest {

    static Stream<Arguments> paths() throws IOException {
        JsonNode cases = new ObjectMapper().readTree(JsonPathTest.class.getResource("paths.json"));
        return StreamSupport.stream(cases.spliterator(), false).map(given -> Arguments.of(given.get("name").asText(), given));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("paths")
    void answersAsTheRfcSays(String name, JsonNode given) {
        String selector = given.get("selector").textValue();

        if (given.has("problem")) {
            JsonPathException thrown = catchThrowableOfType(JsonPathException.class, () -> JsonPath.compile(selector));

            assertThat(thrown).isNotNull();
            assertThat(thrown.column() + ": " + thrown.problem()).isEqualTo(given.get("column") + ": " + given.get("problem").textValue());
            assertThat(thrown.cure()).isNotBlank();
        } else {
            ArrayNode found = JsonNodeFactory.instance.arrayNode().addAll(JsonPath.compile(selector).select(given.get("document")));

            List<JsonNode> allowed = new ArrayList<>();
            given.get("results").forEach(allowed::add);
            assertThat(allowed).contains(found);
        }
    }

    static Stream<Arguments> answers() throws IOException {
        JsonNode cases = new ObjectMapper().readTree(JsonPathTest.class.getResource("answers.json"));
        return StreamSupport.stream(cases.spliterator(), false).map(given -> Arguments.of(given.get("selector").textValue(), given.get("document"), given.get("results")));
    }

    @ParameterizedTest(name = "{0} of {1}")
    @MethodSource("answers")
    void selectsInTheOrderOfTheDocument(String selector, JsonNode document, JsonNode results) {
        List<JsonNode> found = JsonPath.compile(selector).select(document);

        assertThat(results).contains(JsonNodeFactory.instance.arrayNode().addAll(found));
    }

    static Stream<Arguments> grammar() throws IOException {
        List<Arguments> paths = new ArrayList<>();
        for (JsonNode production : new ObjectMapper().readTree(JsonPathTest.class.getResource("grammar.json"))) {
            for (String sort : List.of("valid", "invalid")) {
                production.get(sort).forEach(path -> paths.add(Arguments.of(production.get("production").asText(), sort, path.textValue())));
            }
        }
        return paths.stream();
    }

    @ParameterizedTest(name = "{0}, {1}: {2}")
    @MethodSource("grammar")
    void takesWhatTheGrammarTakesAndNothingElse(String production, String sort, String path) {
        JsonPathException thrown = catchThrowableOfType(JsonPathException.class, () -> JsonPath.compile(path));

        if (sort.equals("valid")) {
            assertThat(thrown).isNull();
        } else {
            assertThat(thrown).isNotNull();
            assertThat(thrown.column()).isBetween(1, path.length() + 1);
            assertThat(thrown.problem()).isNotBlank();
            assertThat(thrown.cure()).isNotBlank();
        }
    }

    @Test
    void comparesLargeNumbersDigitByDigit() throws IOException {
        JsonNode document = new ObjectMapper().readTree("[{\"a\":228930314431312345},{\"a\":228930314431312346}]");

        List<JsonNode> found = JsonPath.compile("$[?@.a == 228930314431312345]").select(document);

        assertThat(found).containsExactly(document.get(0));
    }

    @Test
    void findsDescendantsDeeperThanAStackCouldHold() {
        ArrayNode deepest = JsonNodeFactory.instance.arrayNode().add(7);
        ArrayNode document = deepest;
        for (int level = 0; level < 100_000; level++) {
            document = JsonNodeFactory.instance.arrayNode().add(document);
        }

        List<JsonNode> found = JsonPath.compile("$..[?@ == 7]").select(document);

        assertThat(found).hasSize(1).first().isSameAs(deepest.get(0));
    }

    @Test
    void refusesFiltersNestedWithoutEnd() {
        String path = "$[?" + "(".repeat(50_000) + "@.a" + ")".repeat(50_000) + "]";

        JsonPathException thrown = catchThrowableOfType(JsonPathException.class, () -> JsonPath.compile(path));

        assertThat(thrown.problem()).isEqualTo("filters nested deeper than 100");
    }

    /** None of these ends in an engine that tries one way after the other. */
    @ParameterizedTest
    @ValueSource(strings = {"(a*)*b", "(a|aa)+b", "(a|a)*b", "(.*)*b", "(a*a*)*b", "((a{0,3}){0,3})*b", "(()*)*b", "((a?){200}a{200})*b", "(^a*$)*b"})
    void answersPatternsThatAreTriedWithoutEndElsewhere(String pattern) {
        ArrayNode document = JsonNodeFactory.instance.arrayNode().add("a".repeat(2_000)).add("b");

        assertThat(JsonPath.compile("$[?match(@, '" + pattern + "')]").select(document)).hasSizeLessThanOrEqualTo(1).doesNotContain(document.get(0));
        assertThat(JsonPath.compile("$[?search(@, '" + pattern + "')]").select(document)).doesNotContain(document.get(0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a{99999999999}", "(a{1000}){1000}", "a{10001}", "(a|b){1,999999999}"})
    void refusesToAnswerAPatternBeyondAllMeasure(String pattern) {
        ArrayNode document = JsonNodeFactory.instance.arrayNode().add("a");
        JsonPath path = JsonPath.compile("$[?match(@, '" + pattern + "')]");

        assertThatThrownBy(() -> path.select(document)).isInstanceOf(TextTooLongException.class);
    }

    @Test
    void tellsTheColumnThatAPlainPathNames() {
        assertThat(JsonPath.compile("$['e-mail']").memberName()).contains("e-mail");
        assertThat(JsonPath.compile("$.email").memberName()).contains("email");
        assertThat(JsonPath.compile("$.a.b").memberName()).isEmpty();
        assertThat(JsonPath.compile("$[0]").memberName()).isEmpty();
    }

    @Test
    void startsARelativePathAtTheCurrentNode() {
        JsonNode root = JsonNodeFactory.instance.objectNode().put("a", 1);
        JsonNode current = JsonNodeFactory.instance.objectNode().put("a", 2);

        assertThat(JsonPath.compileRelative("@.a").selectOne(root, current)).isEqualTo(IntNode.valueOf(2));
        assertThat(JsonPath.compileRelative("@[?@ == $.b]").select(root, current)).isEmpty();
    }
}
