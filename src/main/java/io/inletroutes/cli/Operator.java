package io.inletroutes.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.inletroutes.Location;
import io.inletroutes.Problem;
import io.inletroutes.ProblemsException;
import io.inletroutes.routes.Home;
import io.inletroutes.routes.RunningRoutes;
import io.inletroutes.simulator.Simulator;
import io.inletroutes.simulator.SimulatorOptions;
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
                String what = request.path("do").asText();
                boolean sends = what.equals("replay") && !request.path("dryRun").asBoolean();
                boolean asksQueue = what.matches("read|erase") && routes.setting("dead-letters.queue").isPresent();
                return sends || asksQueue ? send(home, request) : routes.atRest().answer(request);
            }
            try {
                return instance.get().command(request);
            } catch (IOException e) {
                throw new ProblemsException(List.of(Problem.error(Location.of(home.show(routes.data())), "the instance does not answer (process " + instance.get().process() + ")")
                        .fix("look at its log; a process that hangs can be ended: nothing is lost")), e);
            }
        }
    }

    /** Runs just enough of the home to send, or to ask a broker, what the request says. */
    private static JsonNode send(Home home, ObjectNode request) throws Exception {
        Optional<Simulator> simulator = Optional.empty();
        try (RunningRoutes routes = RunningRoutes.withoutIntake(home, Clock.systemUTC())) {
            simulator = StandIn.start(routes, SimulatorOptions.any());
            routes.start();
            return routes.operations().answer(request);
        } finally {
            if (simulator.isPresent()) {
                simulator.get().close();
            }
        }
    }
}
