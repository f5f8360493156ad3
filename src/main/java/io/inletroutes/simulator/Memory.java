package io.inletroutes.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** What came in: counts of all of it, and the last accepted messages. Thread-safe. */
final class Memory {

    private static final int MOST_MESSAGES = 1_000;
    private static final int MOST_BYTES = 8 << 20;

    private record Kept(JsonNode message, int bytes) {
    }

    private final Deque<Kept> last = new ArrayDeque<>();
    private SeenIds seen = new SeenIds();
    private long bytes;
    private long requests;
    private long accepted;
    private long refused;

    synchronized void request() {
        requests++;
    }

    synchronized void refused() {
        refused++;
    }

    synchronized void accepted(String id, JsonNode message, int size) {
        accepted++;
        seen.add(id);
        last.add(new Kept(message, size));
        bytes += size;
        while (last.size() > MOST_MESSAGES || bytes > MOST_BYTES && last.size() > 1) {
            bytes -= last.remove().bytes;
        }
    }

    synchronized SimulatorCounts counts() {
        return new SimulatorCounts(requests, accepted, seen.size(), refused);
    }

    /** The oldest first. */
    synchronized List<JsonNode> last() {
        return last.stream().map(Kept::message).toList();
    }

    synchronized void forget() {
        last.clear();
        seen = new SeenIds();
        bytes = 0;
        requests = 0;
        accepted = 0;
        refused = 0;
    }
}
