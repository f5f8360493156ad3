package io.inletroutes.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The program: {@code inlet-routes COMMAND}. Exit codes: 0 well, 1 problems found or events refused, 2 wrong use or settings. */
@Command(name = "inlet-routes", scope = ScopeType.INHERIT, mixinStandardHelpOptions = true, versionProvider = Version.class,
        description = "Business events from files, JMS queues and timers to Adobe Experience Platform's streaming inlet.",
        synopsisSubcommandLabel = "COMMAND", usageHelpAutoWidth = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:well", "1:problems found or events refused", "2:wrong use or settings"})
public final class InletRoutes implements Runnable {

    @Spec
    private CommandLine.Model.CommandSpec spec;

    @Option(names = "--home", paramLabel = "DIR", scope = ScopeType.INHERIT,
            description = "The home folder. Without it INLET_ROUTES_HOME, or the working folder when it holds routes/.")
    private Path home;

    private InletRoutes() {
    }

    public static void main(String[] arguments) {
        ProgramLog.choose();
        // Java 17 would print in the locale's encoding; payloads are UTF-8 everywhere.
        PrintStream out = utf8(FileDescriptor.out);
        PrintStream err = utf8(FileDescriptor.err);
        System.setOut(out);
        System.setErr(err);
        int code = execute(new PrintWriter(out, true, StandardCharsets.UTF_8), new PrintWriter(err, true, StandardCharsets.UTF_8), arguments);
        System.exit(code);
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

    /** Without a command there is nothing to do but to say which there are. */
    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "no command was named");
    }

    private static PrintStream utf8(FileDescriptor descriptor) {
        return new PrintStream(new java.io.BufferedOutputStream(new FileOutputStream(descriptor), 1 << 16), true, StandardCharsets.UTF_8);
    }
}
