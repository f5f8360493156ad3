package io.inletroutes.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.inletroutes.ProblemsException;
import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSException;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.camel.ConsumerTemplate;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Dead letters whose events lie on a JMS queue in place of files. */
class LettersOnQueueAloneTest {

    private static final String NAME = "loyalty-signup";
    private static final String QUEUE = "jms:refused-events";
    private static final String ON_QUEUE = RunningHome.QUICK + "dead-letters.queue = " + QUEUE + "\ndead-letters.files = false\n";
    private static final String ROWS = """
            signup_id,signed_up_at,first_name,last_name,email,birth_year,tier,store,newsletter
            LS-1,2024-05-29T09:12:44+02:00,Noor,Achterberg,noor@example.org,1984,S,Utrecht,yes
            LS-2,2024-05-29T09:12:45+02:00,,Sander,sander@example.org,1985,S,Utrecht,yes
            LS-3,2024-05-29T09:12:46+02:00,,Berg,ida@example.org,1986,S,Utrecht,yes
            """;

    @TempDir
    Path folder;

    private RunningHome home;

    @AfterEach
    void close() throws IOException {
        if (home != null) {
            home.close();
        }
    }

    private void deliver() throws IOException {
        home = RunningHome.with(folder, "loyalty-signup-from-csv", ON_QUEUE).start();
        home.drop(NAME, "a.csv", ROWS);
        await().atMost(Duration.ofSeconds(30)).until(() -> home.isInboxEmpty(NAME));
    }

    @Test
    void haveReasonAndPlaceInTheirFilesAndTheEventOnTheQueue() throws Exception {
        deliver();

        List<JsonNode> lines = home.deadLetters();

        assertThat(lines).hasSize(2);
        assertThat(lines.toString()).doesNotContain("example.org").doesNotContain("Sander");
        assertThat(lines.get(0).path("queue").asText()).isEqualTo(QUEUE);
        assertThat(lines.get(0).path("reason").asText()).contains("$.first_name has no value");
        assertThat(lines.get(0).at("/origin/row").asInt()).isEqualTo(3);
        assertThat(answer(ask("dead-letters")).path("count").asInt()).isEqualTo(2);
        assertThat(Files.readString(home.inbox(NAME).resolve("rejected/a.csv"))).contains("sander@example.org").contains(lines.get(0).path("id").asText());
        JsonNode shown = answer(ask("read").put("id", lines.get(0).path("id").asText())).path("letter");
        assertThat(shown.at("/event/email").asText()).isEqualTo("sander@example.org");
    }

    @Test
    void areSentAgainFromTheQueueAndStayThere() throws Exception {
        deliver();
        home.files.edit("mappings/loyalty-signup/mapping.json", "\"$.first_name\"", "\"$.first_name?\"");
        home.routes.reload();

        JsonNode replayed = answer(ask("replay"));

        assertThat(replayed.path("accepted")).hasSize(2);
        assertThat(answer(ask("dead-letters").put("state", "replayed")).path("count").asInt()).isEqualTo(2);
        assertThat(takeAll()).hasSize(2);
    }

    @Test
    void whoseMessagesSomebodyTookAreShownWithoutTheirEventsAndNotSentAgain() throws Exception {
        deliver();
        takeAll();

        JsonNode replayed = answer(ask("replay"));

        assertThat(replayed.path("gone")).hasSize(2);
        JsonNode shown = answer(ask("read").put("id", replayed.at("/gone/0").asText())).path("letter");
        assertThat(shown.has("event")).isFalse();
        assertThat(shown.path("queue").asText()).isEqualTo(QUEUE);
        assertThat(answer(ask("dead-letters")).path("count").asInt()).isEqualTo(2);
    }

