package io.inletroutes.cli;

import io.inletroutes.Problem;
import io.inletroutes.ProblemsException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Says what stopped a command. Exit code 2. */
final class Failure implements IExecutionExceptionHandler {

    private static final Logger LOG = LoggerFactory.getLogger(Failure.class);

    @Override
    public int handleExecutionException(Exception failure, CommandLine command, ParseResult arguments) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ProblemsException known) {
                for (Problem problem : known.problems()) {
                    command.getErr().println(problem);
                }
                return CommandLine.ExitCode.USAGE;
            }
        }
        // The message of a foreign exception may hold an event's value; its kind and place do not.
        StackTraceElement[] trace = failure.getStackTrace();
        command.getErr().println(command.getCommandSpec().qualifiedName() + ": stopped by " + failure.getClass().getName()
                + (trace.length == 0 ? "" : " at " + trace[0]));
        LOG.debug("what stopped the command", failure);
        return CommandLine.ExitCode.USAGE;
    }
}
