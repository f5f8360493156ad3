package io.inletroutes.routes;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.inletroutes.Location;
import io.inletroutes.Problem;
import io.inletroutes.ledger.KeptLetter;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Queue;
import jakarta.jms.QueueBrowser;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.io.IOException;
import java.time.Instant;
import java.util.Collection;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.component.jms.JmsEndpoint;

/**
 * A JMS queue that gets every dead letter, one message each, beside its file or, with {@code dead-letters.files = false}, with the event
 * in this place alone. A letter that is kept again after a crash comes again with the same id. Thread-safe.
 */
final class DeadLetterQueue {

    static final String ID = "deadLetterId";
    static final String ROUTE = "deadLetterRoute";
    private static final ObjectMapper JSON = JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES).build(); // digits are kept as they are

    private final CamelContext context;
    private final String uri;
    private ProducerTemplate template;

    DeadLetterQueue(HomeSettings settings) {
        this.context = settings.context();
        this.uri = settings.letterQueue().orElse(null);
    }

    /** What is wrong in its settings. */
    static List<Problem> check(HomeSettings settings) {
        Optional<String> uri = settings.letterQueue();
        if (uri.isPresent() && !uri.get().matches("jms(-[^:?]+)?:(?!topic:).+")) {
            return List.of(Problem.error(Location.NONE, "dead-letters.queue is no JMS queue").fix("write jms:NAME, or jms-BROKER:NAME for the broker of jms.BROKER.url"));
        }
        if (uri.isEmpty() && !settings.lettersInFiles()) {
            return List.of(Problem.error(Location.NONE, "dead letters have no place: dead-letters.files is false and dead-letters.queue is not set").fix("set dead-letters.queue, or take dead-letters.files out"));
        }
        return List.of();
    }

    /** The JMS component that it needs. */
    Optional<String> component() {
        return Optional.ofNullable(uri).map(queue -> queue.substring(0, queue.indexOf(':')));
    }

    /** @throws IOException when the broker does not take them: then the same letters may come again */
    void put(Collection<KeptLetter> letters) throws IOException {
        if (uri == null) {
            return;
        }
        Set<String> put = new HashSet<>();
        for (KeptLetter letter : letters) {
            if (put.add(letter.id())) {
                Map<String, Object> headers = new HashMap<>(Map.of(ID, letter.id(), ROUTE, letter.route()));
                TraceHeaders.ALL.forEach(name -> headers.computeIfAbsent(name, missing -> letter.whole().path("headers").path(missing).textValue()));
                try {
                    template().sendBodyAndHeaders(uri, letter.whole().toString(), headers);
                } catch (CamelExecutionException e) {
                    throw new IOException("the broker does not take it", e);
                }
            }
        }
    }

    /**
     * Those of the letters that are still there, as they were put last, by id. Takes none away.
     *
     * @throws IOException when the broker does not answer
     */
    Map<String, JsonNode> find(Collection<String> ids) throws IOException {
        Map<String, JsonNode> found = new HashMap<>();
        if (uri == null || ids.isEmpty()) {
            return found;
        }
        ask((session, queue) -> look(session, queue, ids.stream().map(DeadLetterQueue::quoted).collect(Collectors.joining(", ", ID + " in (", ")")),
                letter -> found.put(letter.id(), letter.whole())));
        return found;
    }

    /**
     * Puts letters whose events hold that value back without their events.
     *
     * @return ids of those
     * @throws IOException when the broker does not answer; some may be erased then
     */
    Set<String> erase(String identity, Instant now) throws IOException {
        Map<String, KeptLetter> erased = new LinkedHashMap<>();
        if (uri != null) {
            ask((session, queue) -> {
                look(session, queue, ID + " is not null", letter -> letter.erased(identity, now).ifPresent(without -> erased.put(letter.id(), without)));
                for (KeptLetter letter : erased.values()) {
                    try (MessageConsumer consumer = session.createConsumer(queue, ID + " = " + quoted(letter.id())); MessageProducer producer = session.createProducer(queue)) {
                        while (consumer.receiveNoWait() != null) { } // one that came twice becomes one
                        TextMessage message = session.createTextMessage(letter.whole().toString());
                        message.setStringProperty(ID, letter.id());
                        message.setStringProperty(ROUTE, letter.route());
                        producer.send(message);
                    }
                    session.commit();
                }
            });
        }
        return erased.keySet();
    }

    private static String quoted(String id) {
        return "'" + id.replace("'", "''") + "'";
    }

    private static void look(Session session, Queue queue, String those, Consumer<KeptLetter> found) throws JMSException, IOException {
        try (QueueBrowser browser = session.createBrowser(queue, those)) {
            for (Enumeration<?> messages = browser.getEnumeration(); messages.hasMoreElements();) {
                if (messages.nextElement() instanceof TextMessage message && JSON.readTree(message.getText()) instanceof ObjectNode whole) {
                    found.accept(new KeptLetter(message.getStringProperty(ID), message.getStringProperty(ROUTE), whole));
                }
            }
        }
    }

    private interface Asking {
        void ask(Session session, Queue queue) throws JMSException, IOException;
    }

    private void ask(Asking asking) throws IOException {
        JmsEndpoint endpoint = context.getEndpoint(uri, JmsEndpoint.class);
        try (Connection connection = endpoint.getConfiguration().getOrCreateConnectionFactory().createConnection(); Session session = connection.createSession(Session.SESSION_TRANSACTED)) {
            connection.start();
            asking.ask(session, session.createQueue(endpoint.getDestinationName()));
        } catch (JMSException e) {
            throw new IOException("the queue of dead letters does not answer", e);
        }
    }

    private synchronized ProducerTemplate template() {
        if (template == null) {
            template = context.createProducerTemplate();
        }
        return template;
    }
}
