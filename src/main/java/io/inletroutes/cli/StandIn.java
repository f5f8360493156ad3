package io.inletroutes.cli;

import io.inletroutes.routes.RunningRoutes;
import io.inletroutes.simulator.Simulator;
import io.inletroutes.simulator.SimulatorOptions;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;

/** The simulator in the place of those inlets whose url is {@code simulator}. */
final class StandIn {

    private StandIn() {
    }

    /** Before the routes start; empty when no inlet wants it. The caller closes it after them. */
    static Optional<Simulator> start(RunningRoutes routes, SimulatorOptions options) throws IOException {
        Set<String> inlets = routes.simulatedInlets();
        if (inlets.isEmpty()) {
            return Optional.empty();
        }
        Simulator simulator = Simulator.start(options.withSchemas(routes.entitySchemas()));
        inlets.forEach(inlet -> routes.bindInlet(inlet, simulator.url(inlet)));
        return Optional.of(simulator);
    }
}
