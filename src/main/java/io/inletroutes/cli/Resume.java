package io.inletroutes.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code resume}. */
@Command(name = "resume", description = "Ends a pause or a refusal brake of an inlet; one that is held for another reason is probed at once.")
final class Resume implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @ParentCommand
    private InletRoutes program;

    @Parameters(paramLabel = "INLET", arity = "0..1", defaultValue = "default", description = "The inlet (${DEFAULT-VALUE}).")
    private String inlet;

    @Override
    public Integer call() throws Exception {
        JsonNode answer = Operator.ask(program.home(), Operator.request("resume").put("inlet", inlet));
        spec.commandLine().getOut().println("inlet " + answer.path("inlet").asText() + " is resumed");
        return 0;
    }
}
