package io.inletroutes.routes;

import io.inletroutes.mapping.Filler;
import io.inletroutes.mapping.Mapping;
import org.apache.camel.Exchange;

/**
 * Keeps for each thread the filler that it had for the event before: making one costs as much as filling. For mappings that read nothing
 * of the exchange.
 */
final class KeptFiller {

    private record Kept(Mapping mapping, String route, Filler filler) {
    }

    private final ThreadLocal<Kept> kept = new ThreadLocal<>();

    Filler of(Mapping mapping, Exchange exchange) {
        String route = exchange.getFromRouteId();
        if (mapping.readsExchange() || route == null) {
            return mapping.filler(exchange);
        }
        Kept before = kept.get();
        if (before != null && before.mapping == mapping && before.route.equals(route)) {
            return before.filler;
        }
        Filler filler = mapping.fillerFor(route);
        kept.set(new Kept(mapping, route, filler));
        return filler;
    }
}
