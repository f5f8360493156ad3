package io.inletroutes.console;

import com.fasterxml.jackson.databind.JsonNode;
import io.inletroutes.Event;
import io.inletroutes.Payload;
import io.inletroutes.Problem;
import io.inletroutes.mapping.EventUnfillableException;
import io.inletroutes.mapping.Mapping;
import java.io.IOException;
import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.support.DefaultExchange;

/**
 * What a mapping makes of an event.
 *
 * @param payload  null when it cannot be filled
 * @param bytes    its size
 * @param problems why it cannot be filled, or what the inlet would refuse by the mapping's schema.json
 */
record Filled(JsonNode payload, int bytes, List<Problem> problems) {

    /** More than this Profile drops without an error. */
    static final int LARGEST = 10_240;

    Filled {
        problems = List.copyOf(problems);
    }

    /** @param route whose event it is, so that ids are those it was sent with; null for none */
    static Filled of(CamelContext context, Mapping mapping, String route, Event event) throws IOException {
        DefaultExchange exchange = new DefaultExchange(context);
        exchange.getExchangeExtension().setFromRouteId(route);
        try {
            Payload payload = mapping.filler(exchange).fill(event);
            return new Filled(JsonView.JSON.readTree(payload.bytes()), payload.length(), mapping.schema().map(schema -> schema.violations(payload)).orElse(List.of()));
        } catch (EventUnfillableException e) {
            return new Filled(null, 0, e.problems());
        }
    }
}
