package io.inletroutes.inlet;

import static org.assertj.core.api.Assertions.assertThat;

import io.inletroutes.Event;
import io.inletroutes.JsonEvent;
import io.inletroutes.Origin;
import io.inletroutes.Outcome;
import io.inletroutes.Payload;
import io.inletroutes.PayloadChunk;
import io.inletroutes.RefusedEvents;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;

/** Many events through an inlet that fails at random (seeded), by eight threads. {@code -Dinlet.fault.events=200000} for the long one. */
class InletFaultsTest {

    private static final int EVENTS = Integer.getInteger("inlet.fault.events", 20_000);
    private static final int CHUNK = 500;
    private static final int BATCH = 25;

    private final RandomFaults faults = new RandomFaults(42, 0.2, id -> id.startsWith("bad"));

    @Test
    void losesNoEventAndRefusesOnlyWhatTheInletRefused() throws Exception {
        List<String> refused = new ArrayList<>();
        AtomicInteger accepted = new AtomicInteger();
        try (ScriptedInlet inlet = ScriptedInlet.forgetful(faults);
                TestRoutes routes = new TestRoutes(inlet.url(), new FastWaiting(100), "inlet.timeout.response", "200ms",
                        "inlet.batch.max-messages", Integer.toString(BATCH))) {
            ExecutorService threads = Executors.newFixedThreadPool(8);
            List<Future<?>> done = new ArrayList<>();
            for (int first = 0; first < EVENTS; first += CHUNK) {
                PayloadChunk chunk = chunk(first);
                done.add(threads.submit(() -> {
                    Exchange exchange = routes.send(chunk);
                    chunk.forEach(p -> p.event().orElseThrow().outcome().filter(Outcome.Accepted.class::isInstance).ifPresent(o -> accepted.incrementAndGet()));
                    if (exchange.getException() != null) {
                        assertThat(exchange.getException()).isInstanceOf(RefusedEvents.class);
                        synchronized (refused) {
                            ((RefusedEvents) exchange.getException()).refusals().forEach(r -> refused.add(r.payload().event().orElseThrow().origin().key()));
                        }
                    }
                }));
            }
            for (Future<?> future : done) {
                future.get();
            }
            threads.shutdown();

            assertThat(refused).doesNotHaveDuplicates().allMatch(faults::refused);
            assertThat(accepted.get() + refused.size()).isEqualTo(EVENTS);
            assertThat(faults.taken()).isEqualTo(accepted.get());
            double faultFree = (double) EVENTS / BATCH;
            System.Logger log = System.getLogger("faults");
            log.log(System.Logger.Level.INFO, "requests " + inlet.requests() + ", fault-free " + faultFree + ", injected " + faults.injected() + ", refused " + refused.size());
            assertThat((double) inlet.requests()).isLessThanOrEqualTo(1.2 * (faultFree + faults.injected()));
        }
    }

    private static PayloadChunk chunk(int first) {
        List<Payload> payloads = new ArrayList<>();
        for (int i = first; i < first + CHUNK; i++) {
            String id = (i % 997 == 0 ? "bad" : "e") + i;
            Event event = new JsonEvent(new Origin(Origin.Kind.OTHER, "test", 0, id, 0, Instant.EPOCH), JsonNodeFactory.instance.objectNode(), "{}");
            byte[] bytes = TestRoutes.json(id).getBytes(StandardCharsets.UTF_8);
            payloads.add(new Payload(bytes, 0, bytes.length, event, "test", 0, -1, 0));
        }
        return new PayloadChunk(payloads, List.of());
    }

}
