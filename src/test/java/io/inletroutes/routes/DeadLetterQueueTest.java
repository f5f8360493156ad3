package io.inletroutes.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.inletroutes.ProblemsException;
import java.io.IOException;
import java.nio.file.Path;
import org.apache.camel.ConsumerTemplate;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeadLetterQueueTest {

    private static final String ROWS = """
            signup_id,signed_up_at,first_name,last_name,email,birth_year,tier,store,newsletter
            LS-1,2024-05-29T09:12:44+02:00,Noor,Achterberg,noor@example.org,1984,S,Utrecht,yes
            LS-2,2024-05-29T09:12:44+02:00,Noor,Achterberg,,1984,S,Utrecht,yes
            """;

    @TempDir
    Path folder;

    @Test
    void getsWhatIsKeptInTheFileToo() throws IOException {
        try (RunningHome home = RunningHome.with(folder, "loyalty-signup-from-csv", RunningHome.QUICK + "dead-letters.queue = jms:refused-events\n")) {
            home.start();

            home.drop("loyalty-signup", "a.csv", ROWS);

            try (ConsumerTemplate consumer = home.routes.context().createConsumerTemplate()) {
                Exchange received = consumer.receive("jms:refused-events", 30_000);
                JsonNode letter = new ObjectMapper().readTree(received.getMessage().getBody(String.class));
                assertThat(letter).isEqualTo(home.deadLetters().get(0));
                assertThat(received.getMessage().getHeader("deadLetterId")).isEqualTo(letter.get("id").asText());
                assertThat(received.getMessage().getHeader("deadLetterRoute")).isEqualTo("loyalty-signup-from-csv");
            }
        }
    }

    @Test
    void passesTheTraceOfARefusedMessageOn() throws IOException {
        String trace = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
        try (RunningHome home = RunningHome.with(folder, "booking-cancelled-from-jms", RunningHome.QUICK + "dead-letters.queue = jms:refused-events\n")) {
            home.start();

            home.routes.context().createProducerTemplate().sendBodyAndHeader("jms:booking-cancelled", "{}", "traceparent", trace);

            try (ConsumerTemplate consumer = home.routes.context().createConsumerTemplate()) {
                assertThat(consumer.receive("jms:refused-events", 30_000).getMessage().getHeader("traceparent")).isEqualTo(trace);
            }
        }
    }

    @Test
    void isAJmsQueue() throws IOException {
        try (RunningHome home = RunningHome.with(folder, "loyalty-signup-from-csv", RunningHome.QUICK + "dead-letters.queue = refused-events\n")) {
            assertThatThrownBy(home::start).isInstanceOf(ProblemsException.class).hasMessageContaining("dead-letters.queue is no JMS queue");
        }
    }
}
