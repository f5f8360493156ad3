package io.inletroutes.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.inletroutes.simulator.Fault;
import jakarta.jms.MessageConsumer;
import jakarta.jms.TextMessage;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.camel.ProducerTemplate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Messages that share a transaction, and what stays each message's own. */
class MessageChunksTest {

    private static final String QUEUE = "jms:booking-cancelled";

    @TempDir
    Path folder;

    private RunningHome home;
    private ProducerTemplate template;

    @BeforeEach
    void makeHome() throws IOException {
        home = RunningHome.with(folder, "booking-cancelled-from-jms", RunningHome.QUICK + "jms.consumers = 1\n");
    }

    @AfterEach
    void close() throws IOException {
        home.close();
    }

    /** 500 messages of 200 KB were one chunk, and four of them more than the heap. */
    @Test
    void endsAChunkWhenItsMessagesAreEnoughBytes() throws Exception {
        TextMessage tenBytes = (TextMessage) Proxy.newProxyInstance(TextMessage.class.getClassLoader(), new Class<?>[] {TextMessage.class},
                (proxy, method, arguments) -> method.getName().equals("getText") ? "0123456789" : null);
        MessageConsumer endless = (MessageConsumer) Proxy.newProxyInstance(MessageConsumer.class.getClassLoader(), new Class<?>[] {MessageConsumer.class},
                (proxy, method, arguments) -> method.getName().equals("receiveNoWait") ? tenBytes : null);

        assertThat(MessageChunks.together(tenBytes, endless, 500, 95)).hasSize(10);
        assertThat(MessageChunks.together(tenBytes, endless, 500, 1)).hasSize(1);
        assertThat(MessageChunks.together(tenBytes, endless, 500, 1_000_000)).hasSize(500);
    }

    private void start() {
        home.start();
        template = home.routes.context().createProducerTemplate();
    }

    @Test
    void deliversMessagesThatWaitInFewRequests() {
        start();
        home.routes.inlets().pause("sample");
        for (int message = 0; message < 300; message++) {
            template.sendBody(QUEUE, cancellation("BK-" + message));
        }

        home.routes.inlets().resume("sample");

        await().atMost(Duration.ofSeconds(30)).until(() -> home.inlet().counts().distinct() == 300);

        assertThat(home.inlet().counts().requests()).isLessThanOrEqualTo(30); // as many at a time as the broker has handed over by then
    }

    @Test
    void fillsEachMessageBesideItsOwnHeaders() throws IOException {
        home.files.edit("mappings/booking-cancelled/mapping.json", "\"$.booking.confirmation\"", "\"${header.bookingKey}\"");
        start();
        home.routes.inlets().pause("sample");
        for (int message = 0; message < 50; message++) {
            template.sendBodyAndHeader(QUEUE, cancellation("BK-" + message), "bookingKey", "KEY-" + message);
        }

        home.routes.inlets().resume("sample");

        await().atMost(Duration.ofSeconds(30)).until(() -> home.inlet().counts().accepted() == 50);

        for (JsonNode message : home.inlet().received()) {
            assertThat(message.toString()).doesNotContain("BK-");
        }
        assertThat(home.inlet().counts().distinct()).isEqualTo(50);
    }

    @Test
    void keepsAMessageThatIsNoJsonAsDeadLetterAndDeliversItsNeighbours() throws IOException {
        start();
        home.routes.inlets().pause("sample");
        template.sendBody(QUEUE, cancellation("BK-1"));
        template.sendBody(QUEUE, "no JSON {");
        template.sendBody(QUEUE, cancellation("BK-2").getBytes(java.nio.charset.StandardCharsets.UTF_8));
        template.sendBody(QUEUE, cancellation("BK-3"));

        home.routes.inlets().resume("sample");

        await().atMost(Duration.ofSeconds(30)).until(() -> home.inlet().counts().distinct() == 3 && home.deadLetters().size() == 1);

        JsonNode letter = home.deadLetters().get(0);
        assertThat(letter.path("reason").asText()).contains("the body is not JSON");
        assertThat(letter.at("/origin/source").asText()).isEqualTo("booking-cancelled");
        assertThat(letter.path("raw").asText()).isEqualTo("no JSON {");
        assertThat(letter.at("/origin/key").asText()).startsWith("ID:");
    }

