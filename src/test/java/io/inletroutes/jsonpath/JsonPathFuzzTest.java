package io.inletroutes.jsonpath;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever stands in a path and in a document: a refusal with a place, or nodes of that document. */
class JsonPathFuzzTest {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    @Property(tries = 2000)
    void refusesAnyPathWithAPlaceOrSelectsNodesOfTheDocument(@ForAll("texts") String path, @ForAll("documents") JsonNode document) {
        answer(path, document);
    }

    @Property(tries = 2000)
    void answersEveryPathOfTheGrammar(@ForAll("paths") String path, @ForAll("documents") JsonNode document) {
        assertThat(answer(path, document)).as(path).isTrue();
    }

    /** Whether the path was taken. */
    private static boolean answer(String text, JsonNode document) {
        JsonPath path;
        try {
            path = JsonPath.compile(text);
        } catch (JsonPathException e) {
            assertThat(e.column()).isBetween(1, text.length() + 1);
            assertThat(e.problem()).isNotBlank();
            assertThat(e.cure()).isNotBlank();
            return false;
        }
        Set<JsonNode> nodes = Collections.newSetFromMap(new IdentityHashMap<>());
        gather(document, nodes);
        List<JsonNode> found = path.select(document);
        assertThat(found).allMatch(nodes::contains);
        if (path.isSingular()) {
            assertThat(found).hasSizeLessThanOrEqualTo(1);
            assertThat(path.selectOne(document)).isSameAs(found.isEmpty() ? null : found.get(0));
        }
        return true;
    }

    private static void gather(JsonNode node, Set<JsonNode> into) {
        into.add(node);
        node.forEach(child -> gather(child, into));
    }

    @Provide
    Arbitrary<String> texts() {
        Arbitrary<String> token = Arbitraries.of("$", "@", ".", "..", "*", "[", "]", "?", "(", ")", ",", ":", "'a'", "\"b\"", "a", "b", "0", "-1", "1e2", "-0", "==", "!=", "<", ">=", "&&", "||", "!", " ", "\n", "\\",
                "'", "\"", "\\u00", "\ud83d", "\ude00", "length(", "count(", "match(", "value(", "true", "null", "9007199254740992");
        return Arbitraries.oneOf(token.list().ofMaxSize(12).map(tokens -> "$" + String.join("", tokens)), token.list().ofMaxSize(12).map(tokens -> "$[?" + String.join("", tokens) + "]"), Arbitraries.strings().ofMaxLength(8));
    }

    @Provide
    Arbitrary<String> paths() {
        return segments(2).map(segments -> "$" + segments);
    }

    private Arbitrary<String> segments(int depth) {
        Arbitrary<String> selector = selectors(depth);
        Arbitrary<String> bracketed = Combinators.combine(blanks(), selector, blanks(), selector).as((one, first, two, second) -> "[" + one + first + two + "," + one + second + "]");
        Arbitrary<String> segment = Arbitraries.oneOf(Arbitraries.of(".a", ".b", ".*", "..a", "..*", "[0]", "['a']", "[*]", "..[*]", " .a", "\n['b']"), selector.map(one -> "[" + one + "]"), selector.map(one -> "..[" + one + "]"), bracketed);
        return segment.list().ofMaxSize(3).map(list -> String.join("", list));
    }

    private Arbitrary<String> selectors(int depth) {
        Arbitrary<String> simple = Arbitraries.of("'a'", "\"b\"", "''", "'\\u0061'", "0", "-1", "9007199254740991", "*", ":", "1:", ":-1", "::-1", "::0", " 0 : 2 : 1 ", "-9007199254740991:9007199254740991:3");
        return depth == 0 ? simple : Arbitraries.oneOf(simple, conditions(depth - 1).map(condition -> "?" + condition));
    }

    private Arbitrary<String> conditions(int depth) {
        Arbitrary<String> singular = Arbitraries.of("@", "@.a", "$.b", "@['a'][0]", "$", "@[-1].b");
        Arbitrary<String> any = Combinators.combine(Arbitraries.of("@", "$"), segments(depth)).as((root, segments) -> root + segments);
        Arbitrary<String> value = Arbitraries.oneOf(singular, Arbitraries.of("1", "-0", "1.5e0", "'a'", "\"x\"", "true", "null", "length(@.a)", "length('ab')"), any.map(path -> "count(" + path + ")"), any.map(path -> "value(" + path + ")"));
        Arbitrary<String> comparison = Combinators.combine(value, blanks(), Arbitraries.of("==", "!=", "<", "<=", ">", ">="), value).as((left, blank, operator, right) -> left + blank + operator + blank + right);
        Arbitrary<String> regexp = Combinators.combine(Arbitraries.of("match", "search"), singular, Arbitraries.of("'a'", "'[ab]*'", "'('", "'\\\\p{L}'", "@.b", "1")).as((function, path, pattern) -> function + "(" + path + ", " + pattern + ")");
        Arbitrary<String> test = Arbitraries.oneOf(any, comparison, regexp, any.map(path -> "!" + path), regexp.map(call -> "! " + call), comparison.map(inner -> "!(" + inner + ")"));
        return Combinators.combine(test, Arbitraries.of(" && ", "||", "&&\n"), test).flatAs((left, operator, right) -> Arbitraries.of(left, left + operator + right, "(" + left + operator + right + ")"));
    }

    private static Arbitrary<String> blanks() {
        return Arbitraries.of("", "", " ", "\t", "\r\n");
    }

    @Provide
    Arbitrary<JsonNode> documents() {
        return document(3);
    }

    private Arbitrary<JsonNode> document(int depth) {
        Arbitrary<JsonNode> scalar = Arbitraries.of(NODES.textNode("a"), NODES.textNode(""), NODES.textNode("\ud83d\ude00"), NODES.textNode("\ud83d"), NODES.numberNode(1), NODES.numberNode(1.5), NODES.numberNode(Double.NaN),
                NODES.numberNode(new BigDecimal("1e400")), NODES.numberNode(Long.MAX_VALUE), NODES.booleanNode(true), NODES.nullNode()).map(JsonNode::deepCopy);
        if (depth == 0) {
            return scalar;
        }
        Arbitrary<JsonNode> array = document(depth - 1).list().ofMaxSize(3).map(list -> {
            ArrayNode node = NODES.arrayNode();
            list.forEach(node::add);
            return node;
        });
        Arbitrary<JsonNode> object = Combinators.combine(document(depth - 1), document(depth - 1), Arbitraries.of("b", "", "c")).as((first, second, name) -> {
            ObjectNode node = NODES.objectNode();
            node.set("a", first);
            node.set(name, second);
            return node;
        });
        return Arbitraries.oneOf(scalar, array, object);
    }
}
