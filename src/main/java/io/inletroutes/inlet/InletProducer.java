package io.inletroutes.inlet;

import io.inletroutes.Event;
import io.inletroutes.Payload;
import io.inletroutes.Problem;
import io.inletroutes.Refusal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultAsyncProducer;

/** Delivers the body of each exchange: a chunk by the calling thread, a single payload together with others. */
final class InletProducer extends DefaultAsyncProducer {

    /** What this exchange was told before, so that a redelivery by the route sends only what is still open. */
    private static final String REFUSED_BEFORE = "CamelInletRefused";

    private final Inlet inlet;
    private final InletKeys keys;
    private final MicroBatches singles;
    private final long heldTimeout;
    private final String orderHeader;

    InletProducer(InletEndpoint endpoint, Inlet inlet, InletKeys keys, MicroBatches singles) {
        super(endpoint);
        this.inlet = inlet;
        this.keys = keys;
        this.singles = singles;
        this.heldTimeout = TimeUnit.MILLISECONDS.toNanos(endpoint.getHeldTimeout());
        this.orderHeader = endpoint.getOrderHeader();
    }

    @Override
    public boolean process(Exchange exchange, AsyncCallback callback) {
        try {
            InletBody body = InletBody.of(exchange);
            Map<String, String> headers = InletHeaders.propagated(exchange.getMessage());
            Optional<Problem> contradiction = InletHeaders.contradiction(headers, inlet.settings(), keys);
            if (contradiction.isPresent()) {
                holdContradiction(contradiction.get(), body.payloads().size());
            }
            if (body.chunk() || body.payloads().isEmpty()) {
                deliverChunk(exchange, body, headers);
            } else if (!deliverSingle(exchange, body.payloads().get(0), headers, callback)) {
                return false;
            }
        } catch (Exception e) {
            exchange.setException(e);
        }
        callback.done(true);
        return true;
    }

    private void holdContradiction(Problem problem, int count) throws HeldTooLongException, DeliveryStoppedException {
        Arrivals.Arrival arrival = inlet.arrivals().arrive(count, inlet.waiting().nanos());
        try {
            inlet.holdContradiction(problem, heldTimeout);
        } finally {
            inlet.arrivals().leave(arrival, count);
        }
    }

    /** For events that never go out, and so pass no hold on their way. */
    private void awaitBrake(int count) throws HeldTooLongException, DeliveryStoppedException {
        Arrivals.Arrival arrival = inlet.arrivals().arrive(count, inlet.waiting().nanos());
        try {
            inlet.hold().awaitBrake(heldTimeout);
        } finally {
            inlet.arrivals().leave(arrival, count);
        }
    }

    private void deliverChunk(Exchange exchange, InletBody body, Map<String, String> headers) throws Exception {
        Map<Object, Refusal> before = refusedBefore(exchange);
        List<Refusal> refusals = new ArrayList<>();
        List<Refusal> unfillable = new ArrayList<>();
        before.values().stream().filter(refusal -> refusal.event() == null || refusal.event().isOpen()).forEach(refusals::add);
        for (Refusal refusal : body.refusals()) {
            if ((refusal.event() == null || refusal.event().isOpen()) && !before.containsKey(identity(refusal))) {
                refusals.add(refusal);
                before.put(identity(refusal), refusal);
                unfillable.add(refusal);
            }
        }
        List<Message> messages = messages(exchange, body.payloads(), before);
        if (messages.isEmpty() && !unfillable.isEmpty()) {
            awaitBrake(unfillable.size());
        }
        inlet.log().follow(messages, exchange);
        Arrivals.Arrival arrival = inlet.arrivals().arrive(messages.size(), inlet.waiting().nanos());
        try {
            deliver(messages, headers);
        } finally {
            inlet.arrivals().leave(arrival, messages.size());
            addRefusals(messages, refusals, before);
        }
        if (!unfillable.isEmpty() && messages.stream().noneMatch(message -> message.refusal() == null)) {
            unfillable.forEach(inlet.refusals()::count); // with an accepted event among them they are not in a row
        }
        if (!messages.isEmpty()) {
            tell(exchange, messages.get(messages.size() - 1), false);
            exchange.setProperty(InletEndpoint.CHUNK_FIT, inlet.fit(messages));
        }
        if (!refusals.isEmpty()) {
            throw body.chunk() ? new EventsRefusedException(refusals) : new EventRefusedException(refusals.get(0));
        }
    }