    @Test
    void areErasedOnTheQueue() throws Exception {
        deliver();

        JsonNode erased = answer(ask("erase").put("identity", "sander@example.org"));

        assertThat(erased.path("erased")).hasSize(1);
        assertThat(answer(ask("dead-letters").put("state", "erased")).path("count").asInt()).isEqualTo(1);
        List<JsonNode> left = takeAll();
        assertThat(left).hasSize(2);
        assertThat(left.toString()).doesNotContain("Sander").doesNotContain("sander").contains("ida@example.org");
    }

    @Test
    void settleNothingWhileTheQueueTakesNothing() throws Exception {
        AtomicBoolean down = new AtomicBoolean(true);
        home = RunningHome.with(folder, "loyalty-signup-from-csv", ON_QUEUE.replace("jms:", "jms-letters:") + "jms.letters.connection-factory = brittle\n");
        try (EmbeddedBroker broker = EmbeddedBroker.start(folder.resolve("broker"))) {
            home.routes.context().getRegistry().bind("brittle", brittle(broker.connections(), down));
            home.start();

            home.drop(NAME, "a.csv", ROWS);

            await().atMost(Duration.ofSeconds(30)).until(() -> home.routes.states().get(0).status() == RouteState.Status.HELD && home.inlet().counts().accepted() == 1);
            assertThat(home.inbox(NAME).resolve("a.csv")).exists();
            assertThat(home.routes.filesInProgress()).containsExactly("a.csv");
            down.set(false);
            await().atMost(Duration.ofSeconds(30)).until(() -> home.isInboxEmpty(NAME));
            assertThat(takeAll("jms-letters:refused-events")).extracting(letter -> letter.at("/event/signup_id").asText()).containsExactlyInAnyOrder("LS-2", "LS-3");
            home.stop();
        }
    }

    /** The message and its dead letter share a broker, and may share a transaction. */
    @Test
    void takeThePlaceOfAMessageThatIsNoJson() throws Exception {
        home = RunningHome.with(folder, "booking-cancelled-from-jms", ON_QUEUE).start();

        home.routes.context().createProducerTemplate().sendBody("jms:booking-cancelled", "no JSON {");

        await().atMost(Duration.ofSeconds(30)).until(() -> answer(ask("dead-letters")).path("count").asInt() == 1);
        assertThat(takeAll()).extracting(letter -> letter.path("raw").asText()).containsExactly("no JSON {");
    }

    @Test
    void needAQueue() throws IOException {
        home = RunningHome.with(folder, "loyalty-signup-from-csv", "dead-letters.files = false\n");

        assertThatThrownBy(home::start).isInstanceOf(ProblemsException.class).hasMessageContaining("dead-letters.files is false and dead-letters.queue is not set");
    }

    /** A broker that can be told to take nobody. */
    private static ConnectionFactory brittle(ConnectionFactory whole, AtomicBoolean down) {
        return (ConnectionFactory) Proxy.newProxyInstance(ConnectionFactory.class.getClassLoader(), new Class<?>[] {ConnectionFactory.class}, (proxy, method, arguments) -> {
            if (Connection.class.isAssignableFrom(method.getReturnType()) && down.get()) {
                throw new JMSException("down");
            }
            try {
                return method.invoke(whole, arguments);
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        });
    }

    private List<JsonNode> takeAll() throws IOException {
        return takeAll(QUEUE);
    }

    private List<JsonNode> takeAll(String queue) throws IOException {
        List<JsonNode> all = new ArrayList<>();
        try (ConsumerTemplate consumer = home.routes.context().createConsumerTemplate()) {
            for (Exchange one = consumer.receive(queue, 5_000); one != null; one = consumer.receive(queue, 500)) {
                all.add(new ObjectMapper().readTree(one.getMessage().getBody(String.class)));
            }
        }
        return all;
    }

    private static ObjectNode ask(String what) {
        return JsonNodeFactory.instance.objectNode().put("do", what);
    }

    private JsonNode answer(ObjectNode request) throws Exception {
        return home.routes.operations().answer(request);
    }
}
