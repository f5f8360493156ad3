package io.inletroutes.routes;

import io.inletroutes.Event;
import io.inletroutes.Outcome;
import io.inletroutes.Payload;
import io.inletroutes.Refusal;
import io.inletroutes.inlet.InletEndpoint;
import io.inletroutes.ledger.DeadLetters;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.spi.Synchronization;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the ledger what became of the events of one exchange when the exchange ends, and not before. An event that the route
 * delivered without an {@code inlet:} endpoint is accepted when its exchange ends well.
 */
final class Settlement implements Synchronization {

    private static final Logger LOG = LoggerFactory.getLogger(Settlement.class);
    private static final String PROPERTY = "InletRoutesSettlement";

    private final Delivering delivering;
    private final FileInProgress file;
    private final String route;
    private final List<Event> events;
    private final boolean[] counted;
    private EventsUnderWay among;
    private List<Refusal> refusals = List.of();
    private List<Payload> payloads = List.of();

    /** The one settlement of these events: a route that fills them twice settles them once. */
    static Settlement of(Exchange exchange, Delivering delivering, FileInProgress file, List<Event> events) {
        Settlement before = exchange.getProperty(PROPERTY, Settlement.class);
        if (before != null && before.events.size() == events.size() && (events.isEmpty() || before.events.get(0) == events.get(0))) {
            return before;
        }
        Settlement settlement = new Settlement(delivering, file, exchange, events);
        exchange.setProperty(PROPERTY, settlement);
        exchange.getExchangeExtension().addOnCompletion(settlement);
        return settlement;
    }

    private Settlement(Delivering delivering, FileInProgress file, Exchange exchange, List<Event> events) {
        this.delivering = delivering;
        this.file = file;
        this.route = exchange.getFromRouteId();
        this.events = events;
        this.counted = new boolean[events.size()];
        int open = 0;
        for (int i = 0; i < counted.length; i++) {
            counted[i] = !events.get(i).isOpen();
            open += counted[i] ? 0 : 1;
        }
        delivering.metrics().read(route, open);
    }

    /** Waits while too many events have exchanges of their own. */
    void waitForRoom() throws InterruptedException {
        if (isSingle() && among == null) {
            EventsUnderWay events = ChunkThreads.events();
            if (events != null) {
                events.enter();
                among = events;
            }
        }
    }

    void refused(List<Refusal> byTheMapping) {
        this.refusals = List.copyOf(byTheMapping);
    }

    void filled(List<Payload> theirs) {
        this.payloads = theirs;
    }

    @Override
    public void onComplete(Exchange exchange) {
        try (Correlation about = isSingle() ? null : Correlation.of(exchange, events)) {
            complete(exchange);
        }
    }

    /** An event of a file in an exchange of its own: what is done for each has to be cheap. */
    private boolean isSingle() {
        return file != null && events.size() == 1;
    }

    private void complete(Exchange exchange) {
        Integer fit = exchange.getProperty(InletEndpoint.CHUNK_FIT, Integer.class);
        if (file != null && fit != null) {
            file.fit(fit);
        }
        try {
            if (delivering.deadLetters() != null) {
                delivering.deadLetters().keep(exchange, refusals); // what no dead letter channel of the route kept
            }
            boolean handled = exchange.getExchangeExtension().isFailureHandled();
            for (Event event : events) {
                if (event.isOpen()) {
                    event.settle(handled ? new Outcome.Dead("handled by route " + route) : new Outcome.Accepted(null, null));
                }
            }
        } catch (IOException e) {
            LOG.error("{}: refused events could not be kept; they stay open", route);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        record();
    }

    @Override
    public void onFailure(Exchange exchange) {
        try (Correlation about = isSingle() ? null : Correlation.of(exchange, events)) {
            record();
        }
    }

    private void record() {
        if (isSingle()) {
            if (among != null) {
                among.leave();
            }
            file.noteLater(this);
        } else {
            record(List.of(this));
        }
    }

    /**
     * Tells the ledger of all that these have to tell. One part of the ledger that cannot be written is no reason to leave the others
     * out: what of the file is settled least of all.
     *
     * @param some of the same route and file; several only where each has one event
     */
    static void record(List<Settlement> some) {
        Settlement first = some.get(0);
        some.forEach(Settlement::count);
        if (first.delivering.ledger() != null) {
            first.note("journal", "the journal of accepted ids", "events that were accepted may be delivered again if they come again", () -> remember(some));
            first.note("dead_letters", "the index of dead letters", "dead letters whose rows were corrected stay open", () -> mend(some));
        }
        if (first.file != null) {
            first.note("progress", "what of the file is settled", "what was delivered may be sent again", () -> settle(some));
        }
    }

    private static void settle(List<Settlement> some) throws IOException {
        FileInProgress file = some.get(0).file;
        if (some.size() == 1) {
            file.settle(some.get(0).events);
        } else {
            file.settleSingles(some.stream().map(single -> single.events.get(0)).toList());
        }
    }

    private interface Note {
        void write() throws IOException;
    }

    private void count() {
        int accepted = 0;
        int dead = 0;
        int skipped = 0;
        for (int i = 0; i < counted.length; i++) {
            Outcome outcome = counted[i] ? null : events.get(i).outcomeOrNull();
            if (outcome != null) {
                counted[i] = true;
                accepted += outcome instanceof Outcome.Accepted ? 1 : 0;
                dead += outcome instanceof Outcome.Dead ? 1 : 0;
                skipped += outcome instanceof Outcome.Skipped ? 1 : 0;
            }
        }
        delivering.metrics().settled(route, accepted, dead, skipped);
    }

    private void note(String part, String what, String follows, Note note) {
        try {
            delivering.metrics().ledger(part, () -> {
                note.write();
                return null;
            });
        } catch (IOException e) {
            LOG.error("{}: {} cannot be written ({}); {}", route, what, e.getMessage(), follows);
        }
    }

    private static void remember(List<Settlement> some) throws IOException {
        Settlement first = some.get(0);
        List<Payload> filled = first.payloads;
        if (some.size() > 1) {
            filled = new ArrayList<>(some.size());
            for (Settlement one : some) {
                filled.addAll(one.payloads);
            }
        }
        first.delivering.ledger().acceptedIds().accept(first.file == null ? 0 : first.file.run().id(), filled);
    }

    /** A rejected row that came back mends its dead letter when it was accepted; refused again, it has a new one in the place of the old. */
    private static void mend(List<Settlement> some) throws IOException {
        List<String> mended = new ArrayList<>();
        List<String> replaced = new ArrayList<>();
        for (Settlement one : some) {
            for (Event event : one.events) {
                if (event.deadLetter().isPresent() && event.outcome().isPresent()) {
                    boolean again = event.outcome().get() instanceof Outcome.Dead;
                    (again ? replaced : mended).add(event.deadLetter().get());
                }
            }
        }
        DeadLetters letters = some.get(0).delivering.ledger().deadLetters();
        if (!mended.isEmpty()) {
            letters.mended(mended);
        }
        if (!replaced.isEmpty()) {
            letters.close(replaced);
        }
    }
}
