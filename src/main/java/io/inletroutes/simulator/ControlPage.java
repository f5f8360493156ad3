package io.inletroutes.simulator;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;

/** What {@code /simulator/...} tells and takes. Thread-safe. */
final class ControlPage {

    private final Memory memory;
    private final Faults faults;

    ControlPage(Memory memory, Faults faults) {
        this.memory = memory;
        this.faults = faults;
    }

    Answer answer(HttpRequest request) {
        boolean reads = request.method().equals("GET");
        boolean deletes = request.method().equals("DELETE");
        switch (request.path()) {
            case "/simulator/counts", "/simulator/received" -> {
                if (deletes) {
                    memory.forget();
                } else if (!reads) {
                    return wrongMethod("GET, DELETE");
                }
                return Answer.json(200, request.path().endsWith("counts") ? counted() : JsonNodeFactory.instance.arrayNode().addAll(memory.last()));
            }
            case "/simulator/faults" -> {
                if (deletes) {
                    faults.set(List.of());
                } else if (request.method().equals("POST")) {
                    try {
                        faults.set(Fault.parseAll(request.text()));
                    } catch (IllegalArgumentException e) {
                        return Answer.problem(400, e.getMessage());
                    }
                } else if (!reads) {
                    return wrongMethod("GET, POST, DELETE");
                }
                return Answer.json(200, on());
            }
            default -> {
                return Answer.problem(404, "there are /simulator/counts, /simulator/received and /simulator/faults");
            }
        }
    }

    private static Answer wrongMethod(String right) {
        return Answer.problem(405, "use " + right).with("Allow", right);
    }

    private ObjectNode counted() {
        SimulatorCounts counts = memory.counts();
        return JsonNodeFactory.instance.objectNode().put("requests", counts.requests()).put("accepted", counts.accepted()).put("distinct", counts.distinct())
                .put("repeated", counts.repeated()).put("refused", counts.refused());
    }

    private ObjectNode on() {
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        var list = answer.putArray("faults");
        for (Fault fault : faults.on()) {
            ObjectNode one = list.addObject().put("kind", fault.kind().name().toLowerCase(Locale.ROOT).replace('_', '-'));
            if (fault.number() > 0) {
                one.put("number", fault.number());
            }
        }
        return answer;
    }
}
