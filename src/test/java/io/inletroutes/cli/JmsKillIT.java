package io.inletroutes.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.inletroutes.routes.SampleHome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A full queue whose consumer is killed three times, with the shipped chunks. {@code -Djms.messages=100000} is the long form, about a minute. */
class JmsKillIT {

    private static final int MESSAGES = Integer.getInteger("jms.messages", 8_000);
    private static final int KILLS = 3;
    private static final int IN_FLIGHT = 4 * 500;

    @TempDir
    Path home;

    @Test
    void losesNoMessageOfAQueueWhoseConsumerIsKilledAgainAndAgain() throws Exception {
        SampleHome.in(home);
        try (Stream<Path> routes = Files.list(home.resolve("routes"))) {
            for (Path other : routes.filter(route -> !route.getFileName().toString().matches("(booking-cancelled-from-jms|redelivery)\\.camel\\.yaml")).toList()) {
                Files.delete(other);
            }
        }
        try (CountingInlet inlet = CountingInlet.start(); Broker broker = Broker.start()) {
            Files.writeString(home.resolve("application.properties"), """
                    inlet.sample.url = %s
                    jms.url = %s
                    inlet.limit.requests-per-second = 0
                    inlet.limit.messages-per-second = 0
                    """.formatted(inlet.url(), broker.url()));
            broker.send("booking-cancelled", MESSAGES, message -> RunIT.cancellation("LS-" + message));

            for (int kill = 1; kill <= KILLS; kill++) {
                long until = (long) MESSAGES * kill / (KILLS + 1);
                try (Instance instance = start()) {
                    await().pollInterval(Duration.ofMillis(5)).atMost(Duration.ofMinutes(5)).until(() -> inlet.accepted() >= until);
                    instance.kill();
                }
            }
            try (Instance last = start()) {
                await().atMost(Duration.ofMinutes(5)).until(() -> broker.count("booking-cancelled") == 0);
                last.terminate().awaitEnd(Duration.ofSeconds(25));
            }

            assertThat(inlet.distinct()).isEqualTo(MESSAGES);
            assertThat(inlet.accepted() - MESSAGES).as("accepted again").isLessThanOrEqualTo((long) KILLS * IN_FLIGHT);
            assertThat(home.resolve("data/dead-letters")).doesNotExist();
            Files.writeString(Path.of("target/jms-kill.txt"), "%d messages, %d kills: %d different ones accepted, %d accepted again%n"
                    .formatted(MESSAGES, KILLS, inlet.distinct(), inlet.accepted() - MESSAGES));
        }
    }

    private Instance start() throws IOException {
        return Instance.start(home, Map.of(), "run", "--home", home.toString());
    }
}
