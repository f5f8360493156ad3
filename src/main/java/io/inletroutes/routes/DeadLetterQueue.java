package io.inletroutes.routes;

import com.fasterxml.jackson.databind.JsonNode;
import io.inletroutes.Location;
import io.inletroutes.Problem;
import io.inletroutes.ProblemsException;
import io.inletroutes.ledger.DeadLetter;
import io.inletroutes.ledger.DeadLetters;
import java.io.IOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.ProducerTemplate;

/**
 * A JMS queue that gets every dead letter beside its file, one message each, for programs that look after them. A letter that is kept
 * again after a crash comes again with the same id. Thread-safe.
 */
final class DeadLetterQueue {

    static final String ID = "deadLetterId";
    static final String ROUTE = "deadLetterRoute";

    private final CamelContext context;
    private final String uri;
    private final DeadLetters store;
    private ProducerTemplate template;

    /** @param uri {@code jms:NAME} or {@code jms-BROKER:NAME}, null for no queue */
    DeadLetterQueue(CamelContext context, String uri, DeadLetters store) {
        this.context = context;
        this.uri = uri;
        this.store = store;
        if (uri != null && !uri.matches("jms(-[^:?]+)?:.+")) {
            throw new ProblemsException(Problem.error(Location.NONE, "dead-letters.queue is no JMS queue").fix("write jms:NAME, or jms-BROKER:NAME for the broker of jms.BROKER.url"));
        }
    }

    /** The JMS component that it needs. */
    Optional<String> component() {
        return Optional.ofNullable(uri).map(queue -> queue.substring(0, queue.indexOf(':')));
    }

    /** @throws IOException when the broker or the ledger does not answer: then the same letters may come again */
    void put(Collection<String> ids) throws IOException {
        if (uri == null) {
            return;
        }
        for (String id : ids) {
            DeadLetter letter = store.find(id).orElseThrow(() -> new IOException("the dead letter is not indexed yet"));
            JsonNode whole = store.read(letter).orElseThrow(() -> new IOException("the dead letter is not there"));
            Map<String, Object> headers = new HashMap<>(Map.of(ID, id, ROUTE, letter.route()));
            TraceHeaders.ALL.forEach(name -> headers.computeIfAbsent(name, missing -> whole.path("headers").path(missing).textValue()));
            try {
                template().sendBodyAndHeaders(uri, whole.toString(), headers);
            } catch (CamelExecutionException e) {
                throw new IOException("the broker does not take it", e);
            }
        }
    }

    private synchronized ProducerTemplate template() {
        if (template == null) {
            template = context.createProducerTemplate();
        }
        return template;
    }
}
