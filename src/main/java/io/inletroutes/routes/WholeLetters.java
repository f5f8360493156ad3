package io.inletroutes.routes;

import com.fasterxml.jackson.databind.JsonNode;
import io.inletroutes.Location;
import io.inletroutes.Problem;
import io.inletroutes.ProblemsException;
import io.inletroutes.ledger.DeadLetter;
import io.inletroutes.ledger.DeadLetters;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Dead letters with their events, which lie in the files of the data folder or on a queue alone. Holds personal data: never log it. Thread-safe. */
public final class WholeLetters {

    private final DeadLetters store;
    private final DeadLetterQueue queue;

    /** @param queue null in a home at rest, where no broker is asked */
    WholeLetters(DeadLetters store, DeadLetterQueue queue) {
        this.store = store;
        this.queue = queue;
    }

    /** One of them; without the event, and with {@code queue}, where the event cannot be had from there now. Empty when its file is gone. */
    public Optional<JsonNode> read(DeadLetter letter) throws IOException {
        try {
            Map<String, JsonNode> found = read(List.of(letter));
            if (found.containsKey(letter.id())) {
                return Optional.of(found.get(letter.id()));
            }
        } catch (ProblemsException e) {
            // the reason and the place are worth showing
        }
        return store.read(letter);
    }

    /**
     * Erases what the events of a person said, wherever it lies, see {@link DeadLetters#erase}.
     *
     * @return ids of those erased
     * @throws ProblemsException when the queue does not answer
     */
    Set<String> erase(String identity) throws IOException {
        Set<String> erased = new LinkedHashSet<>(store.erase(identity));
        if (queue != null) {
            try {
                Set<String> there = queue.erase(identity, Instant.now());
                store.erased(there);
                erased.addAll(there);
            } catch (IOException e) {
                throw silent(e);
            }
        }
        return erased;
    }

    private static ProblemsException silent(IOException e) {
        return new ProblemsException(List.of(Problem.error(Location.NONE, "events of dead letters lie on a queue that does not answer now").fix("look at the broker of dead-letters.queue")), e);
    }

    /**
     * By id, without those whose events are neither here nor on the queue any more.
     *
     * @throws ProblemsException when the queue does not answer
     */
    Map<String, JsonNode> read(List<DeadLetter> letters) throws IOException {
        Map<String, JsonNode> whole = new HashMap<>();
        List<String> elsewhere = new ArrayList<>();
        for (DeadLetter letter : letters) {
            Optional<JsonNode> kept = store.read(letter);
            if (kept.isPresent() && !kept.get().has("queue")) {
                whole.put(letter.id(), kept.get());
            } else if (letter.state() != DeadLetter.State.ERASED) {
                elsewhere.add(letter.id());
            }
        }
        if (queue != null) {
            try {
                whole.putAll(queue.find(elsewhere));
            } catch (IOException e) {
                throw silent(e);
            }
        }
        return whole;
    }
}
