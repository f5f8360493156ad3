package io.inletroutes.inlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.inletroutes.PayloadChunk;
import io.inletroutes.inlet.ScriptedInlet.Answer;
import io.inletroutes.inlet.ScriptedInlet.Received;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

@Timeout(60)
class InletTokenTest {

    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final Logger logger = (Logger) LoggerFactory.getLogger("ROOT");
    private final AtomicInteger issued = new AtomicInteger();
    private volatile String valid = "none";
    private volatile String secret = "right-secret";

    @BeforeEach
    void listen() {
        log.start();
        logger.addAppender(log);
    }

    @AfterEach
    void listenNoMore() {
        logger.detachAppender(log);
        assertThat(log.list).noneMatch(event -> event.getFormattedMessage().contains("secret-wrong")
                || event.getFormattedMessage().contains("right-secret") || event.getFormattedMessage().contains("bearer-"));
    }

    @Test
    void asksForExactlyOneTokenWhenItEndsInMidStream() throws Exception {
        try (ScriptedInlet inlet = new ScriptedInlet(this::answer);
                TestRoutes routes = routes(inlet, "right-secret")) {
            routes.send(TestRoutes.chunk(10));
            valid = "another";

            List<CompletableFuture<Exchange>> sent = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                PayloadChunk chunk = new PayloadChunk(IntStream.range(i * 20, i * 20 + 20).mapToObj(number -> TestRoutes.payload("m" + number)).toList(), List.of());
                sent.add(CompletableFuture.supplyAsync(() -> routes.send(chunk)));
            }
            for (CompletableFuture<Exchange> one : sent) {
                assertThat(one.get().getException()).isNull();
            }

            assertThat(issued).hasValue(2);
            assertThat(routes.component().metrics("default").tokenRequests()).isEqualTo(2);
            assertThat(routes.component().metrics("default").accepted()).isEqualTo(10 + 8 * 20);
            Map<String, Long> times = inlet.received().stream().filter(r -> !r.path().equals("/token")).flatMap(r -> r.ids().stream())
                    .collect(Collectors.groupingBy(id -> id, Collectors.counting()));
            assertThat(times).hasSize(10 + 8 * 20).allSatisfy((id, count) -> assertThat(count).as(id).isLessThanOrEqualTo(2));
            assertThat(lines(Level.ERROR)).isEmpty();
        }
    }

    @Test
    void isHeldByAWrongSecretAndResumesWhenItsFileIsRight(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("client"), "wrong\n");
        try (ScriptedInlet inlet = new ScriptedInlet(this::answer);
                TestRoutes routes = routes(inlet, "file:" + file)) {
            CompletableFuture<Exchange> sent = CompletableFuture.supplyAsync(() -> routes.send(TestRoutes.chunk(3)));
            await().until(() -> !routes.component().states().isEmpty() && routes.state().status() == InletState.Status.HELD);
            String reason = routes.state().reason().message();

            Files.writeString(file, "right-secret\n");

            assertThat(sent.get().getException()).isNull();
            assertThat(reason).isEqualTo("the token endpoint answers 401 invalid_client: inlet.auth.client-secret or inlet.auth.client-id is wrong");
            assertThat(lines(Level.ERROR)).hasSize(1).first().asString().contains("inlet.auth.client-secret");
            assertThat(inlet.received().stream().filter(r -> !r.path().equals("/token"))).hasSize(1);
        }
    }

    @Test
    void isHeldWhenANewTokenIsRefusedToo() throws Exception {
        valid = "fixed";
        try (ScriptedInlet inlet = new ScriptedInlet(r -> r.path().equals("/token") ? ScriptedInlet.json(200, token("bearer-bad", 3600))
                : ScriptedInlet.json(401, ""));
                TestRoutes routes = routes(inlet, "right-secret")) {
            CompletableFuture<Exchange> sent = CompletableFuture.supplyAsync(() -> routes.send("inlet:default?heldTimeout=3s", TestRoutes.chunk(3), Map.of()));

            assertThat(sent.get().getException()).isInstanceOf(HeldTooLongException.class);
            assertThat(lines(Level.ERROR)).containsExactly("inlet default is held: the inlet answers 401; "
                    + "fix: check inlet.auth.client-secret and the rights of inlet.auth.client-id; then restart");
        }
    }

    @Test
    void renewsATokenBeforeItEnds() throws Exception {
        try (ScriptedInlet inlet = new ScriptedInlet(r -> r.path().equals("/token") ? ScriptedInlet.json(200, token("bearer-" + issued.incrementAndGet(), 60))
                : ScriptedInlet.accept(r)); TestRoutes routes = routes(inlet, "right-secret")) {
            routes.send(TestRoutes.chunk(2));
            await().until(() -> {
                routes.send(TestRoutes.chunk(2));
                return issued.get() >= 3;
            });

            assertThat(inlet.received().stream().filter(r -> !r.path().equals("/token")).map(r -> r.headers().get("authorization")).distinct())
                    .startsWith("Bearer bearer-1", "Bearer bearer-2");
        }
    }

    @Test
    void sendsAFixedTokenFromAFile(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("token"), "bearer-fixed\n");
        try (ScriptedInlet inlet = new ScriptedInlet(ScriptedInlet::accept);
                TestRoutes routes = new TestRoutes(inlet.url(), new FastWaiting(100), "inlet.auth.token", "file:" + file)) {
            routes.send(TestRoutes.chunk(2));

            assertThat(inlet.received().get(0).headers()).containsEntry("authorization", "Bearer bearer-fixed");
        }
    }

    private TestRoutes routes(ScriptedInlet inlet, String clientSecret) {
        return new TestRoutes(inlet.url(), new FastWaiting(100), "inlet.auth.client-id", "me", "inlet.auth.client-secret", clientSecret,
                "inlet.auth.token-url", inlet.uri("/token").toString());
    }

    private Answer answer(Received request) {
        if (request.path().equals("/token")) {
            if (!new String(request.body(), StandardCharsets.UTF_8).contains("client_secret=" + secret)) {
                return ScriptedInlet.json(401, "{\"error\":\"invalid_client\",\"error_description\":\"secret-wrong\"}");
            }
            valid = "bearer-" + issued.incrementAndGet();
            return ScriptedInlet.json(200, token(valid, 86399));
        }
        return ("Bearer " + valid).equals(request.headers().get("authorization")) ? ScriptedInlet.accept(request) : ScriptedInlet.json(401, "");
    }

    private static String token(String bearer, int life) {
        return "{\"access_token\":\"" + bearer + "\",\"token_type\":\"bearer\",\"expires_in\":" + life + "}";
    }

    private List<String> lines(Level level) {
        return List.copyOf(log.list).stream().filter(event -> event.getLevel() == level).map(ILoggingEvent::getFormattedMessage).toList();
    }
}
