package io.inletroutes.routes;

import com.fasterxml.jackson.databind.JsonNode;
import io.inletroutes.Event;
import io.inletroutes.Refusal;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.camel.Exchange;

/**
 * The headers that a dead letter keeps: those that came with a JMS message, since a mapping may ask for them when the event is sent
 * again; those that decide where it goes; of other sources the few that say where it came from. Never one that looks like a secret.
 */
final class KeptHeaders {

    private static final Set<String> OF_OTHERS = Set.of(Exchange.FILE_NAME, Exchange.TIMER_FIRED_TIME);
    private static final Pattern SECRET = Pattern.compile("authorization|cookie|token|secret|password|api-?key", Pattern.CASE_INSENSITIVE);

    private final Map<String, Object> ofExchange;

    KeptHeaders(Map<String, Object> ofExchange) {
        this.ofExchange = ofExchange;
    }

    Map<String, Object> of(Refusal refusal) {
        Event event = refusal.event();
        Map<String, Object> own = event == null ? Map.of() : event.headers();
        boolean message = own.isEmpty() && ofExchange.containsKey("JMSMessageID");
        Map<String, Object> kept = new LinkedHashMap<>();
        ofExchange.forEach((name, value) -> {
            String lower = name.toLowerCase(Locale.ROOT);
            boolean place = lower.startsWith("x-adobe-") || lower.equals("x-sandbox-name");
            if (place || TraceHeaders.ALL.contains(lower) || OF_OTHERS.contains(name) || message && !name.startsWith("Camel")) {
                put(kept, name, value);
            }
        });
        own.forEach((name, value) -> put(kept, name, value));
        return kept;
    }

    private static void put(Map<String, Object> kept, String name, Object value) {
        if (value != null && !SECRET.matcher(name).find()) {
            boolean plain = value instanceof String || value instanceof Number || value instanceof Boolean;
            kept.put(name, plain ? value : value.toString());
        }
    }

    /** As they were when a dead letter's line kept them. */
    static Map<String, Object> of(JsonNode kept) {
        Map<String, Object> headers = new LinkedHashMap<>();
        for (Iterator<Map.Entry<String, JsonNode>> fields = kept.fields(); fields.hasNext();) {
            Map.Entry<String, JsonNode> field = fields.next();
            JsonNode value = field.getValue();
            headers.put(field.getKey(), value.isNumber() ? value.numberValue() : value.isBoolean() ? (Object) value.booleanValue() : value.asText());
        }
        return headers;
    }
}
