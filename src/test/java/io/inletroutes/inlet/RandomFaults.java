package io.inletroutes.inlet;

import io.inletroutes.inlet.ScriptedInlet.Answer;
import io.inletroutes.inlet.ScriptedInlet.Received;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Predicate;

/** An inlet's answers with faults of every kind among them, the same for one seed; and what became of the messages. Thread-safe. */
public final class RandomFaults implements Function<Received, Answer> {

    private final Random random;
    private final double share;
    private final Predicate<String> bad;
    private final AtomicInteger injected = new AtomicInteger();
    private final Set<String> taken = ConcurrentHashMap.newKeySet();
    private final Set<String> refused = ConcurrentHashMap.newKeySet();

    /**
     * @param share of the requests that meet a fault
     * @param bad   ids of the messages that are refused for good
     */
    public RandomFaults(long seed, double share, Predicate<String> bad) {
        this.random = new Random(seed);
        this.share = share;
        this.bad = bad;
    }

    /** Faulty answers until now. */
    public int injected() {
        return injected.get();
    }

    /** Messages accepted, each counted once. */
    public int taken() {
        return taken.size();
    }

    /** Whether the sender was ever told that this message is refused, and nothing else. */
    public boolean refused(String id) {
        return refused.contains(id) && !taken.contains(id);
    }

    @Override
    public synchronized Answer apply(Received request) {
        if (random.nextDouble() >= share) {
            return take(request, request.ids().size());
        }
        injected.incrementAndGet();
        return switch (random.nextInt(9)) {
            case 0 -> ScriptedInlet.json(429, "{}", "Retry-After: 1");
            case 1 -> ScriptedInlet.json(500, "{\"status\":500}");
            case 2 -> ScriptedInlet.json(503, "busy");
            case 3 -> ScriptedInlet.reset();
            case 4 -> {
                take(request, request.ids().size());
                yield ScriptedInlet.reset();
            }
            case 5 -> {
                take(request, request.ids().size());
                yield ScriptedInlet.cut(207, "{\"responses\":[{\"xactionId\":\"a\"}");
            }
            case 6 -> ScriptedInlet.json(request.batch() ? 207 : 200, "<html>");
            case 7 -> ScriptedInlet.hang();
            default -> request.batch() ? take(request, random.nextInt(request.ids().size())) : ScriptedInlet.json(504, "");
        };
    }

    /** Takes what is good among the first messages and refuses what is bad; the others hear that the inlet is busy. */
    private Answer take(Received request, int first) {
        List<String> ids = request.ids();
        for (String id : ids.subList(0, first)) {
            (bad.test(id) ? refused : taken).add(id);
        }
        if (!request.batch()) {
            return bad.test(ids.get(0)) ? ScriptedInlet.json(400, "{\"status\":400,\"title\":\"Invalid XDM Message Format\"}") : ScriptedInlet.accept(request);
        }
        return ScriptedInlet.partial(request, i -> i >= first ? "{\"status\":503,\"message\":\"busy\"}"
                : bad.test(ids.get(i)) ? "{\"statusCode\":400,\"message\":\"no\"}" : "{\"xactionId\":\"x:" + i + "\"}");
    }
}
