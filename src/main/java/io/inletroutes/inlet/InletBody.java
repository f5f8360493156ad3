package io.inletroutes.inlet;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.inletroutes.Location;
import io.inletroutes.Payload;
import io.inletroutes.PayloadChunk;
import io.inletroutes.Problem;
import io.inletroutes.Refusal;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.TypeConversionException;

/**
 * What an exchange carries to the inlet: payloads of {@code mapping:}, or JSON that a route made itself.
 *
 * @param chunk    several travel together
 * @param refusals of the mapping, and of a body that is no JSON object
 */
record InletBody(List<Payload> payloads, boolean chunk, List<Refusal> refusals) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonFactory FACTORY = new JsonFactory();

    static InletBody of(Exchange exchange) {
        Object body = exchange.getMessage().getBody();
        if (body instanceof PayloadChunk payloads) {
            return new InletBody(payloads, true, payloads.refusals());
        }
        if (body instanceof Payload payload) {
            return new InletBody(List.of(payload), false, List.of());
        }
        if (body instanceof List<?> list && !list.isEmpty() && list.stream().allMatch(Payload.class::isInstance)) {
            return new InletBody(list.stream().map(Payload.class::cast).toList(), true, List.of());
        }
        return readyMade(body, exchange);
    }

    private static InletBody readyMade(Object body, Exchange exchange) {
        byte[] bytes;
        try {
            bytes = body instanceof JsonNode || body instanceof Map ? JSON.writeValueAsBytes(body)
                    : exchange.getMessage().getBody(byte[].class);
        } catch (JsonProcessingException | TypeConversionException e) {
            bytes = null; // foreign messages may quote the event: only what follows is told
        }
        if (bytes != null && isObject(bytes)) {
            return new InletBody(List.of(Payload.of(bytes)), false, List.of());
        }
        Payload payload = bytes == null ? null : Payload.of(bytes);
        Problem problem = Problem.error(Location.NONE, "the message body is no JSON object")
                .fix("fill it by mapping:NAME, or hand over the payload as JSON");
        return new InletBody(List.of(), false, List.of(new Refusal(Refusal.By.INLET, null, payload, problem, 0, null, 0)));
    }

    /** Anything else could break out of a batch's envelope. */
    private static boolean isObject(byte[] bytes) {
        try (JsonParser parser = FACTORY.createParser(bytes)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return false;
            }
            parser.skipChildren();
            return parser.currentToken() == JsonToken.END_OBJECT && parser.nextToken() == null;
        } catch (IOException e) {
            return false;
        }
    }
}
