package io.inletroutes.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.inletroutes.inlet.InletState;
import io.inletroutes.simulator.Fault;
import io.inletroutes.simulator.Simulator;
import io.inletroutes.simulator.SimulatorOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.test.junit5.CamelTestSupport;
import org.apache.camel.test.junit5.TestExecutionConfiguration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/** What every shipped route must do, seen from the simulator: its own file alone runs, with the shared failure path. */
abstract class ShippedRoute extends CamelTestSupport {

    static final int EVENTS = 60;

    @TempDir
    Path folder;

    SampleHome home;
    Simulator inlet;
    RunningRoutes routes;

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
        home = SampleHome.in(folder);
        try (Stream<Path> files = Files.list(folder.resolve("routes"))) {
            for (Path other : files.filter(path -> !path.getFileName().toString().startsWith(file()) && !path.getFileName().toString().startsWith("redelivery")).toList()) {
                Files.delete(other);
            }
        }
        home.settings("""
                inlet.redelivery.delay = 20ms
                inlet.redelivery.max-delay = 50ms
                inlet.redelivery.outage-probe = 50ms
                inbox.quiet = 0s
                store-heartbeat.period = 10ms
                """);
        routes = new RunningRoutes(new Home(folder), Clock.systemUTC());
        return routes.context();
    }

    @BeforeEach
    void start() throws IOException {
        inlet = Simulator.start(SimulatorOptions.any().withSchemas(routes.entitySchemas()));
        routes.bindInlet("sample", inlet.url("sample"));
        routes.start();
    }

    @AfterEach
    void stop() throws IOException {
        routes.close();
        inlet.close();
    }

    @Test
    void deliversEveryEvent(TestInfo test) throws Exception {
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
        return routes.inlets().states().stream().anyMatch(InletState::isWaiting);
    }

    List<JsonNode> deadLetters() throws IOException {
        Path kept = folder.resolve("data/dead-letters");
        if (!Files.isDirectory(kept)) {
            return List.of();
        }
        List<JsonNode> letters = new ArrayList<>();
        try (Stream<Path> files = Files.walk(kept)) {
            for (Path one : files.filter(path -> path.toString().endsWith(".jsonl")).toList()) {
                for (String line : Files.readAllLines(one)) {
                    letters.add(new ObjectMapper().readTree(line));
                }
            }
        }
        return letters;
    }

    /** Drops a file into the route's folder of the inbox, complete at once. */
    void drop(String name, String text) throws IOException {
        Path inbox = Files.createDirectories(folder.resolve("inbox").resolve(event()));
        Path fresh = Files.writeString(inbox.resolve(name + ".part"), text);
        Files.move(fresh, inbox.resolve(name));
    }

    boolean isInboxEmpty() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("inbox").resolve(event()))) {
            return files.noneMatch(Files::isRegularFile);
        }
    }

    /** The mapping's name, and the name of the folder in the inbox. */
    String event() {
        return file().replaceFirst("-(from|by)-.*", "");
    }
}
