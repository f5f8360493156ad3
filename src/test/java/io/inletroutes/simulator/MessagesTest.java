package io.inletroutes.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.inletroutes.SetClock;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the simulator says of a message, alone and in a batch. */
class MessagesTest {

    static Stream<Arguments> cases() {
        return StreamSupport.stream(Client.resource("messages.json").spliterator(), false).map(one -> Arguments.of(one.get("name").asText(), one));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void judgesAsTheInletDoes(String name, JsonNode one) throws Exception {
        ObjectNode message = Client.message("order-1");
        one.path("remove").forEach(place -> remove(message, JsonPointer.compile(place.asText())));
        one.path("set").fields().forEachRemaining(change -> set(message, JsonPointer.compile(change.getKey()), change.getValue()));
        String says = one.get("says").textValue();
        List<Received> told = new ArrayList<>();
        SimulatorOptions options = SimulatorOptions.any().by(new SetClock()).telling(told::add)
                .withSchemas(one.has("schema") ? Map.of("https://ns.adobe.com/house/schemas/1", one.get("schema")) : Map.of());

        try (Simulator simulator = Simulator.start(options)) {
            Client client = new Client(simulator);
            HttpResponse<String> single = client.single(message);
            ObjectNode messages = Client.batch("first", "between", "last");
            messages.withArray("messages").set(1, message);
            HttpResponse<String> batch = client.batch(messages);

            assertThat(single.statusCode()).as(single.body()).isEqualTo(says == null ? 200 : 400);
            assertThat(Client.json(single).at("/report/message").textValue()).isEqualTo(says);
            assertThat(batch.statusCode()).isEqualTo(207);
            JsonNode responses = Client.json(batch).get("responses");
            assertThat(responses).hasSize(3);
            assertThat(responses.get(1).path("message").textValue()).isEqualTo(says);
            assertThat(simulator.counts().refused() > 0).isEqualTo(says != null);
            String toldOf = told.get(0).refused();
            assertThat(toldOf == null).isEqualTo(says == null);
            if (says != null) {
                assertThat(toldOf).isEqualTo(says.replaceAll("(?<=: |string )\\[[^\\]]*](?= is| lies| does)", "[..]"));
            }
        }
    }

    private static void remove(JsonNode message, JsonPointer place) {
        ((ObjectNode) message.at(place.head())).remove(place.last().getMatchingProperty());
    }

    private static void set(JsonNode message, JsonPointer place, JsonNode value) {
        JsonNode parent = message.at(place.head());
        if (parent instanceof ArrayNode array) {
            array.set(place.last().getMatchingIndex(), value);
        } else {
            ((ObjectNode) parent).set(place.last().getMatchingProperty(), value);
        }
    }
}
