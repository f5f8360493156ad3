package io.inletroutes.cli;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.slf4j.LoggerFactory;

/** The program. A plain {@code run} is started without picocli, which takes a sixth of a start; everything else is {@link InletRoutes}. */
public final class Program {

    private Program() {
    }

    public static void main(String[] arguments) {
        ProgramLog.choose();
        // Java 17 would print in the locale's encoding; payloads are UTF-8 everywhere.
        PrintStream out = utf8(FileDescriptor.out);
        PrintStream err = utf8(FileDescriptor.err);
        System.setOut(out);
        System.setErr(err);
        System.exit(execute(new PrintWriter(out, true, StandardCharsets.UTF_8), new PrintWriter(err, true, StandardCharsets.UTF_8), arguments));
    }

    private static int execute(PrintWriter out, PrintWriter err, String... arguments) {
        Optional<RunLine> run = RunLine.of(arguments);
        if (run.isEmpty()) {
            return InletRoutes.execute(out, err, arguments);
        }
        Groundwork groundwork = Groundwork.begin();
        LoggerFactory.getILoggerFactory();
        try {
            return new HomeRun(run.get(), groundwork.loadLibraries(), out, err).call();
        } catch (Exception e) {
            return Stopped.by(e, "inlet-routes run", err);
        }
    }

    private static PrintStream utf8(FileDescriptor descriptor) {
        return new PrintStream(new BufferedOutputStream(new FileOutputStream(descriptor), 1 << 16), true, StandardCharsets.UTF_8);
    }
}
