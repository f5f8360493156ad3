package io.inletroutes.routes;

import io.inletroutes.BrokenEvent;
import io.inletroutes.Chunk;
import io.inletroutes.Event;
import io.inletroutes.Headings;
import io.inletroutes.Location;
import io.inletroutes.Outcome;
import io.inletroutes.Payload;
import io.inletroutes.PayloadChunk;
import io.inletroutes.Problem;
import io.inletroutes.Refusal;
import io.inletroutes.Row;
import io.inletroutes.ledger.AcceptedIds.Known;
import io.inletroutes.mapping.EventUnfillableException;
import io.inletroutes.mapping.Filler;
import io.inletroutes.mapping.Mapping;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultProducer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Fills payloads, passes over what was accepted before, and sees to it that the ledger learns what became of the events. */
final class MappingProducer extends DefaultProducer {

    private static final Logger LOG = LoggerFactory.getLogger(MappingProducer.class);

    private final Delivering delivering;
    private final LiveMappings.Live live;
    private final KeptFiller filler = new KeptFiller();
    private volatile Headings checked;

    MappingProducer(MappingEndpoint endpoint, Delivering delivering, LiveMappings.Live live) {
        super(endpoint);
        this.delivering = delivering;
        this.live = live;
    }

    @Override
    public void process(Exchange exchange) throws Exception {
        Object body = exchange.getMessage().getBody();
        boolean chunk = body instanceof Chunk;
        List<Event> events = chunk ? (Chunk) body : List.of(ExchangeEvents.event(exchange));
        FileInProgress file = exchange.getProperty(FileInProgress.PROPERTY, FileInProgress.class);
        boolean single = !chunk && file != null; // there are many of them, and their few messages name file and row
        try (ExchangeSpan span = ExchangeSpan.begin(delivering.traces(), exchange, events, live.now()); Correlation about = single ? null : Correlation.of(exchange, events)) {
            fill(exchange, events, chunk, file);
        }
    }

    private void fill(Exchange exchange, List<Event> events, boolean chunk, FileInProgress file) throws Exception {
        Mapping mapping = live.now();
        if (!columnsFit(events, mapping, file)) {
            exchange.setRouteStop(true); // the whole file goes to failed/
            return;
        }
        Settlement settlement = Settlement.of(exchange, delivering, file, events);
        settlement.waitForRoom();
        List<Payload> payloads = new ArrayList<>(events.size());
        List<Refusal> refusals = new ArrayList<>();
        Filler shared = chunk || file == null ? mapping.filler(exchange, events.size()) : filler.of(mapping, exchange);
        boolean ownHeaders = mapping.readsExchange();
        for (Event event : events) {
            if (event.isOpen()) {
                try {
                    Filler filler = ownHeaders && event instanceof MessageEvent message ? mapping.filler(alone(exchange, message)) : shared;
                    payloads.add(filler.fill(event));
                } catch (EventUnfillableException e) {
                    if (!chunk) {
                        throw e;
                    }
                    refusals.addAll(e.refusals());
                }
            }
        }
        payloads = withoutDuplicates(payloads, refusals, settlement, file);
        settlement.refused(refusals);
        if (chunk) {
            exchange.getMessage().setBody(new PayloadChunk(payloads, refusals));
        } else if (payloads.isEmpty()) {
            single(exchange, refusals);
        } else {
            exchange.getMessage().setBody(payloads.get(0));
        }
    }

    /** The exchange as it would be with that message alone in it. */
    private static Exchange alone(Exchange exchange, MessageEvent message) {
        Exchange alone = exchange.copy();
        alone.getMessage().getHeaders().putAll(message.headers());
        return alone;
    }

    private static void single(Exchange exchange, List<Refusal> refusals) throws EventUnfillableException {
        if (!refusals.isEmpty()) {
            throw new EventUnfillableException(refusals.get(0).event(), List.of(refusals.get(0).problem()));
        }
        exchange.setRouteStop(true); // skipped: there is nothing to deliver
    }

    private List<Payload> withoutDuplicates(List<Payload> payloads, List<Refusal> refusals, Settlement settlement, FileInProgress file) {
        if (delivering.ledger() == null || payloads.isEmpty()) {
            return payloads;
        }
        settlement.filled(payloads);
        if (delivering.duplicates() == DuplicatePolicy.SEND) {
            return payloads;
        }
        List<Known> known = delivering.metrics().ledger("lookup", () -> delivering.ledger().acceptedIds().known(payloads));
        if (known.isEmpty()) {
            return payloads;
        }
        List<Payload> fresh = new ArrayList<>(payloads.size());
        for (int i = 0; i < payloads.size(); i++) {
            Payload payload = payloads.get(i);
            if (known.get(i) == Known.OTHER_CONTENT && (file == null || file.warnOfRepeatedId())) {
                LOG.warn("{}: _id is not unique, or the event changed: the same _id was accepted before with other content; it is delivered again", payload);
            }
            if (known.get(i) != Known.SAME) {
                fresh.add(payload);
            } else if (delivering.duplicates() == DuplicatePolicy.SKIP) {
                payload.event().ifPresent(event -> event.settle(Outcome.SKIPPED));
            } else {
                Event event = payload.event().orElseThrow();
                refusals.add(Refusal.unfillable(event, Problem.error(Location.NONE, "the same event was accepted before, and duplicates is hold")
                        .event(event.origin().place()).fix("erase the dead letter, or replay it to send the event again")));
            }
        }
        return fresh;
    }

    /** Looked at once per file: a column that a variable needs and the heading has not is wrong for every row. */
    private boolean columnsFit(List<Event> events, Mapping mapping, FileInProgress file) {
        if (file == null) {
            return true;
        }
        if (file.unreadable().isPresent()) {
            return false;
        }
        Headings headings = headings(events);
        if (headings == null || headings == checked) {
            return true;
        }
        Set<String> missing = mapping.requiredColumns().stream().filter(column -> headings.indexOf(column) < 0).collect(Collectors.toCollection(TreeSet::new));
        if (missing.isEmpty()) {
            checked = headings;
            return true;
        }
        file.refuse(new MissingColumns(live, mapping, missing, headings).problem(file.run().name()));
        return false;
    }

    private static Headings headings(List<Event> events) {
        for (Event event : events) {
            if (event instanceof Row row) {
                return row.headings();
            }
            if (!(event instanceof BrokenEvent)) {
                return null;
            }
        }
        return null;
    }
}