    /** Of what is still open. This and the next are loops of their own: together with all the rest Java takes twice as long to compile them. */
    private List<Message> messages(Exchange exchange, List<Payload> payloads, Map<Object, Refusal> before) {
        long now = inlet.waiting().nanos();
        List<Message> messages = new ArrayList<>(payloads.size());
        for (Payload payload : payloads) {
            if (isOpen(payload) && (before.isEmpty() || !before.containsKey(identity(payload)))) {
                messages.add(new Message(payload, now, key(payload, exchange)));
            }
        }
        return messages;
    }

    private static void addRefusals(List<Message> messages, List<Refusal> refusals, Map<Object, Refusal> before) {
        for (Message message : messages) {
            if (message.refusal() != null) {
                refusals.add(message.refusal());
                before.put(identity(message.payload()), message.refusal());
            }
        }
    }

    private void deliver(List<Message> messages, Map<String, String> headers) throws HeldTooLongException, DeliveryStoppedException {
        KeyedOrder.Sender sender = some -> new Delivery(inlet, headers, heldTimeout, () -> { }).deliver(inlet.cut(some));
        if (inlet.order().isPresent()) {
            inlet.order().get().deliver(inlet.settings().name(), messages, sender);
        } else {
            sender.send(messages);
        }
    }

    private String key(Payload payload, Exchange exchange) {
        if (inlet.order().isEmpty()) {
            return null;
        }
        String named = orderHeader == null ? null : exchange.getMessage().getHeader(orderHeader, String.class);
        return named != null ? named : KeyedOrder.identity(payload);
    }

    /** False when the callback is called later. */
    private boolean deliverSingle(Exchange exchange, Payload payload, Map<String, String> headers, AsyncCallback callback) throws Exception {
        Map<?, ?> refused = exchange.getProperty(REFUSED_BEFORE, Map.class);
        if (refused != null && refused.get(identity(payload)) instanceof Refusal before) {
            throw new EventRefusedException(before);
        }
        if (!isOpen(payload)) {
            return true;
        }
        long now = inlet.waiting().nanos();
        Arrivals.Arrival arrival = inlet.arrivals().arrive(1, now);
        Message message = new Message(payload, now, key(payload, exchange));
        inlet.log().follow(message, exchange);
        boolean here = exchange.isTransacted();
        CountDownLatch done = here ? new CountDownLatch(1) : null;
        try {
            singles.submit(message, headers, (settled, failure) -> {
                report(exchange, settled, failure, arrival);
                if (here) {
                    done.countDown();
                } else {
                    callback.done(false);
                }
            });
        } catch (DeliveryStoppedException e) {
            inlet.arrivals().leave(arrival, 1);
            throw e;
        }
        if (here) {
            done.await();
        }
        return here;
    }

    private void report(Exchange exchange, Message message, Exception failure, Arrivals.Arrival arrival) {
        inlet.arrivals().leave(arrival, 1);
        if (message.isOpen()) {
            exchange.setException(failure);
            return;
        }
        tell(exchange, message, true);
        if (message.refusal() != null) {
            refusedBefore(exchange).put(identity(message.payload()), message.refusal());
            exchange.setException(new EventRefusedException(message.refusal()));
        }
    }

    private static void tell(Exchange exchange, Message message, boolean single) {
        exchange.getMessage().setHeader(InletEndpoint.STATUS, message.status());
        if (message.batchId() != null) {
            exchange.getMessage().setHeader(InletEndpoint.BATCH_ID, message.batchId());
        }
        if (single && message.xactionId() != null) {
            exchange.getMessage().setHeader(InletEndpoint.XACTION_ID, message.xactionId());
        }
    }

    @SuppressWarnings("unchecked")
    private static Map<Object, Refusal> refusedBefore(Exchange exchange) {
        Map<Object, Refusal> before = exchange.getProperty(REFUSED_BEFORE, Map.class);
        if (before == null) {
            before = new LinkedHashMap<>();
            exchange.setProperty(REFUSED_BEFORE, before);
        }
        return before;
    }

    private static boolean isOpen(Payload payload) {
        Event event = payload.eventOrNull();
        return event == null || event.isOpen();
    }

    /** An event is known again even when the route filled its payload anew. */
    private static Object identity(Payload payload) {
        return payload.event().map(Object.class::cast).orElse(payload);
    }

    private static Object identity(Refusal refusal) {
        return refusal.event() != null ? refusal.event() : refusal;
    }
}