    /** A chunk's dead letters had the headers of its first message, and were sent again without any. */
    @Test
    void keepsEachMessagesHeadersInItsDeadLetterAndSendsItAgainWithThem() throws Exception {
        home.files.edit("mappings/booking-cancelled/mapping.json", "\"$.booking.confirmation\"", "\"${header.bookingKey}\"");
        home.files.edit("mappings/booking-cancelled/mapping.json", "$.booking.hotel", "$.booking.house");
        start();
        home.routes.inlets().pause("sample");
        for (int message = 0; message < 4; message++) {
            template.sendBodyAndHeaders(QUEUE, cancellation("BK-" + message), Map.of("bookingKey", "KEY-" + message, "x-sandbox-name", message % 2 == 0 ? "dev" : "stage"));
        }
        home.routes.inlets().resume("sample");
        await().atMost(Duration.ofSeconds(30)).until(() -> home.deadLetters().size() == 4);
        home.files.edit("mappings/booking-cancelled/mapping.json", "$.booking.house", "$.booking.hotel");
        home.stop();
        home = home.again().start();

        JsonNode replayed = home.routes.operations().answer(JsonNodeFactory.instance.objectNode().put("do", "replay"));

        assertThat(replayed.path("accepted")).hasSize(4);
        assertThat(home.deadLetters()).allSatisfy(letter -> {
            assertThat(letter.at("/headers/JMSMessageID")).isEqualTo(letter.at("/origin/key"));
            assertThat(letter.at("/headers/bookingKey").asText()).startsWith("KEY-");
        }).extracting(letter -> letter.at("/headers/x-sandbox-name").asText()).containsExactlyInAnyOrder("dev", "stage", "dev", "stage");
        assertThat(home.inlet().received()).extracting(message -> message.at("/body/xdmEntity/_id").asText()).containsExactlyInAnyOrder("KEY-0", "KEY-1", "KEY-2", "KEY-3");
        assertThat(home.inlet().counts().requests()).isEqualTo(2); // one for each sandbox
    }

    @Test
    void neverPutsMessagesForDifferentSandboxesIntoOneRequest() {
        start();
        home.routes.inlets().pause("sample");
        for (int message = 0; message < 20; message++) {
            template.sendBodyAndHeaders(QUEUE, cancellation("BK-" + message), Map.of("x-sandbox-name", message % 2 == 0 ? "dev" : "stage"));
        }

        home.routes.inlets().resume("sample");

        await().atMost(Duration.ofSeconds(30)).until(() -> home.inlet().counts().distinct() == 20);

        assertThat(home.inlet().counts().refused()).isZero();
    }

    @Test
    void leavesMessagesInTheQueueWhenItIsStoppedWhileHeld() throws Exception {
        start();
        home.inlet().fault(Fault.parse("503"));
        List.of("BK-1", "BK-2", "BK-3").forEach(id -> template.sendBody(QUEUE, cancellation(id)));
        await().atMost(Duration.ofSeconds(30)).until(home::isHeld);

        home.stop();

        home.inlet().mend();
        home = home.again().start();
        await().atMost(Duration.ofSeconds(30)).until(() -> home.inlet().counts().distinct() == 3);
        assertThat(home.deadLetters()).isEmpty();
    }

    private static String cancellation(String confirmation) {
        return "{\"cancelledAt\": \"2024-05-29T16:40:05+02:00\", \"reason\": \"flight moved\", \"refundable\": false, "
                + "\"fee\": {\"amount\": 45.5, \"currency\": \"EUR\"}, \"booking\": {\"confirmation\": \"" + confirmation + "\", \"hotel\": \"Harbour House\", "
                + "\"check in\": \"2024-07-12\", \"nights\": 3, \"guests\": [{\"role\": \"lead\", \"first\": \"Greta\", \"last\": \"Hahn\", \"email\": \"greta@example.org\"}]}}";
    }
}
