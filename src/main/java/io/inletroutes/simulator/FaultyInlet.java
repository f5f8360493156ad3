package io.inletroutes.simulator;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The collection with the faults that are on. Thread-safe. */
final class FaultyInlet {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Collection collection;
    private final Faults faults;
    private final CountDownLatch closed;

    /** @param closed at zero when nobody shall wait any longer */
    FaultyInlet(Collection collection, Faults faults, CountDownLatch closed) {
        this.collection = collection;
        this.faults = faults;
        this.closed = closed;
    }

    /** Empty when the connection is to be cut. */
    Optional<Answer> answer(HttpRequest request) throws IOException, InterruptedException {
        List<Fault> met = faults.next();
        int refuseEvery = 0;
        for (Fault fault : met) {
            switch (fault.kind()) {
                case SLOW -> closed.await(fault.latency().toMillis(), TimeUnit.MILLISECONDS);
                case PARTIAL -> refuseEvery = fault.number();
                case LIMIT -> {
                    if (!faults.fits(messages(request), fault.number())) {
                        return Optional.of(after(fault, Answer.problem(429, "slow down")));
                    }
                }
                case FEWER -> {
                    return Optional.of(fewer(collection.answer(request, refuseEvery)));
                }
                default -> {
                    return broken(fault, request, refuseEvery);
                }
            }
        }
        return Optional.of(collection.answer(request, refuseEvery));
    }

    private Optional<Answer> broken(Fault fault, HttpRequest request, int refuseEvery) throws InterruptedException {
        switch (fault.kind()) {
            case ANSWER -> {
                return Optional.of(after(fault, fault.number() == 403 ? new Answer(403, Map.of(), new byte[0]) : Answer.problem(fault.number(), "told to answer this")));
            }
            case GARBAGE -> {
                return Optional.of(new Answer(200, Map.of(), "<html>".getBytes(StandardCharsets.UTF_8)));
            }
            case CUT_AFTER_ACCEPTING -> collection.answer(request, refuseEvery);
            case HANG -> closed.await();
            default -> {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    private static Answer after(Fault fault, Answer answer) {
        return fault.retryAfter() < 0 ? answer : answer.with("Retry-After", Integer.toString(fault.retryAfter()));
    }

    private static Answer fewer(Answer answer) throws IOException {
        if (answer.status() != 207) {
            return answer;
        }
        ObjectNode body = (ObjectNode) JSON.readTree(answer.body());
        ((ArrayNode) body.get("responses")).remove(0);
        return Answer.json(207, body);
    }

    private static int messages(HttpRequest request) {
        return Math.max(1, request.text().split("\"xdmEntity\"", -1).length - 1);
    }
}
