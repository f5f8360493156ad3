package io.inletroutes.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** {@code inlet-routes COMMAND}, as picocli reads it. Exit codes: 0 well, 1 problems found or events refused, 2 wrong use or settings. */
@Command(name = "inlet-routes", scope = ScopeType.INHERIT, mixinStandardHelpOptions = true, versionProvider = Version.class,
        description = "Business events from files, JMS queues and timers to Adobe Experience Platform's streaming inlet.",
        synopsisSubcommandLabel = "COMMAND", usageHelpAutoWidth = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:well", "1:problems found or events refused", "2:wrong use or settings"})
final class InletRoutes implements Runnable {

    @Spec
    private CommandLine.Model.CommandSpec spec;

    @Option(names = "--home", paramLabel = "DIR", scope = ScopeType.INHERIT,
            description = "The home folder. Without it INLET_ROUTES_HOME, or the working folder when it holds routes/.")
    private Path home;

    private InletRoutes() {
    }

    /** Runs one command and returns its exit code. */
    static int execute(PrintWriter out, PrintWriter err, String... arguments) {
        CommandLine line = commandLine(arguments);
        line.setOut(out);
        line.setErr(err);
        return line.execute(arguments);
    }

    /** The commands that these arguments can mean, and how they fail. */
    static CommandLine commandLine(String... arguments) {
        CommandLine line = new CommandLine(new InletRoutes());
        Commands.of(arguments).forEach(line::addSubcommand);
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setParameterExceptionHandler(new WrongUse());
        line.setExecutionExceptionHandler(new Failure());
        return line;
    }

    /** The folder named by {@code --home}, null when none was. */
    Path home() {
        return home;
    }

    /** How the program is called again for this home. */
    String self() {
        return home == null ? "inlet-routes" : self(home);
    }

    /** How it is called for a home, as a shell takes it. */
    static String self(Path home) {
        String path = home.toString();
        return "inlet-routes --home " + (path.matches("[\\w./-]+") ? path : "'" + path.replace("'", "'\\''") + "'");
    }

    /** Without a command there is nothing to do but to say which there are. */
    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "no command was named");
    }
}
