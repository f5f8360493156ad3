package io.inletroutes.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import io.inletroutes.Event;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultExchange;

/** What an event does not hold itself: the exchange it travels in, its id and time, a body for Simple. Used by one thread. */
final class Surroundings {

    /** A field of which the event id is made. */
    record IdField(String name, Source source) {
    }

    private final CamelContext context;
    private final Exchange exchange;
    private final String scope;
    private final List<IdField> idFields;
    private final String fixedId;
    private final String fixedTime;
    private Exchange simple;
    private Event simpleBody;
    private Instant lastTime;
    private String lastTimeText;

    /**
     * @param exchange  may be null
     * @param scope     of the event id
     * @param fixedId   the event id of every event, null to make them; for cases
     * @param fixedTime the event time of every event, null to take it from the origin; for cases
     */
    Surroundings(CamelContext context, Exchange exchange, String scope, List<IdField> idFields, String fixedId, String fixedTime) {
        this.context = context;
        this.exchange = exchange;
        this.scope = scope;
        this.idFields = idFields;
        this.fixedId = fixedId;
        this.fixedTime = fixedTime;
    }

    Exchange exchange() {
        return exchange;
    }

    String eventId(Fill fill) throws Unfit {
        if (fixedId != null) {
            return fixedId;
        }
        if (idFields.isEmpty()) {
            return fill.event().eventId(scope);
        }
        MessageDigest digest = sha256();
        add(digest, scope);
        for (IdField field : idFields) {
            Object value = field.source().read(fill);
            if (value instanceof Value.Matches matches && matches.size() == 1) {
                value = matches.get(0);
            }
            String text = Value.isNone(value) ? null : Value.text(value);
            if (text == null) {
                throw new Unfit(Value.isNone(value) ? "has no value" : "is " + Value.kind(value) + ", not one value",
                        "the route makes the event id of it (eventId): send it with every event, or choose another field").in(field.name());
            }
            add(digest, text);
        }
        return Event.uuid(digest.digest());
    }

    /** Formatted once for events that follow one another with the same time, as those of a file do. */
    String eventTime(Event event) {
        if (fixedTime != null) {
            return fixedTime;
        }
        Instant time = event.origin().time();
        if (!time.equals(lastTime)) {
            lastTime = time;
            lastTimeText = DateTimeFormatter.ISO_INSTANT.format(time);
        }
        return lastTimeText;
    }

    Exchange simpleExchange(Fill fill) throws Unfit {
        if (simple == null) {
            simple = exchange == null ? new DefaultExchange(context) : exchange.copy();
        }
        if (simpleBody != fill.event()) {
            simpleBody = fill.event();
            simple.getMessage().setBody(JsonBody.of(fill.root()));
            simple.setVariable("eventId", eventId(fill));
            simple.setVariable("eventTime", eventTime(simpleBody));
        }
        return simple;
    }

    /** The body of Simple as the event's tree again, for the jsonpath language. */
    static JsonNode tree(Object body) {
        return body instanceof JsonBody known ? known.tree() : null;
    }

    private static void add(MessageDigest digest, String text) {
        digest.update(text.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
