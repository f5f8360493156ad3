package io.inletroutes.routes;

import io.inletroutes.Event;
import io.inletroutes.Location;
import io.inletroutes.Outcome;
import io.inletroutes.Payload;
import io.inletroutes.Problem;
import io.inletroutes.Refusal;
import io.inletroutes.RefusedEvents;
import io.inletroutes.ledger.DeadLetters;
import io.inletroutes.ledger.FileRun;
import io.inletroutes.ledger.KeptLetter;
import io.inletroutes.source.FileReading;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.http.base.HttpOperationFailedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The bean {@code deadLetters}: keeps the refused events of an exchange, each with its own reason, before the exchange goes on. While
 * the disk takes nothing the exchange waits, so nothing is acknowledged that is not kept.
 */
final class DeadLetterChannel implements Processor {

    private static final Logger LOG = LoggerFactory.getLogger(DeadLetterChannel.class);
    private static final int SHOWN_REASONS = 3;
    private static final long PAUSE_MILLIS = 2_000;
    private static final String CANNOT_PUT = "dead letters cannot be put on their queue, and their events wait";
    private static final String CANNOT_KEEP = "refused events cannot be kept as dead letters, and wait";

    private final DeadLetters store;
    private final LiveMappings mappings;
    private final DataFolder data;
    private final DeadLetterQueue queue;
    private final RouteMetrics metrics;

    /** @param mappings tell which leaf of theirs an inlet complains about */
    DeadLetterChannel(DeadLetters store, LiveMappings mappings, DataFolder data, DeadLetterQueue queue, RouteMetrics metrics) {
        this.store = store;
        this.mappings = mappings;
        this.data = data;
        this.queue = queue;
        this.metrics = metrics;
    }

    @Override
    public void process(Exchange exchange) throws Exception {
        Exception caught = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
        List<Refusal> refusals = refusals(caught);
        keep(exchange, refusals.isEmpty() ? List.of(sentHere(exchange, caught)) : refusals);
    }

    /** A route of the user's sent an event here for a reason of its own. The foreign exception's message may hold values and is not kept. */
    private static Refusal sentHere(Exchange exchange, Exception caught) {
        Object body = exchange.getMessage().getBody();
        Payload payload = body instanceof Payload filled ? filled : null;
        Event event = payload != null ? payload.eventOrNull() : ExchangeEvents.event(exchange);
        Integer status = caught instanceof HttpOperationFailedException http ? http.getHttpResponseCode() : null;
        String what = status != null ? "the server refused the event with " + status : caught == null ? "the route sent the event to the dead letters"
                : "the route failed with " + caught.getClass().getSimpleName();
        Problem problem = Problem.error(Location.NONE, what).event(event == null ? exchange.getFromRouteId() : event.origin().place()).fix("look at the route's failure path");
        return new Refusal(Refusal.By.INLET, event, payload, problem, status == null ? 0 : status, null, 1);
    }

    /** Keeps those refusals whose events are open; waits for room on the disk. Fails only when the context stops meanwhile. */
    void keep(Exchange exchange, List<Refusal> refusals) throws IOException, InterruptedException {
        if (refusals.isEmpty()) {
            return; // as for nearly every event that goes alone
        }
        List<Refusal> open = refusals.stream().filter(refusal -> refusal.event() == null || refusal.event().isOpen()).map(this::located).toList();
        if (open.isEmpty()) {
            return;
        }
        List<Event> events = open.stream().map(Refusal::event).filter(Objects::nonNull).toList();
        try (Correlation about = Correlation.of(exchange, events)) {
            keepOpen(exchange, open);
        }
    }

    private void keepOpen(Exchange exchange, List<Refusal> open) throws IOException, InterruptedException {
        FileInProgress file = exchange.getProperty(FileReading.PROPERTY, FileInProgress.class);
        String route = exchange.getFromRouteId() == null ? "none" : exchange.getFromRouteId();
        List<String> ids = keepWaiting(exchange, route, file == null ? null : file.run(), open);
        for (int i = 0; i < open.size(); i++) {
            Event event = open.get(i).event();
            metrics.deadLetter(route, open.get(i));
            if (event != null) {
                event.settle(new Outcome.Dead(ids.get(i)));
            }
            LOG.debug("{}: dead letter {}: {}", route, ids.get(i), open.get(i).problem());
        }
        LOG.warn("{}: {} kept as dead letter{}: {}", route, open.size() == 1 ? "1 event" : open.size() + " events", open.size() == 1 ? "" : "s", reasons(open));
    }

    /** The most frequent reasons, each with its number where there are several. */
    private static String reasons(List<Refusal> open) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        open.forEach(refusal -> counts.merge(refusal.problem().firstLine(), 1, Integer::sum));
        if (counts.size() == 1) {
            return counts.keySet().iterator().next();
        }
        String most = counts.entrySet().stream().sorted(Map.Entry.<String, Integer>comparingByValue().reversed()).limit(SHOWN_REASONS)
                .map(reason -> reason.getValue() + " of " + reason.getKey()).collect(Collectors.joining("; "));
        return counts.size() > SHOWN_REASONS ? most + "; and " + (counts.size() - SHOWN_REASONS) + " other reasons" : most;
    }

    /** What an inlet complains about comes from a leaf of the mapping, and that from a column. */
    private Refusal located(Refusal refusal) {
        if (refusal.by() != Refusal.By.INLET || refusal.payload() == null) {
            return refusal;
        }
        return refusal.payload().mapping().flatMap(mappings::inUse).map(mapping -> new Refusal(refusal.by(), refusal.event(), refusal.payload(), mapping.locate(refusal.problem()),
                refusal.status(), refusal.xactionId(), refusal.attempts())).orElse(refusal);
    }

    private List<String> keepWaiting(Exchange exchange, String route, FileRun run, List<Refusal> open) throws IOException, InterruptedException {
        KeptHeaders headers = new KeptHeaders(exchange.getMessage().getHeaders());
        while (true) {
            try {
                List<KeptLetter> kept = metrics.ledger("dead_letters", () -> store.keepWhole(route, run, open, headers::of));
                data.takes(route, CANNOT_KEEP);
                putWaiting(exchange, route, kept);
                return kept.stream().map(KeptLetter::id).toList();
            } catch (IOException e) {
                if (exchange.getContext().isStopping()) {
                    throw e;
                }
                data.refuses(route, CANNOT_KEEP, e);
                Thread.sleep(PAUSE_MILLIS);
            }
        }
    }

    private void putWaiting(Exchange exchange, String route, List<KeptLetter> kept) throws IOException, InterruptedException {
        while (true) {
            try {
                queue.put(kept);
                data.takes(route, CANNOT_PUT);
                return;
            } catch (IOException e) {
                if (exchange.getContext().isStopping()) {
                    throw e;
                }
                data.refuses(route, CANNOT_PUT, "Look at the broker of dead-letters.queue", e);
                Thread.sleep(PAUSE_MILLIS);
            }
        }
    }

    static List<Refusal> refusals(Throwable caught) {
        for (Throwable cause = caught; cause != null; cause = cause.getCause()) {
            if (cause instanceof RefusedEvents refused) {
                return refused.refusals();
            }
        }
        return List.of();
    }
}
