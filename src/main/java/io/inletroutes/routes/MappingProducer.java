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
import io.inletroutes.source.FileReading;
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
        FileInProgress file = exchange.getProperty(FileReading.PROPERTY, FileInProgress.class);
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
        if (chunk) {
            fillAll(exchange, events, mapping, settlement, file);
        } else {
            fillOne(exchange, events.get(0), mapping, settlement, file);
        }
    }

    private void fillAll(Exchange exchange, List<Event> events, Mapping mapping, Settlement settlement, FileInProgress file) {
        List<Payload> payloads = new ArrayList<>(events.size());
        List<Refusal> refusals = new ArrayList<>();
        Filler shared = mapping.filler(exchange, events.size());
        for (Event event : events) {
            if (event.isOpen()) {
                try {
                    payloads.add(fill(exchange, event, mapping, shared));
                } catch (EventUnfillableException e) {
                    refusals.addAll(e.refusals());
                }
            }
        }
        payloads = withoutDuplicates(payloads, refusals, settlement, file);
        settlement.refused(refusals);
        exchange.getMessage().setBody(new PayloadChunk(payloads, refusals));
    }

    /** Of a file there are many of them: what is done for each has to be cheap. */
    private void fillOne(Exchange exchange, Event event, Mapping mapping, Settlement settlement, FileInProgress file) throws EventUnfillableException {
        if (!event.isOpen()) {
            exchange.setRouteStop(true);
            return;
        }
        Payload payload = fill(exchange, event, mapping, file == null ? mapping.filler(exchange) : filler.of(mapping, exchange));
        Known known = Known.NO;
        if (delivering.ledger() != null) {
            settlement.filled(List.of(payload));
            if (delivering.duplicates() != DuplicatePolicy.SEND) {
                known = delivering.metrics().ledger("lookup", () -> delivering.ledger().acceptedIds().known(payload));
            }
        }
        Refusal held = known == Known.NO ? null : ofKnown(payload, known, file);
        if (held != null) {
            settlement.refused(List.of(held));
            throw new EventUnfillableException(held.event(), List.of(held.problem()));
        }
        if (known == Known.SAME) {
            exchange.setRouteStop(true); // skipped: there is nothing to deliver
        } else {
            exchange.getMessage().setBody(payload);
        }
    }

    private static Payload fill(Exchange exchange, Event event, Mapping mapping, Filler shared) throws EventUnfillableException {
        return (event instanceof MessageEvent message && mapping.readsExchange() ? mapping.filler(alone(exchange, message)) : shared).fill(event);
    }

    /** The exchange as it would be with that message alone in it. */
    private static Exchange alone(Exchange exchange, MessageEvent message) {
        Exchange alone = exchange.copy();
        alone.getMessage().getHeaders().putAll(message.headers());
        return alone;
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
            Refusal held = known.get(i) == Known.NO ? null : ofKnown(payload, known.get(i), file);
            if (held != null) {
                refusals.add(held);
            } else if (known.get(i) != Known.SAME) {
                fresh.add(payload);
            }
        }
        return fresh;
    }

    /** What becomes of an event whose id was accepted before; a refusal where the same one is to be held, else null. */
    private Refusal ofKnown(Payload payload, Known known, FileInProgress file) {
        if (known == Known.OTHER_CONTENT) {
            if (file == null || file.warnOfRepeatedId()) {
                LOG.warn("{}: _id is not unique, or the event changed: the same _id was accepted before with other content; it is delivered again", payload);
            }
            return null;
        }
        Event event = payload.event().orElseThrow();
        if (delivering.duplicates() == DuplicatePolicy.SKIP) {
            event.settle(Outcome.SKIPPED);
            return null;
        }
        return Refusal.unfillable(event, Problem.error(Location.NONE, "the same event was accepted before, and duplicates is hold")
                .event(event.origin().place()).fix("erase the dead letter, or replay it to send the event again"));
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
