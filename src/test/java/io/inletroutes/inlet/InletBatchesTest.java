package io.inletroutes.inlet;

import static org.assertj.core.api.Assertions.assertThat;

import io.inletroutes.Event;
import io.inletroutes.JsonEvent;
import io.inletroutes.Origin;
import io.inletroutes.Payload;
import io.inletroutes.PayloadChunk;
import io.inletroutes.inlet.ScriptedInlet.Received;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class InletBatchesTest {

    @Test
    void cutsBatchesByBytesNotCharacters() throws Exception {
        try (ScriptedInlet inlet = new ScriptedInlet(ScriptedInlet::accept);
                TestRoutes routes = new TestRoutes(inlet.url(), new FastWaiting(1), "inlet.batch.max-bytes", "10000")) {
            List<Payload> payloads = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                payloads.add(sized("e" + i, "€".repeat(800))); // 800 characters, 2400 bytes
            }

            Exchange exchange = routes.send(payloads);

            assertThat(exchange.getException()).isNull();
            assertThat(inlet.received()).hasSize(3).allMatch(r -> r.body().length <= 10_000);
            assertThat(inlet.received().stream().flatMap(r -> r.ids().stream())).hasSize(10).isSorted();
        }
    }

    @Test
    void refusesAMessageOverOneMegabyteAndDeliversTheOthers() throws Exception {
        try (ScriptedInlet inlet = new ScriptedInlet(ScriptedInlet::accept); TestRoutes routes = new TestRoutes(inlet.url(), new FastWaiting(1))) {
            PayloadChunk chunk = new PayloadChunk(List.of(sized("e0", "a"), sized("e1", "x".repeat(1024 * 1024)), sized("e2", "b")), List.of());

            Exchange exchange = routes.send(chunk);

            EventsRefusedException refused = (EventsRefusedException) exchange.getException();
            assertThat(refused.refusals()).hasSize(1);
            assertThat(refused.refusals().get(0).problem().message()).contains("over the inlet's limit of 1 MB");
            assertThat(inlet.received()).hasSize(1);
            assertThat(inlet.received().get(0).ids()).containsExactly("e0", "e2");
        }
    }

    @Test
    void findsTheGuiltyEventOfARefusedBatchInFewRequests() throws Exception {
        try (ScriptedInlet inlet = new ScriptedInlet(r -> r.ids().contains("e700") ? ScriptedInlet.json(400, "{\"title\":\"no\"}") : ScriptedInlet.accept(r));
                TestRoutes routes = new TestRoutes(inlet.url(), new FastWaiting(1))) {
            PayloadChunk chunk = TestRoutes.chunk(1000);

            Exchange exchange = routes.send(chunk);

            assertThat(((EventsRefusedException) exchange.getException()).refusals()).extracting(r -> r.payload().event().orElseThrow().origin().key()).containsExactly("e700");
            assertThat(chunk.stream().filter(p -> !p.event().orElseThrow().isOpen())).hasSize(999);
            assertThat(inlet.received().size()).isLessThanOrEqualTo(2 * 10 + 1);
        }
    }

    @Test
    void halvesABatchThatIsTooLargeAndSendsSmallerOnesFromThenOn() throws Exception {
        try (ScriptedInlet inlet = new ScriptedInlet(r -> r.body().length > 5000 ? ScriptedInlet.json(413, "") : ScriptedInlet.accept(r));
                TestRoutes routes = new TestRoutes(inlet.url(), new FastWaiting(1))) {
            Exchange first = routes.send(TestRoutes.chunk(100));
            int before = inlet.received().size();

            Exchange second = routes.send(TestRoutes.chunk(100));

            assertThat(first.getException()).isNull();
            assertThat(second.getException()).isNull();
            assertThat(inlet.received().subList(before, inlet.received().size())).hasSize(3).allMatch(r -> r.body().length <= 5000);
        }
    }

    @Test
    void sendsAgainOneByOneWhenTheAnswersAreFewerThanTheMessages() throws Exception {
        AtomicInteger requests = new AtomicInteger();
        try (ScriptedInlet inlet = new ScriptedInlet(r -> requests.getAndIncrement() == 0
                ? ScriptedInlet.json(207, "{\"batchId\":\"b\",\"responses\":[{\"xactionId\":\"a\"},{\"status\":400},{\"xactionId\":\"c\"},{\"xactionId\":\"d\"}]}")
                : ScriptedInlet.accept(r));
                TestRoutes routes = new TestRoutes(inlet.url(), new FastWaiting(1))) {
            Exchange exchange = routes.send(TestRoutes.chunk(5));

            assertThat(exchange.getException()).isNull();
            assertThat(inlet.received()).hasSize(6);
            assertThat(inlet.received().subList(1, 6)).extracting(Received::ids)
                    .containsExactly(List.of("e0"), List.of("e1"), List.of("e2"), List.of("e3"), List.of("e4"));
        }
    }

    @Test
    void putsSingleEventsOfManyThreadsIntoFewRequests() throws Exception {
        CountDownLatch first = new CountDownLatch(1);
        try (ScriptedInlet inlet = new ScriptedInlet(r -> {
            awaitQuietly(first);
            return ScriptedInlet.accept(r);
        }); TestRoutes routes = new TestRoutes(inlet.url(), Waiting.SYSTEM, "inlet.batch.linger", "2s")) {
            List<CompletableFuture<Exchange>> sent = new ArrayList<>();
            sent.add(CompletableFuture.supplyAsync(() -> routes.send(TestRoutes.payload("lone"))));
            org.awaitility.Awaitility.await().until(() -> inlet.received().size() == 1);
            for (int i = 0; i < 50; i++) {
                String id = "e" + i;
                sent.add(routes.context().createProducerTemplate().asyncSend("inlet:default", exchange -> exchange.getMessage().setBody(TestRoutes.payload(id))));
            }
            org.awaitility.Awaitility.await().until(() -> inlet.received().size() > 1);
            first.countDown();
            for (CompletableFuture<Exchange> one : sent) {
                assertThat(one.get().getException()).isNull();
            }

            assertThat(inlet.received().get(0).ids()).containsExactly("lone");
            assertThat(inlet.received()).hasSizeLessThan(10);
        }
    }

    @Test
    void waitsForCompanyTheShorterTheFewerRequestsAreUnderWay() throws Exception {
        CountDownLatch first = new CountDownLatch(1);
        Queue<Long> waits = new ConcurrentLinkedQueue<>();
        try (ScriptedInlet inlet = new ScriptedInlet(r -> {
            awaitQuietly(first);
            return ScriptedInlet.accept(r);
        }); TestRoutes routes = new TestRoutes(inlet.url(), noting(waits), "inlet.batch.linger", "100s")) {
            CompletableFuture<Exchange> lone = CompletableFuture.supplyAsync(() -> routes.send(TestRoutes.payload("lone")));
            org.awaitility.Awaitility.await().until(() -> inlet.received().size() == 1);
            waits.clear();

            CompletableFuture<Exchange> second = CompletableFuture.supplyAsync(() -> routes.send(TestRoutes.payload("second")));
            org.awaitility.Awaitility.await().until(() -> waits.stream().anyMatch(nanos -> nanos > TimeUnit.SECONDS.toNanos(15)));
            first.countDown();

            assertThat(lone.get().getException()).isNull();
            assertThat(second.get().getException()).isNull();
            // one of the four requests that may be under way at first, so a quarter of the linger
            assertThat(waits).allMatch(nanos -> nanos <= TimeUnit.SECONDS.toNanos(25));
        }
    }

    @Test
    void tellsEachSingleEventOfABatchItsOwnResult() throws Exception {
        CountDownLatch first = new CountDownLatch(1);
        AtomicInteger requests = new AtomicInteger();
        try (ScriptedInlet inlet = new ScriptedInlet(r -> {
            if (requests.getAndIncrement() == 0) {
                awaitQuietly(first);
            }
            return r.batch() ? ScriptedInlet.partial(r, i -> r.ids().get(i).equals("e3") ? "{\"status\":400,\"message\":\"required key [x] not found\"}"
                    : "{\"xactionId\":\"x:" + r.ids().get(i) + "\"}") : ScriptedInlet.accept(r);
        }); TestRoutes routes = new TestRoutes(inlet.url(), Waiting.SYSTEM, "inlet.batch.linger", "40s")) {
            CompletableFuture<Exchange> lone = CompletableFuture.supplyAsync(() -> routes.send(TestRoutes.payload("lone")));
            org.awaitility.Awaitility.await().until(() -> inlet.received().size() == 1);
            List<CompletableFuture<Exchange>> sent = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                Payload payload = TestRoutes.payload("e" + i);
                Map<String, Object> headers = i == 5 ? Map.of("x-sandbox-name", "other") : Map.of();
                sent.add(routes.context().createProducerTemplate().asyncSend("inlet:default", exchange -> {
                    exchange.getMessage().setBody(payload);
                    exchange.getMessage().getHeaders().putAll(headers);
                }));
            }
            org.awaitility.Awaitility.await().until(() -> routes.state().waiting() == 7);
            first.countDown();
            lone.get();

            assertThat(sent.get(3).get().getException()).isInstanceOf(EventRefusedException.class);
            assertThat(sent.get(3).get().getMessage().getHeader(InletEndpoint.STATUS)).isEqualTo(400);
            for (int i : List.of(0, 1, 2, 4, 5)) {
                assertThat(sent.get(i).get().getException()).isNull();
            }
            assertThat(sent.get(2).get().getMessage().getHeaders()).containsEntry(InletEndpoint.XACTION_ID, "x:e2").containsEntry(InletEndpoint.STATUS, 207);
            assertThat(inlet.received().stream().filter(r -> r.ids().contains("e5"))).hasSize(1)
                    .allMatch(r -> r.ids().size() == 1 && r.headers().get("x-sandbox-name").equals("other"));
        }
    }

    @Test
    void compressesWhenAsked() throws Exception {
        try (ScriptedInlet inlet = new ScriptedInlet(ScriptedInlet::accept);
                TestRoutes routes = new TestRoutes(inlet.url(), new FastWaiting(1), "inlet.batch.gzip", "true")) {
            Exchange exchange = routes.send(TestRoutes.chunk(100));

            assertThat(exchange.getException()).isNull();
            assertThat(inlet.received().get(0).headers()).containsEntry("content-encoding", "gzip");
            assertThat(inlet.received().get(0).ids()).hasSize(100);
        }
    }

    @Test
    void asksForTheVerdictOfEachEventAloneUntilTheInletHasNone() throws Exception {
        try (ScriptedInlet inlet = new ScriptedInlet(r -> r.path().contains("syncValidation=true") && r.ids().contains("e2")
                ? ScriptedInlet.json(501, "") : ScriptedInlet.accept(r));
                TestRoutes routes = new TestRoutes(inlet.url() + "?a=b", new FastWaiting(1000), "inlet.sync-validation", "true")) {
            Exchange exchange = routes.send(TestRoutes.chunk(4));

            assertThat(exchange.getException()).isNull();
            assertThat(inlet.received()).extracting(Received::path).containsExactly("/collection/test?a=b&syncValidation=true",
                    "/collection/test?a=b&syncValidation=true", "/collection/test?a=b&syncValidation=true", "/collection/test?a=b", "/collection/test?a=b");
        }
    }

    private static Payload sized(String id, String text) {
        Event event = new JsonEvent(new Origin(Origin.Kind.OTHER, "test", 0, id, 0, Instant.EPOCH), JsonNodeFactory.instance.objectNode(), "{}");
        byte[] bytes = ("{\"body\":{\"xdmEntity\":{\"_id\":\"" + id + "\",\"text\":\"" + text + "\"}}}").getBytes(StandardCharsets.UTF_8);
        return new Payload(bytes, 0, bytes.length, event, "test", 0, -1, 0);
    }

    /** The machine's own time, and what was waited for. */
    private static Waiting noting(Queue<Long> waits) {
        return new Waiting() {
            @Override
            public Instant now() {
                return SYSTEM.now();
            }

            @Override
            public long nanos() {
                return SYSTEM.nanos();
            }

            @Override
            public void await(Condition condition, long nanos) throws InterruptedException {
                waits.add(nanos);
                SYSTEM.await(condition, nanos);
            }
        };
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
