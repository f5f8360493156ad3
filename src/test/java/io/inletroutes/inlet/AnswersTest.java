package io.inletroutes.inlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.inletroutes.PayloadChunk;
import io.inletroutes.RefusedEvents;
import io.inletroutes.inlet.ScriptedInlet.Answer;
import io.inletroutes.inlet.ScriptedInlet.Received;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every answer of the table, over real sockets, to single requests and batches, for the first, a middle and the last event. */
@Timeout(60)
class AnswersTest {

    private static final int EVENTS = 5;

    record Case(String name, int status, String action, String entry, String fate, boolean batch, int position) {

        String guilty() {
            return "e" + position;
        }

        Answer answer(Received request) {
            if (action != null) {
                return switch (action) {
                    case "reset" -> ScriptedInlet.reset();
                    case "cut" -> ScriptedInlet.cut(request.batch() ? 207 : 200, "{\"xactionId\":\"x");
                    case "hang" -> ScriptedInlet.hang();
                    default -> ScriptedInlet.json(request.batch() ? 207 : 200, "<html>welcome</html>");
                };
            }
            if (entry != null && request.batch()) {
                return ScriptedInlet.partial(request, i -> request.ids().get(i).equals(guilty()) ? entry : "{\"xactionId\":\"x:" + i + "\"}");
            }
            return ScriptedInlet.json(status, "{\"status\":" + status + ",\"title\":\"no\"}");
        }

        @Override
        public String toString() {
            return name + (batch ? ", batch" : ", single") + ", position " + position;
        }
    }

    static Stream<Case> cases() throws IOException {
        List<Case> cases = new ArrayList<>();
        try (InputStream in = AnswersTest.class.getResourceAsStream("/inlet/answers.json")) {
            for (JsonNode node : new ObjectMapper().readTree(in)) {
                for (int position : List.of(0, 2, EVENTS - 1)) {
                    for (boolean batch : node.has("entry") ? List.of(true) : List.of(true, false)) {
                        cases.add(new Case(node.get("name").asText(), node.path("status").asInt(400), node.path("action").asText(null),
                                node.path("entry").asText(null), node.get("fate").asText(), batch, position));
                    }
                }
            }
        }
        return cases.stream();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void settlesEveryEventAsTheAnswerSays(Case c) throws Exception {
        AtomicInteger bad = new AtomicInteger();
        AtomicBoolean mended = new AtomicBoolean();
        Function<Received, Answer> script = request -> {
            boolean guilty = request.ids().contains(c.guilty());
            boolean answerBadly = switch (c.fate()) {
                case "passing", "again", "accepted" -> guilty && bad.getAndIncrement() == 0;
                case "held" -> !mended.get();
                default -> guilty;
            };
            return answerBadly ? c.answer(request) : ScriptedInlet.accept(request);
        };
        try (ScriptedInlet inlet = new ScriptedInlet(script);
                TestRoutes routes = new TestRoutes(inlet.url(), new FastWaiting(1000), "inlet.batch.max-messages", c.batch() ? "1000" : "1",
                        "inlet.timeout.response", "500ms")) {
            PayloadChunk chunk = TestRoutes.chunk(EVENTS);

            CompletableFuture<Exchange> sent = CompletableFuture.supplyAsync(() -> routes.send(chunk));
            if (c.fate().equals("held")) {
                await().until(() -> !routes.component().states().isEmpty() && routes.state().status() == InletState.Status.HELD);
                assertThat(chunk).allMatch(payload -> payload.event().orElseThrow().isOpen());
                mended.set(true);
            }
            Exchange exchange = sent.get();

            List<String> accepted = chunk.stream().filter(p -> !p.event().orElseThrow().isOpen()).map(p -> p.event().orElseThrow().origin().key()).toList();
            if (c.fate().equals("refused")) {
                assertThat(exchange.getException()).isInstanceOf(EventsRefusedException.class);
                assertThat(((RefusedEvents) exchange.getException()).refusals()).extracting(r -> r.payload().event().orElseThrow().origin().key())
                        .containsExactly(c.guilty());
                assertThat(accepted).hasSize(EVENTS - 1).doesNotContain(c.guilty());
            } else {
                assertThat(exchange.getException()).isNull();
                assertThat(accepted).hasSize(EVENTS);
            }
            assertThat(routes.state().waiting()).isZero();
            if (c.fate().equals("again")) {
                assertThat(inlet.received()).hasSize(2);
                assertThat(inlet.received().get(1).ids()).containsExactly(c.guilty());
            }
            if (c.fate().equals("accepted")) {
                assertThat(inlet.received()).hasSize(1);
            }
            if (c.fate().equals("passing")) {
                assertThat(inlet.received()).hasSize(c.batch() ? 2 : EVENTS + 1);
            }
            if (c.fate().equals("refused") && c.entry() != null && c.status() == 400) {
                assertThat(inlet.received()).hasSize(1);
            }
        }
    }

}
