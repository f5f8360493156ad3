package io.inletroutes.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code pause}. */
@Command(name = "pause", description = "Lets an inlet take nothing until it is resumed; its events wait where they are.")
final class Pause implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @ParentCommand
    private InletRoutes program;

    @Parameters(paramLabel = "INLET", arity = "0..1", defaultValue = "default", description = "The inlet (${DEFAULT-VALUE}).")
    private String inlet;

    @Override
    public Integer call() throws Exception {
        JsonNode answer = Operator.ask(program.home(), Operator.request("pause").put("inlet", inlet));
        spec.commandLine().getOut().println("inlet " + answer.path("inlet").asText() + " is paused");
        return 0;
    }
}
