package io.inletroutes.cli;

import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says what was wrong with a command line and how it should read. Exit code 2. */
final class WrongUse implements IParameterExceptionHandler {

    @Override
    public int handleParseException(ParameterException wrong, String[] arguments) {
        CommandLine command = wrong.getCommandLine();
        command.getErr().println(command.getCommandSpec().qualifiedName() + ": " + message(wrong));
        command.getErr().println("  fix      " + fix(wrong));
        return CommandLine.ExitCode.USAGE;
    }

    private static String message(ParameterException wrong) {
        if (wrong instanceof UnmatchedArgumentException unmatched) {
            String first = unmatched.getUnmatched().get(0);
            boolean commandMissing = wrong.getCommandLine().getParent() == null && !unmatched.isUnknownOption();
            return (unmatched.isUnknownOption() ? "unknown option " : commandMissing ? "unknown command " : "one argument too many: ") + first;
        }
        if (wrong instanceof MissingParameterException missing) {
            return missing.getMissing().stream().map(CommandLine.Model.ArgSpec::paramLabel).collect(Collectors.joining(" ", "", ""))
                    + (missing.getMissing().size() == 1 ? " is missing" : " are missing");
        }
        return wrong.getMessage();
    }

    private static String fix(ParameterException wrong) {
        CommandLine command = wrong.getCommandLine();
        String help = "see " + command.getCommandSpec().qualifiedName() + " --help";
        if (wrong instanceof UnmatchedArgumentException unmatched && !unmatched.getSuggestions().isEmpty()) {
            List<String> known = unmatched.getSuggestions();
            return "did you mean " + known.get(0) + "? " + help.replaceFirst("^s", "S");
        }
        if (command.getParent() == null) {
            return "commands: " + String.join(", ", command.getSubcommands().keySet()) + "; " + help;
        }
        return help;
    }
}
