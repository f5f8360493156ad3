package io.inletroutes.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.inletroutes.ledger.Postgres;
import io.inletroutes.routes.SampleHome;
import io.inletroutes.simulator.Fault;
import io.inletroutes.simulator.Simulator;
import io.inletroutes.simulator.SimulatorOptions;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several processes, each with a home of its own, on one inbox, one PostgreSQL and one broker. */
class SharedFilesIT {

    private static final int FILES = 4;
    private static final int ROWS = 10_000;
    /** A claim runs out after 20 s. */
    private static final Duration TAKEOVER = Duration.ofSeconds(30);

    @TempDir
    Path folder;

    @Test
    void deliversEachFileOnceAndTakesOverFromAnInstanceThatWasKilled() throws Exception {
        assumeTrue(Postgres.programs().isPresent(), "PostgreSQL is not installed: there is nothing under /usr/lib/postgresql");
        try (Postgres postgres = Postgres.start(); Simulator inlet = Simulator.start(SimulatorOptions.any())) {
            inlet.fault(Fault.parse("slow 100ms"));
            Path inbox = Files.createDirectories(folder.resolve("inbox/loyalty-signup"));
            try (Instance first = start("first", postgres, inlet, ""); Instance second = start("second", postgres, inlet, "")) {
                first.awaitText("SIGTERM.");
                second.awaitText("SIGTERM.");
                for (int file = 0; file < FILES; file++) {
                    drop(inbox, file, ROWS);
                }
                await().atMost(Duration.ofSeconds(60)).until(() -> inlet.counts().accepted() > 2 * ROWS / 10);

                second.kill();

                inlet.mend();
                await().atMost(Duration.ofSeconds(60)).until(() -> isDone(inbox));
                first.terminate().awaitEnd(Duration.ofSeconds(25));
            }
            assertThat(inlet.counts().distinct()).isEqualTo(FILES * ROWS);
            assertThat(inlet.counts().repeated()).as("at most the chunks that were under way when it was killed").isLessThanOrEqualTo(8_000);
            for (int file = 0; file < FILES; file++) {
                assertThat(Files.readString(inbox.resolve("done/" + name(file) + ".receipt.txt"))).contains("read      " + ROWS).contains("dead      0");
            }
        }
    }

    @Test
    void oneOfThreeTakesOverFilesAndMessagesOfTheOneThatWasKilled() throws Exception {
        assumeTrue(Postgres.programs().isPresent(), "PostgreSQL is not installed: there is nothing under /usr/lib/postgresql");
        int messages = 3_000;
        int rows = 2_000;
        try (Postgres postgres = Postgres.start(); BrokerProcess broker = BrokerProcess.start(folder.resolve("broker")); Simulator inlet = Simulator.start(SimulatorOptions.any())) {
            inlet.fault(Fault.parse("slow 200ms"));
            Path inbox = Files.createDirectories(folder.resolve("inbox/loyalty-signup"));
            String settings = "jms.url = " + broker.url() + "\ncsv.chunk-events = 100\njms.chunk-messages = 50\n";
            try (Instance first = start("first", postgres, inlet, settings); Instance second = start("second", postgres, inlet, settings);
                    Instance third = start("third", postgres, inlet, settings)) {
                for (Instance instance : List.of(first, second, third)) {
                    instance.awaitText("SIGTERM.");
                }
                Broker.send(broker.url(), CrashLoad.QUEUE, messages, number -> RunIT.cancellation("BK-" + number));
                for (int file = 0; file < FILES; file++) {
                    drop(inbox, file, rows);
                }
                await().atMost(Duration.ofSeconds(60)).until(() -> inlet.counts().accepted() > FILES * rows / 4);

                second.kill();

                inlet.mend();
                await().atMost(TAKEOVER).until(() -> inlet.counts().distinct() == FILES * rows + messages && isDone(inbox));
                first.terminate().awaitEnd(Duration.ofSeconds(25));
                third.terminate().awaitEnd(Duration.ofSeconds(25));
            }
            assertThat(inlet.counts().distinct()).isEqualTo(FILES * rows + messages);
            assertThat(inlet.counts().repeated()).as("at most the chunks that one instance has under way").isLessThanOrEqualTo(8 * 100 * FILES + 4 * 50);
            for (int file = 0; file < FILES; file++) {
                assertThat(Files.readString(inbox.resolve("done/" + name(file) + ".receipt.txt"))).contains("read      " + rows).contains("dead      0");
            }
        }
    }

    private static boolean isDone(Path inbox) {
        return IntStream.range(0, FILES).allMatch(file -> Files.exists(inbox.resolve("done/" + name(file))) && !Files.exists(inbox.resolve(name(file))));
    }

    private Instance start(String name, Postgres postgres, Simulator inlet, String settings) throws IOException, URISyntaxException {
        Path home = Files.createDirectories(folder.resolve(name));
        SampleHome.in(home);
        try (Stream<Path> routes = Files.list(home.resolve("routes"))) {
            for (Path other : routes.filter(route -> !route.getFileName().toString().matches("(loyalty-signup-from-csv|booking-cancelled-from-jms|redelivery)\\.camel\\.yaml")).toList()) {
                Files.delete(other);
            }
        }
        Files.writeString(home.resolve("application.properties"), """
                inlet.sample.url = %s
                inlet.limit.requests-per-second = 0
                inlet.limit.messages-per-second = 0
                chunks.under-way = 8
                inbox.directory = %s
                ledger.url = %s
                %s
                """.formatted(inlet.url("sample"), folder.resolve("inbox"), postgres.url(), settings));
        Path driver = Path.of(org.postgresql.Driver.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        Files.copy(driver, Files.createDirectories(home.resolve("lib/ext")).resolve("postgresql.jar"), StandardCopyOption.REPLACE_EXISTING);
        Map<String, String> quickStart = Map.of("JAVA_OPTS", "-XX:TieredStopAtLevel=1");
        return Instance.start(home, quickStart, "run", "--home", home.toString());
    }

    private void drop(Path inbox, int file, int rows) throws IOException {
        List<String> lines = Files.readAllLines(folder.resolve("first/mappings/loyalty-signup/sample.csv"));
        String id = lines.get(1).split(",", -1)[0];
        StringBuilder text = new StringBuilder(lines.get(0)).append('\n');
        for (int row = 0; row < rows; row++) {
            text.append(lines.get(1).replace(id, "LS-" + file + "-" + row)).append('\n');
        }
        Files.writeString(inbox.resolve(name(file)), text);
    }

    private static String name(int file) {
        return "signups-" + file + ".csv";
    }
}
