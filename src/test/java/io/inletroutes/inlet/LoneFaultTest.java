package io.inletroutes.inlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.inletroutes.Payload;
import io.inletroutes.inlet.ScriptedInlet.Answer;
import io.inletroutes.inlet.ScriptedInlet.Received;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** 500 for the only event there is: its own fault, or an outage? */
@Timeout(60)
class LoneFaultTest {

    private final FastWaiting clock = new FastWaiting(2_000);
    private final AtomicBoolean up = new AtomicBoolean(true);

    @Test
    void neverMakesADeadLetterOfALoneEventInAnOutageOf500s() throws Exception {
        try (ScriptedInlet inlet = new ScriptedInlet(r -> up.get() ? ScriptedInlet.accept(r) : ScriptedInlet.json(500, "{\"status\":500}"));
                TestRoutes routes = new TestRoutes(inlet.url(), clock)) {
            routes.send(TestRoutes.payload("e0"));
            up.set(false);
            Payload lone = TestRoutes.payload("e1");

            CompletableFuture<Exchange> sent = CompletableFuture.supplyAsync(() -> routes.send(lone));
            await().until(() -> routes.state().status() == InletState.Status.HELD);
            long held = clock.nanos();
            await().until(() -> clock.nanos() - held > Duration.ofHours(1).toNanos());
            assertThat(sent).isNotDone();
            up.set(true);

            assertThat(sent.get().getException()).isNull();
            assertThat(routes.component().metrics("default").refused()).isZero();
        }
    }

    @Test
    void deliversALoneEventWhenTheOutageEndsBetweenItsLast500AndTheEmptyMessage() throws Exception {
        try (ScriptedInlet inlet = new ScriptedInlet(this::upFromTheFirstEmptyMessageOn); TestRoutes routes = new TestRoutes(inlet.url(), clock)) {
            up.set(false);

            assertThat(routes.send(TestRoutes.payload("e1")).getException()).isNull();
            assertThat(inlet.received().stream().filter(r -> r.messages().get(0).isEmpty())).as("empty messages").hasSize(1);
        }
    }

    @Test
    void refusesALoneEventThatGets500WhileTheInletJudgesAnEmptyMessage() throws Exception {
        try (ScriptedInlet inlet = new ScriptedInlet(LoneFaultTest::failAtPoison); TestRoutes routes = new TestRoutes(inlet.url(), clock)) {
            Exchange poison = routes.send(TestRoutes.payload("poison"));
            Exchange next = routes.send(TestRoutes.payload("e1"));

            assertThat(poison.getException()).isInstanceOf(EventRefusedException.class);
            assertThat(next.getException()).isNull();
            assertThat(inlet.received().stream().filter(r -> r.messages().get(0).isEmpty())).as("empty messages").hasSize(1);
        }
    }

    @Test
    void refusesOneSuchEventAtMostUntilAnotherIsAccepted() throws Exception {
        try (ScriptedInlet inlet = new ScriptedInlet(LoneFaultTest::failAtPoison); TestRoutes routes = new TestRoutes(inlet.url(), clock)) {
            Exchange first = routes.send(TestRoutes.payload("poison"));
            Exchange second = routes.send("inlet:default?heldTimeout=10m", TestRoutes.payload("poison"), java.util.Map.of());

            assertThat(first.getException()).isInstanceOf(EventRefusedException.class);
            assertThat(second.getException()).isInstanceOf(HeldTooLongException.class);
        }
    }

    private Answer upFromTheFirstEmptyMessageOn(Received request) {
        if (request.messages().get(0).isEmpty()) {
            up.set(true);
        }
        return up.get() ? failAtPoison(request) : ScriptedInlet.json(500, "{\"status\":500}");
    }

    private static Answer failAtPoison(Received request) {
        return request.ids().contains("poison") ? ScriptedInlet.json(500, "{\"status\":500}")
                : request.messages().get(0).isEmpty() ? ScriptedInlet.json(400, "{\"status\":400,\"title\":\"The 'header' field is mandatory\"}")
                : ScriptedInlet.accept(request);
    }
}
