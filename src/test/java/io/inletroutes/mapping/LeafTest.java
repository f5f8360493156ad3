package io.inletroutes.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.inletroutes.Event;
import io.inletroutes.Problem;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** One leaf at a time: what the preview shows, what the mapping says, what the event holds, what is sent. */
class LeafTest {

    @TempDir
    Path folder;

    static Stream<Arguments> leaves() throws IOException {
        List<Arguments> all = new ArrayList<>();
        for (String table : List.of("types", "functions", "notation")) {
            JsonNode cases = Events.MAPPER.readTree(LeafTest.class.getResource(table + ".json"));
            cases.forEach(one -> all.add(Arguments.of(table, one.path("name").asText(one.get("leaf") + " of " + one.get("event")), one)));
        }
        return all.stream();
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("leaves")
    void givesTheValueOrTheErrorOfTheTable(String table, String name, JsonNode given) throws Exception {
        String preview = given.has("preview") ? "{\"v\":" + given.get("preview") + "}" : "{}";
        Home home = new Home(folder).entity(preview, "{\"v\":" + given.get("leaf") + "}").setting("shop", "Acme").setting("number", "12");
        home.write("lookups.json", "{\"country\":{\"CH\":\"Switzerland\",\"1\":true}}");
        if (given.has("schema")) {
            home.write("schema.json", "{\"properties\":{\"v\":" + given.get("schema") + "}}");
        }

        LoadedMapping loaded = home.load();

        List<String> stops = loaded.problems().stream().filter(Problem::isError).map(LeafTest::said).toList();
        if (given.has("stops")) {
            assertThat(stops).containsExactly(given.get("stops").asText());
            return;
        }
        assertThat(stops).isEmpty();
        DefaultExchange exchange = new DefaultExchange(Home.CONTEXT);
        exchange.getMessage().setHeader("x", "from the header");
        exchange.getMessage().setHeader("count", 7);
        exchange.setVariable("x", "from the variable");
        Filler filler = loaded.mapping().orElseThrow().filler(exchange, MappingCases.EVENT_ID, MappingCases.EVENT_TIME);
        try {
            JsonNode value = Events.tree(filler.fill(event(given.get("event"))).json()).at("/body/xdmEntity/v");
            assertThat(given.has("error") ? "an error" : value.toString()).isEqualTo(given.path("gives").toString());
        } catch (EventUnfillableException e) {
            assertThat(e.problems()).hasSize(1);
            assertThat(said(e.problems().get(0))).isEqualTo(given.path("error").asText("no error"));
        }
    }

    /** An event is JSON; text stands for the one cell "v" of a row where the key "row" wants it. */
    private static Event event(JsonNode event) {
        if (event.has("row")) {
            return Events.row(StreamSupport.stream(event.get("row").spliterator(), false).map(JsonNode::asText).toList(),
                    StreamSupport.stream(event.get("cells").spliterator(), false).map(JsonNode::asText).toArray(String[]::new));
        }
        return Events.json(event.toString());
    }

    private static String said(Problem problem) {
        String fix = problem.notes().stream().filter(note -> note.label().equals("fix")).map(Problem.Note::text).findFirst().orElse("");
        return problem.message() + " -> " + fix;
    }
}
