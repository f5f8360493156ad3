package io.inletroutes.cli;

import io.inletroutes.Location;
import io.inletroutes.Problem;
import io.inletroutes.ProblemsException;
import io.inletroutes.ledger.CopiedLedger;
import io.inletroutes.routes.Home;
import io.inletroutes.routes.RunningRoutes;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code ledger}: what is done with the whole of it. */
@Command(name = "ledger", description = "Copies the ledger to another database.", subcommands = LedgerCommand.Copy.class, synopsisSubcommandLabel = "copy")
final class LedgerCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    @ParentCommand
    private InletRoutes program;

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "what is to be done with the ledger was not named: copy");
    }

    /** {@code ledger copy}. */
    @Command(name = "copy", description = "Copies what the ledger knows - files, receipts, accepted ids, the index of dead letters - to another database, while nothing runs.")
    static final class Copy implements Callable<Integer> {

        private static final String FILE = "file";

        @Spec
        private CommandSpec spec;

        @ParentCommand
        private LedgerCommand ledger;

        @Option(names = "--to", required = true, paramLabel = "URL|file", description = "A JDBC URL as ledger.url would name it, or file for the one in the data folder.")
        private String to;

        @Option(names = "--user", paramLabel = "NAME", description = "As ledger.user.")
        private String user;

        @Option(names = "--password", paramLabel = "file:/PATH", description = "As ledger.password: a file that holds it.")
        private String password;

        @Override
        public Integer call() throws Exception {
            if (!to.equals(FILE) && !to.startsWith("jdbc:")) {
                throw new CommandLine.ParameterException(spec.commandLine(), "--to is neither a JDBC URL nor file");
            }
            if (password != null && !password.startsWith("file:")) {
                throw new CommandLine.ParameterException(spec.commandLine(), "--password is no file:/path; others would see it in the list of processes");
            }
            Home home = Home.find(ledger.program.home(), System::getenv);
            CopiedLedger copied;
            try (RunningRoutes routes = new RunningRoutes(home, Clock.systemUTC())) {
                if (RunningInstance.on(routes.data()).isPresent()) {
                    throw new ProblemsException(Problem.error(Location.of(home.show(routes.data())), "an instance runs on this ledger").fix("stop it, copy, and start it with the new ledger"));
                }
                copied = routes.atRest().copyLedger(to.equals(FILE) ? null : to, user, password);
            }
            print(spec.commandLine().getOut(), copied);
            return 0;
        }

        private void print(PrintWriter out, CopiedLedger copied) {
            out.println("copied " + ProblemReport.counted(copied.files(), "file") + ", " + copied.unfinished() + " of them under way; " + ProblemReport.counted(copied.acceptedIds(), "accepted id") + "; "
                    + ProblemReport.counted(copied.deadLetters(), "dead letter"));
            if (copied.elsewhere() > 0) {
                out.println(ProblemReport.counted(copied.elsewhere(), "dead letter") + " of other instances left where they are: their files lie in other data folders");
            }
            out.println("Next: " + (to.equals(FILE) ? "remove ledger.url from application.properties" : "set ledger.url (and ledger.user, ledger.password) in application.properties")
                    + ", then start the home. The old ledger is as it was.");
        }
    }
}
