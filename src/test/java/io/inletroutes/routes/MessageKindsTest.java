package io.inletroutes.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.inletroutes.BrokenEvent;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSProducer;
import jakarta.jms.MapMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.function.BiConsumer;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a JMS message, or the body of any other route, may be made of. */
class MessageKindsTest {

    private static final Charset WINDOWS = Charset.forName("windows-1252");
    private static final String JSON = "{\"signup_id\": \"%s\", \"signed_up_at\": \"2024-05-29T09:12:44+02:00\", \"first_name\": \"Zo\u00eb\", \"last_name\": \"Berg\", "
            + "\"email\": \"zoe@example.org\", \"birth_year\": 1984, \"tier\": \"S\", \"store\": \"Utrecht\", \"newsletter\": \"yes\"}";
    private static final String ROUTE = """
            - route:
                id: loyalty-signup-from-jms
                description: Takes sign-ups from a queue.
                routeConfigurationId: redeliver-then-dead-letter
                from:
                  uri: jms
                  parameters:
                    destinationName: signups
                    transacted: "true"
                    messageListenerContainerFactory: "#messagesInChunks"
                    consumerType: Custom
                  steps:
                    - to:
                        uri: mapping:loyalty-signup
                    - to:
                        uri: inlet:sample
            """;

    @TempDir
    Path folder;

    private RunningHome home;

    @BeforeEach
    void start() throws IOException {
        home = RunningHome.with(folder, "none", RunningHome.QUICK);
        Files.writeString(folder.resolve("routes/signups.camel.yaml"), ROUTE);
        home.start();
    }

    @AfterEach
    void close() throws IOException {
        home.close();
    }

    private void send(BiConsumer<JMSContext, JMSProducer> sending) {
        try (ActiveMQConnectionFactory connections = new ActiveMQConnectionFactory("vm://0"); JMSContext jms = connections.createContext()) {
            sending.accept(jms, jms.createProducer().setPriority(7));
        }
    }

    @Test
    void isTextOrBytesOrAMap() throws IOException {
        send((jms, producer) -> {
            MapMessage map = jms.createMapMessage();
            try {
                for (String field : List.of("signup_id=MAP", "signed_up_at=2024-05-29T09:12:44+02:00", "first_name=Zo\u00eb", "last_name=Berg", "email=zoe@example.org",
                        "tier=S", "store=Utrecht", "newsletter=yes")) {
                    map.setString(field.replaceFirst("=.*", ""), field.replaceFirst(".*=", ""));
                }
                map.setInt("birth_year", 1984);
            } catch (jakarta.jms.JMSException e) {
                throw new IllegalStateException(e);
            }
            producer.send(jms.createQueue("signups"), JSON.formatted("TEXT"));
            producer.send(jms.createQueue("signups"), JSON.formatted("BYTES").getBytes(StandardCharsets.UTF_8));
            producer.send(jms.createQueue("signups"), ("\ufeff" + JSON.formatted("MARKED")).getBytes(StandardCharsets.UTF_8));
            producer.send(jms.createQueue("signups"), map);
        });

        await().atMost(Duration.ofSeconds(30)).until(() -> home.inlet().counts().distinct() + home.deadLetters().size() == 4);

        assertThat(home.deadLetters()).isEmpty();
        assertThat(home.inlet().received()).allSatisfy(message -> assertThat(message.toString()).contains("Zo\u00eb"))
                .extracting(message -> message.at("/body/xdmEntity/_id").asText()).containsExactlyInAnyOrder("TEXT", "BYTES", "MARKED", "MAP");
    }

    /** Bytes in another set were delivered with their accents replaced. */
    @Test
    void isADeadLetterWithItsHeadersWhereItIsNoneOfThemOrNoUtf8() throws IOException {
        byte[] windows = JSON.formatted("WINDOWS").getBytes(WINDOWS);
        send((jms, producer) -> {
            producer.send(jms.createQueue("signups"), windows);
            producer.send(jms.createQueue("signups"), (java.io.Serializable) List.of("a"));
            producer.send(jms.createQueue("signups"), jms.createStreamMessage());
            producer.send(jms.createQueue("signups"), jms.createMessage());
            producer.send(jms.createQueue("signups"), JSON.formatted("TEXT"));
        });

        await().atMost(Duration.ofSeconds(30)).until(() -> home.inlet().counts().distinct() == 1 && home.deadLetters().size() == 4);

        List<JsonNode> letters = home.deadLetters();
        assertThat(letters).extracting(letter -> letter.path("reason").asText()).containsExactlyInAnyOrder("the body is not UTF-8", "the body is neither JSON nor text",
                "the body is neither JSON nor text", "the body is neither JSON nor text");
        assertThat(letters).filteredOn(letter -> letter.path("reason").asText().equals("the body is not UTF-8")).extracting(letter -> letter.path("raw").asText())
                .containsExactly("base64:" + Base64.getEncoder().encodeToString(windows));
        assertThat(letters).allSatisfy(letter -> {
            assertThat(letter.at("/headers/JMSPriority").asInt()).isEqualTo(7);
            assertThat(letter.at("/headers/JMSXDeliveryCount").asInt()).isPositive();
        });
    }

    @Test
    void isReadInItsOwnCharacterSetWhereTheRouteNamesOne() throws Exception {
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            Exchange exchange = new DefaultExchange(context);
            exchange.getMessage().setBody(new ByteArrayInputStream("{\"guest\": \"Zo\u00eb\"}".getBytes(WINDOWS)));

            assertThat(ExchangeEvents.event(exchange)).isInstanceOf(BrokenEvent.class);

            exchange.getMessage().setBody("{\"guest\": \"Zo\u00eb\"}".getBytes(WINDOWS));
            exchange.setProperty(Exchange.CHARSET_NAME, "windows-1252");
            assertThat(ExchangeEvents.event(exchange).value().path("guest").asText()).isEqualTo("Zo\u00eb");
        }
    }
}
