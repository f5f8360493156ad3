package io.inletroutes.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.camel.ProducerTemplate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Messages that wait in a queue of the embedded broker, as operators see them. */
class QueueDepthTest {

    private static final String NAME = "booking-cancelled-from-jms";

    @TempDir
    Path folder;

    @Test
    void countsWhatWaitsInTheQueueWhileTheInletTakesNothing() throws IOException {
        try (RunningHome home = RunningHome.with(folder, NAME, RunningHome.QUICK).start(); ProducerTemplate template = home.routes.context().createProducerTemplate()) {
            home.routes.inlets().pause("sample");
            for (int i = 0; i < 3; i++) {
                template.sendBody("jms:booking-cancelled", "{\"number\": " + i + "}"); // whatever it says: it is settled as a dead letter
            }

            await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(waiting(home)).isEqualTo(3));
            home.routes.inlets().resume("sample");

            await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(waiting(home)).isZero());
        }
    }

    @Test
    void knowsNoneOfARouteThatReadsFiles() throws IOException {
        try (RunningHome home = RunningHome.with(folder, "loyalty-signup-from-csv", RunningHome.QUICK).start()) {
            assertThat(home.routes.states().get(0).messagesWaiting()).isEmpty();
        }
    }

    private static long waiting(RunningHome home) {
        return home.routes.states().stream().filter(state -> state.route().equals(NAME)).findFirst().orElseThrow().messagesWaiting().orElse(-1);
    }
}
