package io.inletroutes.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.inletroutes.routes.SampleHome;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged product with a route that has one exchange for each row, in little memory: a chunk's events wait without a thread, but not without bound. */
class EventsAloneIT {

    private static final int ROWS = 100_000;
    private static final Duration LONGEST = Duration.ofMinutes(5);

    @TempDir
    Path home;

    @Test
    void finishALargeFileThatTheProcessWasKilledInTheMiddleOf() throws Exception {
        try (CountingInlet inlet = CountingInlet.start()) {
            Path inbox = home("parallelProcessing: \"true\"", inlet);

            try (Instance first = start("128m")) {
                await().atMost(LONGEST).until(() -> inlet.accepted() >= ROWS / 3);
                first.kill();
            }
            try (Instance second = start("128m")) {
                await().atMost(LONGEST).until(() -> Files.exists(inbox.resolve("done/signups.csv")));
                assertThat(second.terminate().awaitEnd(Duration.ofSeconds(25)).exitCode()).isZero();
            }

            assertThat(inlet.distinct()).isEqualTo(ROWS);
            assertThat(inlet.accepted() - inlet.distinct()).as("accepted twice").isLessThanOrEqualTo(10_000);
            assertThat(Files.readString(inbox.resolve("done/signups.csv.receipt.txt"))).contains("read      " + ROWS).contains("dead      0");
        }
    }

    /** The whole file was in memory: no thread had a chunk while its events waited for the inlet, so that all of them read on. */
    @Test
    void needNoMoreMemoryForALargeFile() throws Exception {
        try (CountingInlet inlet = CountingInlet.start()) {
            Path inbox = home("", inlet);

            try (Instance run = start("64m")) {
                await().atMost(LONGEST).until(() -> Files.exists(inbox.resolve("done/signups.csv")) || !run.isAlive());
                assertThat(run.terminate().awaitEnd(Duration.ofSeconds(25)).exitCode()).isZero();
            }

            assertThat(inlet.accepted()).isEqualTo(ROWS);
            assertThat(inlet.distinct()).isEqualTo(ROWS);
            assertThat(Files.readString(inbox.resolve("done/signups.csv.receipt.txt"))).contains("accepted  " + ROWS).contains("dead      0");
        }
    }

    private Instance start(String heap) throws IOException {
        return Instance.start(home, Map.of("INLET_ROUTES_HEAP", heap), "run", "--home", home.toString());
    }

    /** With the file in its inbox, which is given back. */
    private Path home(String option, CountingInlet inlet) throws IOException {
        SampleHome files = SampleHome.in(home);
        try (Stream<Path> routes = Files.list(home.resolve("routes"))) {
            for (Path other : routes.filter(route -> !route.getFileName().toString().matches("(loyalty-signup-from-csv|redelivery)\\.camel\\.yaml")).toList()) {
                Files.delete(other);
            }
        }
        files.edit("routes/loyalty-signup-from-csv.camel.yaml", """
                - to:
                    id: loyalty-signup-pass-on
                    uri: direct:loyalty-signup-to-inlet
                """.indent(14), """
                - split:
                    id: each-row
                    %s
                    expression:
                      simple:
                        expression: "${body}"
                    steps:
                      - to:
                          uri: direct:loyalty-signup-to-inlet
                """.formatted(option).indent(14));
        files.settings("""
                inlet.sample.url = %s
                inlet.limit.requests-per-second = 0
                inlet.limit.messages-per-second = 0
                """.formatted(inlet.url()));
        Path inbox = Files.createDirectories(home.resolve("inbox/loyalty-signup"));
        try (BufferedWriter out = Files.newBufferedWriter(inbox.resolve("signups.csv.part"))) {
            out.write("signup_id,signed_up_at,first_name,last_name,email,birth_year,tier,store,newsletter\n");
            for (int row = 0; row < ROWS; row++) {
                out.write("LS-" + row + ",2024-05-29T09:12:44+02:00,Noor,Achterberg,noor" + row + "@example.org,1984,S,Utrecht,yes\n");
            }
        }
        return Files.move(inbox.resolve("signups.csv.part"), inbox.resolve("signups.csv")).getParent();
    }
}
