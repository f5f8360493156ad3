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
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Events as businesses send them, through mappings that use several notations at once. */
class WholeEventsTest {

    @TempDir
    Path folder;

    static Stream<Arguments> events() throws IOException {
        JsonNode table = Events.MAPPER.readTree(WholeEventsTest.class.getResource("whole-events.json"));
        return StreamSupport.stream(table.spliterator(), false).map(one -> Arguments.of(one.get("name").asText(), one));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("events")
    void fillsOrRefusesEachEvent(String name, JsonNode given) {
        Home home = new Home(folder).entity(given.get("preview").toString(), given.get("mapping").toString(), given.has("same") ? given.get("same").toString() : "[]");
        for (String file : List.of("schema", "lookups")) {
            if (given.has(file)) {
                home.write(file + ".json", given.get(file).toString());
            }
        }

        LoadedMapping loaded = home.load();

        assertThat(loaded.problems()).isEmpty();
        Filler filler = loaded.mapping().orElseThrow().filler(null);
        List<Event> events = eventsOf(given);
        for (int i = 0; i < events.size(); i++) {
            try {
                JsonNode filled = Events.tree(filler.fill(events.get(i)).json()).at("/body/xdmEntity");
                assertThat(filled.toString()).isEqualTo(given.at("/gives/" + i).toString());
            } catch (EventUnfillableException e) {
                assertThat(e.problems()).as(e.getMessage()).extracting(Problem::message).containsExactlyElementsOf(texts(given.at("/errors/" + i)));
            }
        }
    }

    private static List<Event> eventsOf(JsonNode given) {
        List<Event> events = new ArrayList<>();
        given.path("events").forEach(event -> events.add(Events.json(event)));
        given.path("rows").forEach(row -> events.add(Events.row(texts(given.get("headings")), texts(row).toArray(String[]::new))));
        return events;
    }

    private static List<String> texts(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false).map(JsonNode::asText).toList();
    }
}
