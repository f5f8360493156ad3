package io.inletroutes.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.inletroutes.simulator.Fault;
import io.inletroutes.simulator.Simulator;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.test.junit5.CamelTestSupport;
import org.apache.camel.test.junit5.TestExecutionConfiguration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every shipped route must do, seen from the simulator: its own file alone runs, with the shared failure path. */
abstract class ShippedRoute extends CamelTestSupport {

    static final int EVENTS = 60;

    @TempDir
    Path folder;

    RunningHome home;
    Simulator inlet;

    /** The route file's name without its ending. */
    abstract String file();

    /** Hands that many different events to the source. */
    abstract void hand(int events) throws Exception;

    /** Hands one event that the mapping cannot fill. */
    abstract void handUnfillable() throws Exception;

    /** Whether nothing is left in the source. */
    abstract boolean isTakenIn() throws Exception;

    @Override
    public void configureTest(TestExecutionConfiguration configuration) {
        configuration.withUseRouteBuilder(false).withAutoStartContext(false);
    }

    @Override
    protected CamelContext createCamelContext() throws IOException {
        home = RunningHome.with(folder, file(), RunningHome.QUICK);
        inlet = home.inlet();
        return home.routes.context();
    }

    @BeforeEach
    void start() {
        home.start();
    }

    @AfterEach
    void stop() throws IOException {
        home.close();
    }

    @Test
    void deliversEveryEvent() throws Exception {
        hand(EVENTS);

        await().atMost(Duration.ofSeconds(30)).until(() -> inlet.counts().distinct() >= EVENTS && isTakenIn());

        assertThat(inlet.counts().refused()).isZero();
        assertThat(deadLetters()).isEmpty();
    }

    @Test
    void keepsWhatTheInletRefusesAndDeliversTheRest() throws Exception {
        inlet.fault(Fault.parse("partial 7"));

        hand(EVENTS);

        await().atMost(Duration.ofSeconds(30)).until(() -> inlet.counts().distinct() + deadLetters().size() >= EVENTS && isTakenIn());
        assertThat(deadLetters()).isNotEmpty().allSatisfy(letter -> {
            assertThat(letter.path("reason").asText()).contains(refusal());
            assertThat(letter.path("status").asInt()).isEqualTo(400);
            assertThat(letter.path("event").isMissingNode()).isFalse();
        });
    }

    @Test
    void keepsWhatTheMappingCannotFillAndDeliversTheRest() throws Exception {
        handUnfillable();
        hand(EVENTS);

        await().atMost(Duration.ofSeconds(30)).until(() -> inlet.counts().distinct() >= EVENTS && deadLetters().size() == 1 && isTakenIn());

        assertThat(inlet.counts().refused()).isZero();
        assertThat(deadLetters().get(0).path("reason").asText()).contains("has no value");
    }

    @Test
    void waitsWhileTheInletCannotBeReachedAndGoesOnWhenItIsBack() throws Exception {
        inlet.fault(Fault.parse("503"));
        hand(EVENTS);
        await().atMost(Duration.ofSeconds(30)).until(this::isWaiting);
        assertThat(inlet.counts().accepted()).isZero();

        inlet.mend();

        await().atMost(Duration.ofSeconds(30)).until(() -> inlet.counts().distinct() >= EVENTS && isTakenIn());
        assertThat(deadLetters()).isEmpty();
    }

    /** What a dead letter says of an event that the inlet refused. */
    String refusal() {
        return "told to refuse every 7. message";
    }

    /** Whether intake waits for the inlet. */
    boolean isWaiting() {
        return home.isHeld();
    }

    List<JsonNode> deadLetters() throws IOException {
        return home.deadLetters();
    }

    /** Drops a file into the route's folder of the inbox, complete at once. */
    void drop(String name, String text) throws IOException {
        home.drop(event(), name, text);
    }

    boolean isInboxEmpty() throws IOException {
        return home.isInboxEmpty(event());
    }

    /** The mapping's name, and the name of the folder in the inbox. */
    String event() {
        return file().replaceFirst("-(from|by)-.*", "");
    }
}
