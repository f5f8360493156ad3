package io.inletroutes.routes;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.inletroutes.BrokenEvent;
import io.inletroutes.Event;
import io.inletroutes.JsonEvent;
import io.inletroutes.Location;
import io.inletroutes.Origin;
import io.inletroutes.Problem;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.TypeConverter;
import org.apache.camel.WrappedFile;
import org.apache.camel.support.ExchangeHelper;

/** Makes an event of whatever a route has in its message: JSON as text, bytes or tree, or a map. */
final class ExchangeEvents {

    private static final ObjectReader TREES = JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES).build().readerFor(JsonNode.class);
    private static final JsonMapper MAPS = new JsonMapper();
    private static final String MARK = "\ufeff";

    private ExchangeEvents() {
    }

    /** The event of a message that is no chunk. A body that is no JSON makes an event that can only be refused. */
    static Event event(Exchange exchange) {
        Object body = exchange.getMessage().getBody();
        if (body instanceof Event event) {
            return event;
        }
        Origin origin = origin(exchange);
        if (body == null) {
            return new JsonEvent(origin, JsonNodeFactory.instance.objectNode(), null);
        }
        if (body instanceof JsonNode tree) {
            return new JsonEvent(origin, tree, null);
        }
        if (body instanceof Map || body instanceof List) {
            return new JsonEvent(origin, MAPS.valueToTree(body), null);
        }
        TypeConverter converter = exchange.getContext().getTypeConverter();
        boolean bytes = body instanceof byte[] || body instanceof InputStream || body instanceof WrappedFile;
        if (bytes && ExchangeHelper.getCharsetName(exchange, false) == null) { // the converter would replace what is no UTF-8
            return parsed(origin, converter.tryConvertTo(byte[].class, exchange, body));
        }
        return parsed(origin, converter.tryConvertTo(String.class, exchange, body));
    }

    /** The event of one message of several. @param body text, bytes, a map, or null for anything else; @param headers read when they are asked for */
    static Event message(Origin origin, Object body, Supplier<Map<String, Object>> headers) {
        Event event = body instanceof byte[] bytes ? parsed(origin, bytes) : parsed(origin, body instanceof Map<?, ?> map ? MAPS.valueToTree(map).toString() : (String) body);
        return event instanceof BrokenEvent broken ? new BrokenEvent(origin, broken.raw(), broken.problem(), headers.get()) : new MessageEvent(origin, event.raw(), event.value(), headers);
    }

    private static Event parsed(Origin origin, byte[] bytes) {
        if (bytes == null) {
            return parsed(origin, (String) null);
        }
        try {
            return parsed(origin, StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
        } catch (CharacterCodingException e) {
            Problem problem = Problem.error(Location.NONE, "the body is not UTF-8").event(origin.place()).fix("send one event as JSON in UTF-8 (RFC 8259)");
            return new BrokenEvent(origin, "base64:" + Base64.getEncoder().encodeToString(bytes), problem);
        }
    }

    /** What a text says that was JSON before. */
    static JsonNode tree(String json) {
        try {
            return TREES.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("it was JSON before"); // without the cause, whose message holds values
        }
    }

    private static Event parsed(Origin origin, String text) {
        if (text == null) {
            return broken(origin, "", "the body is neither JSON nor text", 0, 0);
        }
        try {
            String json = text.startsWith(MARK) ? text.substring(1) : text;
            return new JsonEvent(origin, TREES.readTree(json), json);
        } catch (JsonProcessingException e) {
            int line = e.getLocation() == null ? 0 : Math.max(0, e.getLocation().getLineNr());
            return broken(origin, text, "the body is not JSON", line, line == 0 ? 0 : Math.max(0, e.getLocation().getColumnNr()));
        }
    }

    private static Event broken(Origin origin, String raw, String message, int line, int column) {
        String place = line == 0 ? message : message + ", line " + line + " column " + column;
        return new BrokenEvent(origin, raw, Problem.error(Location.NONE, place).event(origin.place()).fix("send one event as JSON (RFC 8259)"));
    }

    private static Origin origin(Exchange exchange) {
        Message message = exchange.getMessage();
        String route = String.valueOf(exchange.getFromRouteId());
        String id = message.getHeader("JMSMessageID", String.class);
        if (id != null) {
            Long sent = message.getHeader("JMSTimestamp", Long.class);
            return new Origin(Origin.Kind.MESSAGE, route, 0, id, 0, sent == null || sent == 0 ? created(exchange) : Instant.ofEpochMilli(sent));
        }
        Optional<Instant> fired = fired(exchange).map(Date::toInstant);
        if (fired.isPresent()) {
            return new Origin(Origin.Kind.TICK, route, 0, fired.get().toString(), 0, fired.get());
        }
        String file = message.getHeader(Exchange.FILE_NAME_ONLY, String.class);
        if (file != null) {
            Long modified = message.getHeader(Exchange.FILE_LAST_MODIFIED, Long.class);
            return new Origin(Origin.Kind.FILE, file, 0, null, 0, modified == null ? created(exchange) : Instant.ofEpochMilli(modified));
        }
        String messageId = message.getHeader("CamelMessageId", message.getMessageId(), String.class);
        return new Origin(Origin.Kind.OTHER, route, 0, messageId, 0, created(exchange));
    }

    /** When the timer of this exchange fired; empty when it comes from no timer. */
    static Optional<Date> fired(Exchange exchange) {
        Date fired = exchange.getMessage().getHeader(Exchange.TIMER_FIRED_TIME, Date.class);
        if (fired == null) {
            fired = exchange.getProperty(Exchange.TIMER_FIRED_TIME, Date.class);
        }
        if (fired == null) {
            fired = exchange.getMessage().getHeader("scheduledFireTime", Date.class); // quartz: the same in every instance
        }
        if (fired == null && exchange.getFromEndpoint() != null && PendingTicks.isTimer(exchange.getFromEndpoint().getEndpointUri())) {
            fired = Date.from(created(exchange)); // a timer tells its time only where it is asked for metadata
        }
        return Optional.ofNullable(fired);
    }

    private static Instant created(Exchange exchange) {
        return Instant.ofEpochMilli(exchange.getClock().getCreated());
    }
}
