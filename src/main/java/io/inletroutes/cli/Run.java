package io.inletroutes.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code run}: starts all routes of a home and goes on until a signal comes. {@link RunLine} knows the same options. */
@Command(name = "run", description = "Starts all routes of the home and delivers until it is told to stop (SIGTERM, Ctrl+C).")
final class Run implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @ParentCommand
    private InletRoutes program;

    @Option(names = "--samples", description = "Also hands the sample events of mappings/*/sample.* to their routes, and shows what the simulator takes.")
    private boolean samples;

    @Option(names = "--until-settled", description = "Ends when all samples are settled; with --samples.")
    private boolean untilSettled;

    @Override
    public Integer call() throws Exception {
        if (untilSettled && !samples) {
            throw new ParameterException(spec.commandLine(), "--until-settled goes with --samples");
        }
        return new HomeRun(line(), Groundwork.begin().loadLibraries(), spec.commandLine().getOut(), spec.commandLine().getErr()).call();
    }

    RunLine line() {
        return new RunLine(program.home(), samples, untilSettled);
    }
}
