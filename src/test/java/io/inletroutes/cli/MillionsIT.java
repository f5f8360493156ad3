package io.inletroutes.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.inletroutes.routes.SampleHome;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** One very large file, killed in its middle, with little memory. {@code -Dmillions.rows=10000000} takes some ten minutes and 3 GB of disk. */
@EnabledIfSystemProperty(named = "millions.rows", matches = "\\d+", disabledReason = "-Dmillions.rows says how many rows")
class MillionsIT {

    private static final int ROWS = Integer.getInteger("millions.rows", 0);
    private static final Duration LONGEST = Duration.ofMinutes(60);

    @TempDir
    Path home;

    @Test
    void finishesAFileThatItWasKilledInTheMiddleOf() throws Exception {
        SampleHome.in(home);
        try (Stream<Path> routes = Files.list(home.resolve("routes"))) {
            for (Path other : routes.filter(route -> !route.getFileName().toString().matches("(loyalty-signup-from-csv|redelivery)\\.camel\\.yaml")).toList()) {
                Files.delete(other);
            }
        }
        try (CountingInlet inlet = CountingInlet.start()) {
            Files.writeString(home.resolve("application.properties"), """
                    inlet.sample.url = %s
                    inlet.limit.requests-per-second = 0
                    inlet.limit.messages-per-second = 0
                    inlet.validate = none
                    """.formatted(inlet.url()));
            Path inbox = Files.createDirectories(home.resolve("inbox/loyalty-signup"));
            write(inbox.resolve("signups.csv.part"));
            Files.move(inbox.resolve("signups.csv.part"), inbox.resolve("signups.csv"));

            Instant started = Instant.now();
            try (Instance first = start()) {
                await().atMost(LONGEST).until(() -> inlet.accepted() >= ROWS / 2);
                first.kill();
            }
            long killedAt = inlet.accepted();
            Instant killed = Instant.now();
            try (Instance second = start()) {
                await().atMost(LONGEST).until(() -> Files.exists(inbox.resolve("done/signups.csv")));
                second.terminate().awaitEnd(Duration.ofSeconds(25));
                assertThat(second.exitCode()).isZero();
            }

            Files.writeString(Path.of("target/millions.txt"), "%d rows, -Xmx128m: killed after %d accepted (%d s), finished %d s later; %d accepted, %d distinct, %d accepted twice%n%s".formatted(
                    ROWS, killedAt, Duration.between(started, killed).toSeconds(), Duration.between(killed, Instant.now()).toSeconds(), inlet.accepted(), inlet.distinct(),
                    inlet.accepted() - inlet.distinct(), Files.readString(inbox.resolve("done/signups.csv.receipt.txt"))));
            assertThat(inlet.distinct()).isEqualTo(ROWS);
            assertThat(inlet.accepted() - inlet.distinct()).as("accepted twice").isLessThanOrEqualTo(8_000);
            assertThat(Files.readString(inbox.resolve("done/signups.csv.receipt.txt"))).contains("read      " + ROWS).contains("dead      0");
        }
    }

    private Instance start() throws IOException {
        return Instance.start(home, Map.of("INLET_ROUTES_HEAP", "128m"), "run", "--home", home.toString());
    }

    private static void write(Path file) throws IOException {
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            out.write("signup_id,signed_up_at,first_name,last_name,email,birth_year,tier,store,newsletter\n");
            for (int row = 0; row < ROWS; row++) {
                out.write("LS-" + row + ",2024-05-29T09:12:44+02:00,Noor,Achterberg,noor" + row + "@example.org,1984,S,Utrecht,yes\n");
            }
        }
    }
}
