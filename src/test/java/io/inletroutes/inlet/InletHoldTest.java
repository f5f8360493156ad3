package io.inletroutes.inlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.inletroutes.Location;
import io.inletroutes.Outcome;
import io.inletroutes.Payload;
import io.inletroutes.PayloadChunk;
import io.inletroutes.Problem;
import io.inletroutes.Refusal;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.LoggerFactory;

@Timeout(60)
class InletHoldTest {

    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final Logger logger = (Logger) LoggerFactory.getLogger("io.inletroutes.inlet");

    @BeforeEach
    void listen() {
        log.start();
        logger.addAppender(log);
    }

    @AfterEach
    void listenNoMore() {
        logger.detachAppender(log);
    }

    @Test
    void saysOnceThatItIsHeldThenEachMinuteThenEachTenAndOnceThatItIsBack() throws Exception {
        JumpingWaiting clock = new JumpingWaiting();
        AtomicReference<TestRoutes> running = new AtomicReference<>();
        List<InletState> held = new CopyOnWriteArrayList<>();
        try (ScriptedInlet inlet = new ScriptedInlet(r -> {
            if (clock.nanos() < TimeUnit.MINUTES.toNanos(31)) {
                return ScriptedInlet.json(503, "");
            }
            held.add(running.get().state());
            return ScriptedInlet.accept(r);
        }); TestRoutes routes = new TestRoutes(inlet.url(), clock)) {
            running.set(routes);

            Exchange exchange = routes.send(TestRoutes.chunk(3));

            assertThat(exchange.getException()).isNull();
            assertThat(held.get(0).status()).isEqualTo(InletState.Status.HELD);
            assertThat(held.get(0).reason().message()).isEqualTo("the inlet answers 503");
            assertThat(held.get(0).waiting()).isEqualTo(3);
            assertThat(lines(Level.WARN)).containsExactly("inlet default is held: the inlet answers 503");
            assertThat(lines(Level.ERROR)).isEmpty();
            assertThat(lines(Level.INFO).stream().filter(line -> line.contains("is held for"))).containsExactlyElementsOf(
                    IntStream.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 20, 30).mapToObj(minutes -> "inlet default is held for " + minutes + " min: the inlet answers 503").toList());
            assertThat(lines(Level.INFO).stream().filter(line -> line.contains("is back"))).hasSize(1);
            assertThat(inlet.received().size()).as("three tries, then one probe each 4 s").isBetween(3 + 20 * 15, 3 + 32 * 15);
            assertThat(routes.component().metrics("default").heldSeconds()).isBetween(1800.0, 1920.0);
        }
    }

    @Test
    void holdsAllThreadsAndLetsOneProbe() throws Exception {
        AtomicBoolean up = new AtomicBoolean(true);
        AtomicInteger atOnce = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        try (ScriptedInlet inlet = new ScriptedInlet(r -> {
            most.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
            atOnce.decrementAndGet();
            return up.get() ? ScriptedInlet.accept(r) : ScriptedInlet.json(404, "");
        }); TestRoutes routes = new TestRoutes(inlet.url(), new FastWaiting(100))) {
            routes.send(TestRoutes.chunk(2));
            up.set(false);
            CompletableFuture<Exchange> first = CompletableFuture.supplyAsync(() -> routes.send(TestRoutes.chunk(2)));
            await().until(() -> routes.state().status() == InletState.Status.HELD);
            int before = inlet.received().size();
            most.set(0);

            List<CompletableFuture<Exchange>> others = java.util.stream.IntStream.range(0, 6)
                    .mapToObj(i -> CompletableFuture.supplyAsync(() -> routes.send(TestRoutes.chunk(2)))).toList();
            await().until(() -> inlet.received().size() >= before + 2);
            int probesAtOnce = most.get();
            up.set(true);
            first.get();
            for (CompletableFuture<Exchange> other : others) {
                assertThat(other.get().getException()).isNull();
            }

            assertThat(probesAtOnce).isEqualTo(1);
            assertThat(lines(Level.ERROR)).containsExactly("inlet default is held: the inlet answers 404; "
                    + "fix: there is no such inlet as " + inlet.url() + ": compare inlet.url with those that inlet-routes inlets --inlet default lists, set it, then restart");
        }
    }

    @Test
    void givesUpWaitingAfterTheHeldTimeoutAndLeavesTheEventOpen() throws Exception {
        try (ScriptedInlet inlet = new ScriptedInlet(r -> ScriptedInlet.json(410, ""));
                TestRoutes routes = new TestRoutes(inlet.url(), new FastWaiting(100))) {
            PayloadChunk chunk = TestRoutes.chunk(2);
            Payload single = TestRoutes.payload("e9");

            Exchange ofChunk = routes.send("inlet:default?heldTimeout=5s", chunk, Map.of());
            Exchange ofSingle = routes.send("inlet:default?heldTimeout=5s", single, Map.of());

            assertThat(ofChunk.getException()).isInstanceOf(HeldTooLongException.class).hasMessage("inlet default is held: the inlet answers 410");
            assertThat(ofSingle.getException()).isInstanceOf(HeldTooLongException.class);
            assertThat(chunk).allMatch(p -> p.event().orElseThrow().isOpen());
            assertThat(single.event().orElseThrow().isOpen()).isTrue();
        }
    }

    @Test
    void wakesEverybodyWhenCamelStops() throws Exception {
        try (ScriptedInlet inlet = new ScriptedInlet(r -> ScriptedInlet.reset());
                TestRoutes routes = new TestRoutes(inlet.url(), new FastWaiting(20))) {
            PayloadChunk chunk = TestRoutes.chunk(2);
            Payload single = TestRoutes.payload("e9");
            routes.context().addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    from("direct:in").errorHandler(noErrorHandler()).to("inlet:default");
                }
            });
            CompletableFuture<Exchange> first = CompletableFuture.supplyAsync(() -> routes.send("direct:in", chunk, Map.of()));
            CompletableFuture<Exchange> second = CompletableFuture.supplyAsync(() -> routes.send("direct:in", single, Map.of()));
            await().until(() -> !routes.component().states().isEmpty() && routes.state().status() == InletState.Status.HELD && routes.state().waiting() == 3);

            routes.context().stop();

            assertThat(first.get().getException()).isInstanceOf(DeliveryStoppedException.class);
            // Camel interrupts the thread that waits for a single event, should it be quicker than that thread.
            assertThat(second.get().getException()).isInstanceOfAny(DeliveryStoppedException.class, RejectedExecutionException.class);
            assertThat(single.event().orElseThrow().isOpen()).isTrue();
            assertThat(chunk).allMatch(p -> p.event().orElseThrow().isOpen());
        }
    }

    @Test
    void pausesUntilResumed() throws Exception {
        try (ScriptedInlet inlet = new ScriptedInlet(ScriptedInlet::accept); TestRoutes routes = new TestRoutes(inlet.url(), new FastWaiting(100))) {
            routes.send(TestRoutes.chunk(2));
            routes.component().pause("default");
            CompletableFuture<Exchange> sent = CompletableFuture.supplyAsync(() -> routes.send(TestRoutes.chunk(2)));
            await().until(() -> routes.state().waiting() == 2);
            InletState paused = routes.state();
            int requests = inlet.received().size();

            routes.component().resume("default");

            assertThat(sent.get().getException()).isNull();
            assertThat(paused.status()).isEqualTo(InletState.Status.PAUSED);
            assertThat(requests).isEqualTo(1);
        }
    }

    @Test
    void holdsAfterRefusalsAlikeInARowAndAsks() throws Exception {
        AtomicBoolean mended = new AtomicBoolean();
        try (ScriptedInlet inlet = new ScriptedInlet(r -> mended.get() ? ScriptedInlet.accept(r)
                : ScriptedInlet.partial(r, i -> "{\"status\":400,\"message\":\"required key [x] not found\"}"));
                TestRoutes routes = new TestRoutes(inlet.url(), new FastWaiting(1000), "inlet.refusal-brake", "20")) {
            Exchange refused = routes.send(TestRoutes.chunk(20));
            CompletableFuture<Exchange> next = CompletableFuture.supplyAsync(() -> routes.send(TestRoutes.chunk(2)));
            await().until(() -> routes.state().waiting() == 2);
            InletState held = routes.state();
            mended.set(true);

            routes.component().resume("default");

            assertThat(((EventsRefusedException) refused.getException()).refusals()).hasSize(20);
            assertThat(next.get().getException()).isNull();
            assertThat(held.status()).isEqualTo(InletState.Status.HELD);
            assertThat(held.reason().message())
                    .isEqualTo("20 events in a row were refused alike: the inlet refused the event with 400: required key [x] not found");
        }
    }

    /** What goes out with the settings' organisation is refused for the settings, whatever the event. */
    @Test
    void holdsForAnOrganisationThatIsNotTheInletsAndNamesTheSetting() throws Exception {
        AtomicBoolean mended = new AtomicBoolean();
        String refused = "{\"status\":400,\"message\":\"Message has an absent or wrong ims org in the header\"}";
        try (ScriptedInlet inlet = new ScriptedInlet(r -> mended.get() ? ScriptedInlet.accept(r) : r.batch() ? ScriptedInlet.partial(r, i -> refused) : ScriptedInlet.json(400, refused));
                TestRoutes routes = new TestRoutes(inlet.url(), new FastWaiting(2_000), component -> component.bindOrigins(name -> "application.properties:3"))) {
            CompletableFuture<Exchange> sent = CompletableFuture.supplyAsync(() -> routes.send(TestRoutes.chunk(3)));
            await().until(() -> !routes.component().states().isEmpty() && routes.state().status() == InletState.Status.HELD);
            InletState held = routes.state();
            mended.set(true);

            assertThat(sent.get().getException()).isNull();
            assertThat(held.reason().toString()).startsWith("the inlet refused the event with 400: Message has an absent or wrong ims org in the header")
                    .endsWith("  fix      set inlet.ims-org-id (application.properties:3) to the organisation of this inlet, then restart");
            assertThat(held.goesOn()).contains("a changed setting counts after a restart");
            assertThat(held.refused()).isZero();
        }
    }

    @Test
    void refusesAnEventThatNamesAnotherOrganisationItself() throws Exception {
        String refused = "{\"status\":400,\"message\":\"Message has an absent or wrong ims org in the header\"}";
        try (ScriptedInlet inlet = new ScriptedInlet(r -> ScriptedInlet.json(400, refused)); TestRoutes routes = new TestRoutes(inlet.url(), new FastWaiting(1000))) {
            Payload other = Payload.of(TestRoutes.json("e0").replace(TestRoutes.ORGANISATION, "OTHER@AdobeOrg").getBytes(java.nio.charset.StandardCharsets.UTF_8));

            Exchange sent = routes.send(other);

            assertThat(((EventRefusedException) sent.getException()).refusal().problem().notes().toString()).contains("compare it, and inlet.ims-org-id");
        }
    }

    /** They never go out, so they passed the hold: a million rows became a million dead letters. */
    @Test
    void letsRefusalsOfTheMappingWaitForTheBrakeToo() throws Exception {
        try (ScriptedInlet inlet = new ScriptedInlet(ScriptedInlet::accept); TestRoutes routes = new TestRoutes(inlet.url(), new FastWaiting(1000), "inlet.refusal-brake", "2")) {
            PayloadChunk unfillable = new PayloadChunk(List.of(), IntStream.range(0, 2).mapToObj(i -> Refusal.unfillable(TestRoutes.payload("e" + i).event().get(),
                    Problem.error(Location.of("mappings/test/mapping.json", 4), "variable $.x has no value").fix("fill it"))).toList());
            Exchange first = routes.send(unfillable);
            CompletableFuture<Exchange> next = CompletableFuture.supplyAsync(() -> routes.send(unfillable));
            await().until(() -> routes.state().waiting() == 2);
            InletState held = routes.state();

            routes.component().resume("default");

            assertThat(first.getException()).isInstanceOf(EventsRefusedException.class);
            assertThat(next.get().getException()).isInstanceOf(EventsRefusedException.class);
            assertThat(held.reason()).hasToString("""
                    2 events in a row were refused alike: variable $.x has no value
                      mapping  mappings/test/mapping.json:4
                      limit    inlet.refusal-brake = 2; refused events of chunks that still wait are no dead letters yet
                      fix      fill it; then: inlet-routes resume default""");
            assertThat(held.goesOn()).isEqualTo("It goes on after: inlet-routes resume default");
        }
    }

    @Test
    void waitsAsLongAsRetryAfterAsksAndNoLongerThanTheCap() throws Exception {
        FastWaiting clock = new FastWaiting(50);
        List<String> asked = List.of("3", DateTimeFormatter.RFC_1123_DATE_TIME.format(clock.now().plusSeconds(600).atZone(ZoneOffset.UTC)), "86400");
        List<Double> least = List.of(3.0, 60.0, 60.0);
        for (int i = 0; i < asked.size(); i++) {
            String retryAfter = asked.get(i);
            List<Long> times = new CopyOnWriteArrayList<>();
            try (ScriptedInlet inlet = new ScriptedInlet(r -> {
                times.add(clock.nanos());
                return times.size() == 1 ? ScriptedInlet.json(429, "", "Retry-After: " + retryAfter) : ScriptedInlet.accept(r);
            }); TestRoutes routes = new TestRoutes(inlet.url(), clock, "inlet.redelivery.max-retry-after", "60s")) {
                routes.send(TestRoutes.chunk(2));

                assertThat((times.get(1) - times.get(0)) / 1e9).isBetween(least.get(i), 500.0);
            }
        }
    }

    @Test
    void holdsAnExchangeWhoseOrganisationContradictsTheSetting() throws Exception {
        try (ScriptedInlet inlet = new ScriptedInlet(ScriptedInlet::accept); TestRoutes routes = new TestRoutes(inlet.url(), new FastWaiting(100))) {
            Payload payload = TestRoutes.payload("e0");

            Exchange wrong = routes.send("inlet:default?heldTimeout=10s", payload, Map.of("x-gw-ims-org-id", "OTHER@AdobeOrg"));
            Exchange right = routes.send("inlet:default", TestRoutes.payload("e1"), Map.of("X-GW-IMS-ORG-ID", TestRoutes.ORGANISATION));

            assertThat(wrong.getException()).isInstanceOf(HeldTooLongException.class)
                    .hasMessage("inlet default is held: the header x-gw-ims-org-id contradicts the setting inlet.ims-org-id");
            assertThat(payload.event().orElseThrow().isOpen()).isTrue();
            assertThat(right.getException()).isNull();
            assertThat(inlet.received()).hasSize(1);
            assertThat(lines(Level.ERROR)).hasSize(1);
        }
    }

    @Test
    void sendsOnlyWhatIsStillOpenWhenTheRouteRedelivers() throws Exception {
        try (ScriptedInlet inlet = new ScriptedInlet(r -> ScriptedInlet.partial(r, i -> i == 1 ? "{\"status\":400}" : "{\"xactionId\":\"a\"}"));
                TestRoutes routes = new TestRoutes(inlet.url(), new FastWaiting(100))) {
            PayloadChunk chunk = TestRoutes.chunk(3);
            Exchange exchange = routes.send(chunk);

            exchange.setException(null);
            Exchange again = routes.context().createProducerTemplate().send("inlet:default", exchange);

            assertThat(again.getException()).isInstanceOf(EventsRefusedException.class);
            assertThat(((EventsRefusedException) again.getException()).refusals()).hasSize(1);
            assertThat(chunk.get(0).event().orElseThrow().outcome()).containsInstanceOf(Outcome.Accepted.class);
            assertThat(inlet.received()).hasSize(1);
        }
    }

    private List<String> lines(Level level) {
        return List.copyOf(log.list).stream().filter(event -> event.getLevel() == level).map(ILoggingEvent::getFormattedMessage).toList();
    }
}
