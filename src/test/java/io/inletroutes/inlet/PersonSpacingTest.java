package io.inletroutes.inlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.inletroutes.Event;
import io.inletroutes.JsonEvent;
import io.inletroutes.Origin;
import io.inletroutes.Payload;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two events of one person, on a clock that is moved by hand. */
@Timeout(60)
class PersonSpacingTest {

    private static final long MINUTE = TimeUnit.MINUTES.toNanos(1);

    private final HandClock clock = new HandClock();
    private final Map<String, Long> taken = new HashMap<>();

    @Test
    void letsTheSecondEventOfAPersonWaitAndNobodyElse() throws Exception {
        try (ScriptedInlet inlet = new ScriptedInlet(this::answer); TestRoutes routes = routes(inlet)) {
            CompletableFuture<Exchange> chunk = CompletableFuture.supplyAsync(
                    () -> routes.send(List.of(payload("ann", 1), payload("ann", 2), payload("bob", 3), payload("ann", 4), payload("cid", 5))));
            awaitTaken(3);
            clock.forward(4 * MINUTE);
            assertThat(routes.send(payload("dan", 6)).getException()).isNull();
            assertThat(chunk).isNotDone();
            clock.forward(MINUTE);
            awaitTaken(5);
            assertThat(chunk).isNotDone();
            clock.forward(5 * MINUTE);

            assertThat(chunk.get().getException()).isNull();
            assertThat(taken).containsOnly(Map.entry("ann1", 0L), Map.entry("bob3", 0L), Map.entry("cid5", 0L), Map.entry("dan6", 4 * MINUTE),
                    Map.entry("ann2", 5 * MINUTE), Map.entry("ann4", 10 * MINUTE));
        }
    }

    @Test
    void letsSingleEventsPassThoseThatWait() throws Exception {
        try (ScriptedInlet inlet = new ScriptedInlet(this::answer); TestRoutes routes = routes(inlet)) {
            assertThat(routes.send(payload("ann", 1)).getException()).isNull();
            CompletableFuture<Exchange> second = sendLater(routes, payload("ann", 2));
            for (int i = 3; i < 8; i++) {
                assertThat(routes.send(payload("p" + i, i)).getException()).isNull();
            }
            assertThat(second).isNotDone();
            clock.forward(5 * MINUTE);

            assertThat(second.get().getException()).isNull();
            assertThat(taken).containsEntry("ann2", 5 * MINUTE).hasSize(7);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void leavesWhatWaitsUnsettledWhenCamelStops(boolean single) throws Exception {
        Payload waits = payload("ann", 2);
        try (ScriptedInlet inlet = new ScriptedInlet(this::answer); TestRoutes routes = routes(inlet)) {
            assertThat(routes.send(payload("ann", 1)).getException()).isNull();
            CompletableFuture<Exchange> second = sendLater(routes, single ? waits : List.of(waits, payload("bob", 3)));
            await().until(() -> routes.state().waiting() > 0 && taken.size() == (single ? 1 : 2));
            routes.component().inlet("default").stop();

            assertThat(second.get().getException()).isInstanceOf(DeliveryStoppedException.class);
            assertThat(waits.event().orElseThrow().isOpen()).isTrue();
            assertThat(taken).doesNotContainKey("ann2");
        }
    }

    @Test
    void countsFromTheAcceptanceEvenAfterAnOutage() throws Exception {
        List<String> refuse = new ArrayList<>(List.of("once"));
        try (ScriptedInlet inlet = new ScriptedInlet(r -> {
            if (!refuse.isEmpty()) {
                refuse.clear();
                clock.forward(30 * MINUTE); // the answer takes its time
                return ScriptedInlet.json(503, "");
            }
            return answer(r);
        }); TestRoutes routes = routes(inlet)) {
            CompletableFuture<Exchange> chunk = CompletableFuture.supplyAsync(() -> routes.send(List.of(payload("ann", 1), payload("ann", 2))));
            await().until(() -> {
                clock.forward(TimeUnit.SECONDS.toNanos(20));
                return chunk.isDone();
            });

            assertThat(chunk.get().getException()).isNull();
            assertThat(taken.get("ann2") - taken.get("ann1")).isGreaterThanOrEqualTo(5 * MINUTE);
        }
    }

    @Test
    void remembersAMillionPersonsInTheSameSpace() {
        PersonSpacing spacing = new PersonSpacing(Duration.ofMinutes(5));
        AtomicLong forgotten = new AtomicLong();
        for (int i = 0; i < 500_000; i++) {
            spacing.accepted("Email:person" + i + "@example.org", i);
        }
        for (int i = 0; i < 500_000; i++) {
            forgotten.addAndGet(spacing.left("Email:person" + i + "@example.org", 500_000) > 0 ? 0 : 1);
        }

        assertThat(forgotten.get()).isLessThan(20_000);
        assertThat(spacing.left("Email:somebody@example.org", 500_000)).isLessThanOrEqualTo(0);
        assertThat(spacing.left("Email:person499999@example.org", 5 * MINUTE + 499_999)).isLessThanOrEqualTo(0);
    }

    private TestRoutes routes(ScriptedInlet inlet) {
        return new TestRoutes(inlet.url(), clock, "inlet.person-spacing", "5m");
    }

    private static CompletableFuture<Exchange> sendLater(TestRoutes routes, Object body) {
        return CompletableFuture.supplyAsync(() -> routes.send(body));
    }

    private synchronized ScriptedInlet.Answer answer(ScriptedInlet.Received request) {
        request.ids().forEach(id -> taken.put(id, clock.nanos()));
        return ScriptedInlet.accept(request);
    }

    private void awaitTaken(int count) {
        await().until(() -> {
            synchronized (this) {
                return taken.size() == count;
            }
        });
    }

    private static Payload payload(String person, int number) {
        String id = person + number;
        String json = "{\"body\":{\"xdmEntity\":{\"_id\":\"" + id + "\",\"identityMap\":{\"Crm\":[{\"id\":\"" + person + "\",\"primary\":true}]}}}}";
        Event event = new JsonEvent(new Origin(Origin.Kind.OTHER, "test", 0, id, 0, Instant.EPOCH), JsonNodeFactory.instance.objectNode(), "{}");
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        return new Payload(bytes, 0, bytes.length, event, "test", 0, -1, 0);
    }

    /** Stands still until it is moved; who waits looks at it every few milliseconds. */
    private static final class HandClock implements Waiting {

        private final AtomicLong time = new AtomicLong();

        void forward(long nanos) {
            time.addAndGet(nanos);
        }

        @Override
        public Instant now() {
            return Instant.EPOCH.plusNanos(nanos());
        }

        @Override
        public long nanos() {
            return time.get();
        }

        @Override
        public void await(Condition condition, long nanos) throws InterruptedException {
            condition.await(2, TimeUnit.MILLISECONDS);
        }
    }
}
