package io.inletroutes.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.inletroutes.Location;
import io.inletroutes.Problem;
import io.inletroutes.ProblemsException;
import io.inletroutes.routes.Home;
import io.inletroutes.routes.RunningRoutes;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** Asks the instance of a home, or its ledger when none runs. */
final class Operator {

    private Operator() {
    }

    static ObjectNode request(String what) {
        return JsonNodeFactory.instance.objectNode().put("do", what);
    }

    /** @param named the folder of {@code --home}, null when none was named */
    static JsonNode ask(Path named, ObjectNode request) throws Exception {
        Home home = Home.find(named, System::getenv);
        try (RunningRoutes routes = new RunningRoutes(home, Clock.systemUTC())) {
            Optional<RunningInstance> instance = RunningInstance.on(routes.data());
            if (instance.isEmpty()) {
                return routes.atRest().answer(request);
            }
            try {
                return instance.get().command(request);
            } catch (IOException e) {
                throw new ProblemsException(List.of(Problem.error(Location.of(home.show(routes.data())), "the instance does not answer (process " + instance.get().process() + ")")
                        .fix("look at its log; a process that hangs can be ended: nothing is lost")), e);
            }
        }
    }
}
