package io.inletroutes.inlet;

import static org.assertj.core.api.Assertions.assertThat;

import io.inletroutes.Event;
import io.inletroutes.JsonEvent;
import io.inletroutes.Origin;
import io.inletroutes.Outcome;
import io.inletroutes.Payload;
import io.inletroutes.PayloadChunk;
import io.inletroutes.RefusedEvents;
import io.inletroutes.inlet.ScriptedInlet.Answer;
import io.inletroutes.inlet.ScriptedInlet.Received;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
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
    private static final double FAULTS = 0.2;

    private final Random random = new Random(42);
    private final AtomicInteger injected = new AtomicInteger();
    private final Set<String> taken = ConcurrentHashMap.newKeySet();

    @Test
    void losesNoEventAndRefusesOnlyWhatTheInletRefused() throws Exception {
        List<String> refused = new ArrayList<>();
        AtomicInteger accepted = new AtomicInteger();
        try (ScriptedInlet inlet = new ScriptedInlet(this::answer);
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
                            ((RefusedEvents) exchange.getException()).refusals().forEach(r -> refused.add(r.payload().id().orElseThrow()));
                        }
                    }
                }));
            }
            for (Future<?> future : done) {
                future.get();
            }
            threads.shutdown();

            assertThat(refused).doesNotHaveDuplicates().allMatch(id -> id.startsWith("bad"));
            assertThat(accepted.get() + refused.size()).isEqualTo(EVENTS);
            assertThat(taken).hasSize(accepted.get());
            double faultFree = (double) EVENTS / BATCH;
            System.Logger log = System.getLogger("faults");
            log.log(System.Logger.Level.INFO, "requests " + inlet.received().size() + ", fault-free " + faultFree + ", injected " + injected + ", refused " + refused.size());
            assertThat((double) inlet.received().size()).isLessThanOrEqualTo(1.2 * (faultFree + injected.get()));
        }
    }

    private synchronized Answer answer(Received request) {
        boolean fault = random.nextDouble() < FAULTS;
        if (!fault) {
            return take(request);
        }
        injected.incrementAndGet();
        return switch (random.nextInt(8)) {
            case 0 -> ScriptedInlet.json(429, "{}", "Retry-After: 1");
            case 1 -> ScriptedInlet.json(500, "{\"status\":500}");
            case 2 -> ScriptedInlet.json(503, "busy");
            case 3 -> ScriptedInlet.reset();
            case 4 -> {
                take(request);
                yield ScriptedInlet.reset();
            }
            case 5 -> {
                take(request);
                yield ScriptedInlet.cut(207, "{\"responses\":[{\"xactionId\":\"a\"}");
            }
            case 6 -> ScriptedInlet.json(request.batch() ? 207 : 200, "<html>");
            default -> request.batch() ? partlyBusy(request) : ScriptedInlet.hang();
        };
    }

    /** Takes what is good; refuses the events that are bad for good. */
    private Answer take(Received request) {
        List<String> ids = request.ids();
        ids.stream().filter(id -> !id.startsWith("bad")).forEach(taken::add);
        if (!request.batch()) {
            return ids.get(0).startsWith("bad") ? ScriptedInlet.json(400, "{\"status\":400,\"title\":\"Invalid XDM Message Format\"}")
                    : ScriptedInlet.accept(request);
        }
        return ScriptedInlet.partial(request, i -> ids.get(i).startsWith("bad") ? "{\"statusCode\":400,\"message\":\"no\"}" : "{\"xactionId\":\"x:" + i + "\"}");
    }

    private Answer partlyBusy(Received request) {
        List<String> ids = request.ids();
        int from = random.nextInt(ids.size());
        ids.stream().limit(from).filter(id -> !id.startsWith("bad")).forEach(taken::add);
        return ScriptedInlet.partial(request, i -> i >= from ? "{\"status\":503,\"message\":\"busy\"}"
                : ids.get(i).startsWith("bad") ? "{\"status\":400,\"message\":\"no\"}" : "{\"xactionId\":\"x:" + i + "\"}");
    }

    private static PayloadChunk chunk(int first) {
        List<Payload> payloads = new ArrayList<>();
        for (int i = first; i < first + CHUNK; i++) {
            String id = (i % 997 == 0 ? "bad" : "e") + i;
            Event event = new JsonEvent(new Origin(Origin.Kind.OTHER, "test", 0, id, 0, Instant.EPOCH), JsonNodeFactory.instance.objectNode(), "{}");
            byte[] bytes = TestRoutes.json(id).getBytes(StandardCharsets.UTF_8);
            payloads.add(new Payload(bytes, 0, bytes.length, event, "test", id, -1, 0));
        }
        return new PayloadChunk(payloads, List.of());
    }

}
