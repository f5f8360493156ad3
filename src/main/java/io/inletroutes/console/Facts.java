package io.inletroutes.console;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.inletroutes.routes.Operations;
import io.inletroutes.routes.InboxFiles;
import io.inletroutes.routes.RouteState;
import io.inletroutes.routes.RunningRoutes;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** What pages ask of the instance. Whatever costs something is asked once for all who look. Thread-safe. */
final class Facts {

    private static final long FRESH_NANOS = 1_500_000_000L;

    private final RunningRoutes routes;
    private final Operations operations;
    private List<RouteState> states = List.of();
    private long asked;
    private List<InboxFiles.Failed> failed = List.of();
    private long failedAsked;

    Facts(RunningRoutes routes) {
        this.routes = routes;
        this.operations = routes.operations();
    }

    /** The routes as they were a moment ago. */
    synchronized List<RouteState> routes() {
        if (asked == 0 || System.nanoTime() - asked > FRESH_NANOS) {
            states = routes.states();
            asked = System.nanoTime();
        }
        return states;
    }

    /** Whether what that route reads waits, so that no time until its end can be told. */
    boolean isHeld(String route) {
        return routes().stream().anyMatch(state -> state.route().equals(route) && state.status() == RouteState.Status.HELD);
    }

    /** Files put into failed/ within a day, the last first, as they were a moment ago. */
    synchronized List<InboxFiles.Failed> failed() {
        if (failedAsked == 0 || System.nanoTime() - failedAsked > FRESH_NANOS) {
            failed = routes.files().failed(Instant.now().minus(Duration.ofDays(1)));
            failedAsked = System.nanoTime();
        }
        return failed;
    }

    /** Most messages in a batch of that inlet. */
    String batchSize(String inlet) {
        return routes.setting("inlet." + inlet + ".batch.max-messages").or(() -> routes.setting("inlet.batch.max-messages")).orElse("1000");
    }

    /** Has the instance do something; names and values of the request in turn. */
    ObjectNode ask(String what, String... pairs) throws Exception {
        ObjectNode request = JsonNodeFactory.instance.objectNode().put("do", what);
        for (int i = 0; i < pairs.length; i += 2) {
            if (pairs[i + 1] != null) {
                request.put(pairs[i], pairs[i + 1]);
            }
        }
        return ask(request);
    }

    ObjectNode ask(ObjectNode request) throws Exception {
        ObjectNode answer = operations.answer(request);
        synchronized (this) {
            asked = 0;
        }
        return answer;
    }
}
