package io.inletroutes.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** What an operator does to one inlet of the running instance. */
abstract sealed class InletCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @ParentCommand
    private InletRoutes program;

    @Parameters(paramLabel = "INLET", arity = "0..1", defaultValue = "default", description = "The inlet (${DEFAULT-VALUE}).")
    private String inlet;

    @Option(names = "--format", paramLabel = "text|json", defaultValue = "text", description = "For people or for programs (${DEFAULT-VALUE}).")
    private Format format;

    private final String request;

    private InletCommand(String request) {
        this.request = request;
    }

    @Override
    public Integer call() throws Exception {
        JsonNode answer = Operator.ask(program.home(), Operator.request(request).put("inlet", inlet));
        if (format == Format.JSON) {
            spec.commandLine().getOut().println(Json.pretty(answer));
            return 0;
        }
        spec.commandLine().getOut().println("inlet " + answer.path("inlet").asText() + " is " + request + "d");
        return 0;
    }

    /** {@code pause}. */
    @Command(name = "pause", description = "Lets an inlet take nothing until it is resumed; its events wait where they are.")
    static final class Pause extends InletCommand {

        Pause() {
            super("pause");
        }
    }

    /** {@code resume}. */
    @Command(name = "resume", description = "Ends a pause or a refusal brake of an inlet; one that is held for another reason is probed at once.")
    static final class Resume extends InletCommand {

        Resume() {
            super("resume");
        }
    }
}
