package io.inletroutes.inlet;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.inletroutes.Event;
import io.inletroutes.JsonEvent;
import io.inletroutes.Origin;
import io.inletroutes.Payload;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class KeyedOrderTest {

    private final Random random = new Random(7);
    private final List<String> taken = new ArrayList<>();

    @Test
    void keepsTheOrderOfAKeyAcrossRedelivery() throws Exception {
        try (ScriptedInlet inlet = new ScriptedInlet(this::answer);
                TestRoutes routes = new TestRoutes(inlet.url(), new FastWaiting(1000), "inlet.order", "keyed")) {
            List<Payload> payloads = new ArrayList<>();
            for (int i = 0; i < 60; i++) {
                payloads.add(payload(i % 7 == 0 ? "a" : "bcd".charAt(i % 3) + "", i));
            }

            Exchange exchange = routes.send(payloads);

            assertThat(exchange.getException()).isNull();
            assertThat(taken).hasSize(60);
            assertKeysInOrder();
        }
    }

    @Test
    void keepsTheOrderOfSingleEventsByTheHeaderTheRouteNames() throws Exception {
        try (ScriptedInlet inlet = new ScriptedInlet(this::answer);
                TestRoutes routes = new TestRoutes(inlet.url(), new FastWaiting(1000), "inlet.order", "keyed")) {
            List<CompletableFuture<Exchange>> sent = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                Payload payload = payload("x", i);
                String key = i % 2 == 0 ? "even" : "odd";
                CompletableFuture<Exchange> done = new CompletableFuture<>();
                Exchange exchange = routes.context().getEndpoint("inlet:default?orderHeader=customer").createExchange();
                exchange.getMessage().setBody(payload);
                exchange.getMessage().setHeader("customer", key);
                InletProducer producer = producer(routes);
                producer.process(exchange, sync -> done.complete(exchange));
                sent.add(done);
            }
            for (CompletableFuture<Exchange> one : sent) {
                assertThat(one.get().getException()).isNull();
            }

            List<Integer> numbers = taken.stream().map(id -> Integer.valueOf(id.substring(1))).toList();
            assertThat(numbers).hasSize(40);
            assertThat(numbers.stream().filter(n -> n % 2 == 0)).isSorted();
            assertThat(numbers.stream().filter(n -> n % 2 == 1)).isSorted();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"body":{"xdmEntity":{"identityMap":{"Email":[{"id":"a"}],"Crm":[{"id":"b","primary":true}]}}}}  | Crm:b
            {"body":{"xdmEntity":{"identityMap":{"Email":[{"id":"a","primary":true,"x":{"id":"z"}}]}}}}        | Email:a
            {"body":{"xdmEntity":{"identityMap":{"Email":[{"id":"a"}]}}}}                                      | Email:a
            {"body":{"xdmEntity":{"identityMap":{}}}}                                                          |
            {"body":{"xdmEntity":{}}}                                                                          |
            """)
    void findsThePrimaryIdentity(String json, String identity) {
        assertThat(KeyedOrder.identity(Payload.of(json.getBytes(StandardCharsets.UTF_8)))).isEqualTo(identity);
    }

    private InletProducer cached;

    private InletProducer producer(TestRoutes routes) throws Exception {
        if (cached == null) {
            cached = (InletProducer) routes.context().getEndpoint("inlet:default?orderHeader=customer").createProducer();
            cached.start();
        }
        return cached;
    }

    private void assertKeysInOrder() {
        for (String key : List.of("a", "b", "c", "d")) {
            assertThat(taken.stream().filter(id -> id.startsWith(key)).map(id -> Integer.valueOf(id.substring(1)))).isSorted();
        }
    }

    private synchronized ScriptedInlet.Answer answer(ScriptedInlet.Received request) {
        if (!request.batch()) {
            if (random.nextInt(3) == 0) {
                return ScriptedInlet.json(503, "");
            }
            taken.addAll(request.ids());
            return ScriptedInlet.accept(request);
        }
        return ScriptedInlet.partial(request, i -> {
            if (random.nextInt(3) == 0) {
                return "{\"status\":503}";
            }
            taken.add(request.ids().get(i));
            return "{\"xactionId\":\"a\"}";
        });
    }

    private static Payload payload(String key, int number) {
        String json = "{\"body\":{\"xdmEntity\":{\"_id\":\"" + key + number + "\",\"identityMap\":{\"Crm\":[{\"id\":\"" + key + "\",\"primary\":true}]}}}}";
        Event event = new JsonEvent(new Origin(Origin.Kind.OTHER, "test", 0, key + number, 0, Instant.EPOCH), JsonNodeFactory.instance.objectNode(), "{}");
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        return new Payload(bytes, 0, bytes.length, event, "test", 0, -1, 0);
    }
}
