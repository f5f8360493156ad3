package io.inletroutes.cli;

import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Has what stopped a command said. */
final class Failure implements IExecutionExceptionHandler {

    @Override
    public int handleExecutionException(Exception failure, CommandLine command, ParseResult arguments) {
        return Stopped.by(failure, command.getCommandSpec().qualifiedName(), command.getErr());
    }
}
