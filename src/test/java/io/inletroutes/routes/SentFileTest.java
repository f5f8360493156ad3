package io.inletroutes.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.inletroutes.ledger.Counts;
import io.inletroutes.simulator.Fault;
import io.inletroutes.simulator.Simulator;
import io.inletroutes.simulator.SimulatorOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file that is sent, stopped and sent on. */
class SentFileTest {

    @TempDir
    private Path folder;
    private Path file;
    private Simulator inlet;

    @BeforeEach
    void makeAHome() throws IOException {
        for (String name : new String[] {"routes/redelivery.camel.yaml", "routes/loyalty-signup-from-csv.camel.yaml", "mappings/loyalty-signup/preview.json",
            "mappings/loyalty-signup/mapping.json", "mappings/loyalty-signup/lookups.json"}) {
            Files.createDirectories(folder.resolve(name).getParent());
            Files.copy(Path.of(name), folder.resolve(name));
        }
        file = folder.resolve("given.csv");
        Files.copy(Path.of("mappings/loyalty-signup/sample.csv"), file);
        inlet = Simulator.start(SimulatorOptions.any());
    }

    @AfterEach
    void stop() throws IOException {
        inlet.close();
    }

    @Test
    void goesOnAfterAStopWhileTheInletWasDown() throws IOException {
        inlet.fault(Fault.parse("503"));
        try (SentFile sent = sent()) {
            sent.start();
            await().atMost(Duration.ofSeconds(30)).until(() -> inlet.counts().requests() > 0);
            assertThat(sent.isEnded()).isFalse();
        }
        inlet.mend();

        try (SentFile again = sent()) {
            again.start();
            await().atMost(Duration.ofSeconds(30)).until(again::isEnded);
            assertThat(again.counts()).isEqualTo(new Counts(3, 0, 0));
        }

        assertThat(inlet.counts().accepted()).isEqualTo(3);
        assertThat(file).exists();
    }

    @Test
    void goesByTheNameOfTheRouteThatReadsSuchFilesSoThatIdsAgree() throws IOException {
        SendRoute route = SendRoute.of(new Home(folder), "loyalty-signup", Optional.empty(), false);

        assertThat(route.id()).isEqualTo("loyalty-signup-from-csv");
        assertThat(route.inlet()).isEqualTo("sample");
        assertThat(route.mapping()).isEqualTo("mapping:loyalty-signup");
        assertThat(route.shared()).extracting(RouteFile::name).containsExactly("routes/redelivery.camel.yaml");
    }

    @Test
    void deliversTheSamePayloadsAsTheRouteWould() throws IOException {
        try (SentFile sent = sent()) {
            sent.start();
            await().atMost(Duration.ofSeconds(30)).until(sent::isEnded);
        }
        List<JsonNode> bySend = inlet.received();
        Files.writeString(folder.resolve("application.properties"), "duplicates = send\ninlet.sample.url = " + inlet.url("sample") + "\n");

        try (RunningRoutes routes = new RunningRoutes(new Home(folder), Clock.systemUTC())) {
            routes.start();
            Path inbox = folder.resolve("inbox/loyalty-signup");
            Files.copy(file, inbox.resolve("part"), java.nio.file.StandardCopyOption.COPY_ATTRIBUTES);
            Files.move(inbox.resolve("part"), inbox.resolve("given.csv"));
            await().atMost(Duration.ofSeconds(30)).until(() -> inlet.counts().accepted() == 6);
        }

        assertThat(inlet.received().subList(3, 6)).containsExactlyInAnyOrderElementsOf(bySend);
    }

    private SentFile sent() throws IOException {
        SentFile sent = new SentFile(new Home(folder), Clock.systemUTC(), "loyalty-signup", file, Optional.empty());
        sent.routes().bindInlet("sample", inlet.url("sample"));
        return sent;
    }
}
