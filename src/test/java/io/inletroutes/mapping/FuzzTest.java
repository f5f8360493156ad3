package io.inletroutes.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import io.inletroutes.ContentHash;
import io.inletroutes.Event;
import io.inletroutes.Payload;
import io.inletroutes.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Whatever leaves, texts and events there are: a payload that is JSON, or a problem of ours; no other exception, ever. */
class FuzzTest {

    private static final JsonMapper STRICT = JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();
    private static Path folder;

    @BeforeContainer
    static void makeFolder() throws IOException {
        folder = Files.createTempDirectory("fuzz");
    }

    @AfterContainer
    static void deleteFolder() throws IOException {
        try (var files = Files.walk(folder)) {
            for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    @Property(tries = 400)
    void fillsOrRefusesWhateverStandsInAMapping(@ForAll("trees") JsonNode mapping, @ForAll("trees") JsonNode preview, @ForAll("events") List<Event> events) {
        Home home = new Home(folder).entity(preview.isObject() ? preview.toString() : "{}", "{\"_id\":\"$.a ~> default('x') ~> string\",\"v\":" + mapping + "}");

        LoadedMapping loaded = home.load();

        assertThat(loaded.mapping().isPresent() || loaded.problems().stream().anyMatch(Problem::isError)).isTrue();
        loaded.mapping().ifPresent(compiled -> fillAll(compiled, events));
    }

    private static void fillAll(Mapping compiled, List<Event> events) {
        Filler filler = compiled.filler(null);
        for (Event event : events) {
            try {
                Payload payload = filler.fill(event);
                JsonNode read = STRICT.readTree(payload.json());
                byte[] own = new byte[payload.entityLength()];
                System.arraycopy(payload.bytes(), payload.entityOffset(), own, 0, own.length);
                assertThat(STRICT.readTree(own)).isEqualTo(read.at("/body/xdmEntity"));
                assertThat(payload.idHash()).isEqualTo(ContentHash.ofText(read.at("/body/xdmEntity/_id").textValue()));
                assertThat(holdsNull(read)).isFalse();
            } catch (EventUnfillableException e) {
                assertThat(e.problems()).isNotEmpty();
            } catch (IOException e) {
                throw new AssertionError("a payload is no JSON", e);
            }
        }
    }

    private static boolean holdsNull(JsonNode node) {
        if (node.isNull()) {
            return true;
        }
        for (JsonNode inner : node) {
            if (holdsNull(inner)) {
                return true;
            }
        }
        return false;
    }

    @Property(tries = 1000)
    void readsAsJsonWhatJacksonReadsAsJson(@ForAll("texts") String text) {
        ReadJson read = JsonReader.read("f.json", text);

        JsonNode jackson;
        try {
            jackson = STRICT.readTree(text);
        } catch (JsonProcessingException e) {
            jackson = null;
        }
        if (jackson == null || jackson.isMissingNode()) {
            assertThat(read.part()).isEmpty();
            assertThat(read.problems()).isNotEmpty();
        } else if (read.part().isPresent()) {
            assertThat(JsonDiff.between(jackson, read.part().get().toNode())).isEmpty();
        } else {
            assertThat(read.problems()).allMatch(problem -> problem.location().line() > 0);
        }
    }

    @Property(tries = 1000)
    void judgesAnyPaste(@ForAll("texts") String text) {
        Preview.Reading reading = Preview.read("preview.json", text);

        assertThat(reading.preview().isPresent() || reading.problems().stream().anyMatch(Problem::isError)).isTrue();
    }

    @Property(tries = 2000)
    void writesAnyTextSoThatItReadsTheSame(@ForAll String text) throws IOException {
        Bytes bytes = new Bytes(8, 1);
        try {
            bytes.text(text);
        } catch (Unfit e) {
            assertThat(new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8)).isNotEqualTo(text);
            return;
        }
        assertThat(STRICT.readTree(bytes.take(null, null, 0, -1, -1).json()).textValue()).isEqualTo(text);
    }

    @Provide
    Arbitrary<JsonNode> trees() {
        return tree(3);
    }

    private Arbitrary<JsonNode> tree(int depth) {
        Arbitrary<JsonNode> leaf = leaves().map(text -> JsonNodeFactory.instance.textNode(text));
        Arbitrary<JsonNode> constant = Arbitraries.of("10", "10.5", "true", "null", "\"string\"", "1e400", "-0", "{}", "[]", "\"2018-05-29T00:00:00.000Z\"").map(Events::tree);
        if (depth == 0) {
            return Arbitraries.frequencyOf(net.jqwik.api.Tuple.of(4, leaf), net.jqwik.api.Tuple.of(1, constant));
        }
        Arbitrary<JsonNode> object = Combinators.combine(keys(), tree(depth - 1), keys(), tree(depth - 1)).as((k1, v1, k2, v2) -> {
            ObjectNode node = JsonNodeFactory.instance.objectNode();
            node.set(k1, v1);
            node.set(k2, v2);
            return node;
        });
        Arbitrary<JsonNode> array = tree(depth - 1).list().ofMaxSize(2).map(list -> JsonNodeFactory.instance.arrayNode().addAll(list));
        return Arbitraries.frequencyOf(net.jqwik.api.Tuple.of(3, leaf), net.jqwik.api.Tuple.of(1, constant), net.jqwik.api.Tuple.of(3, object), net.jqwik.api.Tuple.of(2, array));
    }

    private static Arbitrary<String> keys() {
        return Arbitraries.of("a", "b", "v", "_id", "$each", "$when", "$same", "é\"", "identityMap");
    }

    private static Arbitrary<String> leaves() {
        Arbitrary<String> path = Arbitraries.of("$.a", "$.b", "$['é']", "$.a[*]", "$.a.b", "$..b", "@.a", "@", "$", "$.a[?@.b]", "$.a[0]", "$[", "$.a?", "@.b?", "$.a[*]?");
        Arbitrary<String> function = Arbitraries.of("", "", "", " ~> trim", " ~> string", " ~> number", " ~> integer", " ~> boolean", " ~> date", " ~> dateTime('epochMillis')", " ~> split(',')",
                " ~> first", " ~> last", " ~> size", " ~> join(',')", " ~> sha256", " ~> slice(1,-1)", " ~> replace('a','b')", " ~> capitalize", " ~> default('d')", " ~> default($.b)", " ~> nothing", " ~>");
        Arbitrary<String> whole = Combinators.combine(path, function, function).as((p, f, g) -> p + f + g);
        return Arbitraries.oneOf(whole, whole.map(leaf -> "x ${" + leaf + "} y"), Arbitraries.of("${body}", "${header.x}", "${variable.eventId}", "{{x:y}}", "$${", "${", "$$", "text"), Arbitraries.strings().ofMaxLength(6));
    }

    @Provide
    Arbitrary<List<Event>> events() {
        Arbitrary<String> text = Arbitraries.oneOf(Arbitraries.strings().ofMaxLength(5), Arbitraries.of("1", "1.50", "true", "2024-05-29T00:00:00Z", "1e999", "a,b", "\ud800", "\ud83d\ude22"));
        Arbitrary<Event> row = text.tuple2().map(cells -> Events.row(List.of("a", "b"), cells.get1(), cells.get2()));
        Arbitrary<Event> json = Combinators.combine(values(2, text), values(2, text)).as((a, b) -> {
            ObjectNode node = JsonNodeFactory.instance.objectNode();
            node.set("a", a);
            node.set("b", b);
            return Events.json(node);
        });
        return Arbitraries.oneOf(row, json).list().ofSize(3);
    }

    private Arbitrary<JsonNode> values(int depth, Arbitrary<String> text) {
        Arbitrary<JsonNode> scalar = Arbitraries.oneOf(text.map(t -> (JsonNode) JsonNodeFactory.instance.textNode(t)),
                Arbitraries.of("0", "-1.50", "1e300", "228930314431312345678901234567890", "true", "false", "null").map(Events::tree), Arbitraries.just(JsonNodeFactory.instance.numberNode(Double.NaN)));
        if (depth == 0) {
            return scalar;
        }
        return Arbitraries.oneOf(scalar, values(depth - 1, text).list().ofMaxSize(2).map(list -> JsonNodeFactory.instance.arrayNode().addAll(list)),
                values(depth - 1, text).map(inner -> JsonNodeFactory.instance.objectNode().set("b", inner)));
    }

    @Provide
    Arbitrary<String> texts() {
        Arbitrary<String> token = Arbitraries.of("{", "}", "[", "]", ",", ":", "\"a\"", "\"b\"", "\"\\u00e9\"", "1", "-1.5e3", "01", "true", "null", "True", " ", "\n", "\r\n", "\u201c", "\u201d", "&quot;", "//", "/*", "*/", "```", "\\",
                "\u00a0", "{\"a\":1}", "[1,2]", "\"", "'", "\"header\":{\"schemaRef\":{\"id\":\"s\"}}", "\"body\":{\"xdmEntity\":{}}");
        return token.list().ofMaxSize(9).map(tokens -> String.join("", tokens));
    }
}
