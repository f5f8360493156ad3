package io.inletroutes.cli;

import io.inletroutes.Location;
import io.inletroutes.Problem;
import io.inletroutes.ProblemsException;
import io.inletroutes.ledger.Counts;
import io.inletroutes.mapping.LoadedMapping;
import io.inletroutes.routes.Home;
import io.inletroutes.routes.SentFile;
import io.inletroutes.simulator.Simulator;
import io.inletroutes.simulator.SimulatorOptions;
import io.inletroutes.source.EventReader;
import io.inletroutes.source.ReadOptions;
import io.inletroutes.source.SourceFile;
import io.inletroutes.source.UnreadableFileException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code send MAPPING FILE}: delivers one file now, through the ledger as a route would, or by the running instance. */
@Command(name = "send", description = "Delivers the events of one file now. What was accepted before is skipped; what is refused is kept as dead letters.")
final class Send implements Callable<Integer> {

    private static final int SHOWN = 50;

    @Spec
    private CommandSpec spec;

    @ParentCommand
    private InletRoutes program;

    @Parameters(index = "0", paramLabel = "MAPPING", description = "Name of a folder in mappings/.")
    private String mapping;

    @Parameters(index = "1", paramLabel = "FILE", description = "Events, CSV or JSON. It stays where it is.")
    private Path file;

    @Option(names = "--inlet", paramLabel = "NAME", description = "Where to; without it the inlet that the home's routes deliver this mapping to, else default.")
    private String inlet;

    @Option(names = "--sync-validation", description = "Asks for the inlet's verdict on each event at once, at most 60 a minute. What it accepts is delivered.")
    private boolean validating;

    @Mixin
    private CsvOptions csv;

    @Override
    public Integer call() throws Exception {
        if (!Files.isReadable(file) || Files.isDirectory(file)) {
            throw new ProblemsException(Problem.error(Location.of(file.toString()), "there is no such file to read").fix("name a CSV or JSON file"));
        }
        StopSignal stop = StopSignal.listen();
        Home home = Home.find(program.home(), System::getenv);
        Optional<Simulator> simulator = Optional.empty();
        try (SentFile sent = new SentFile(home, Clock.systemUTC(), mapping, file, Optional.ofNullable(inlet))) {
            LoadedMapping loaded = sent.routes().mappings().load(mapping, sent.inlet());
            if (loaded.stops() || loaded.mapping().isEmpty()) {
                ProblemReport.print(spec.commandLine().getErr(), loaded.problems(), Format.TEXT);
                return sent.routes().mappings().names().contains(mapping) ? 1 : 2;
            }
            ReadOptions how = csv.over(ReadOptions.from(sent.routes()::setting));
            long events = count(how);
            Optional<RunningInstance> instance = RunningInstance.on(sent.routes().data());
            if (instance.isPresent()) {
                return hand(home, instance.get(), events, stop);
            }
            sent.readAs(how);
            if (validating) {
                sent.validate();
            }
            simulator = simulator(sent);
            sent.start();
            try (Progress progress = Progress.of(events, System.console() != null)) {
                while (!sent.isEnded() && !stop.await(100, TimeUnit.MILLISECONDS)) {
                    progress.show(sent.counts());
                }
                progress.show(sent.counts());
            }
            boolean refused = sent.isEnded() && sent.unreadable().isEmpty() && sent.counts().dead() > 0;
            return tell(home, sent.counts(), sent.isEnded(), sent.unreadable().map(Problem::toString), refused ? sent.refusals(SHOWN) : List.of(), refused ? sent.rejected() : Optional.empty(),
                    "Stopped. Send the same file again, and it goes on from there.");
        } catch (UnreadableFileException e) {
            spec.commandLine().getErr().println(e.problem());
            return 1;
        } finally {
            if (simulator.isPresent()) {
                simulator.get().close();
            }
        }
    }

    /** The ledger of a data folder is one process's, so that one delivers the file; by its own route, with its own settings. */
    private int hand(Home home, RunningInstance instance, long events, StopSignal stop) throws Exception {
        if (inlet != null || validating || csv.areGiven()) {
            throw new ProblemsException(Problem.error(Location.NONE, "an instance runs on this home (" + instance + "), and it delivers a file as its own routes say")
                    .fix("leave --inlet, --sync-validation and the CSV options out, or stop it first"));
        }
        HandedFile handed = HandedFile.give(instance, mapping, file);
        spec.commandLine().getErr().println("handed to the running instance as " + home.show(handed.file()));
        try (Progress progress = Progress.of(events, System.console() != null)) {
            while (!handed.isEnded() && !stop.await(100, TimeUnit.MILLISECONDS)) {
                progress.show(handed.counts());
            }
        }
        return tell(home, handed.counts(), handed.isEnded(), handed.unreadable(), handed.refusals(SHOWN), handed.rejected(), "Stopped. The instance goes on with it.");
    }

    /** Reads the file once for its number of events; nothing of a file that cannot be read to its end is sent. */
    private long count(ReadOptions how) throws IOException {
        long events = 0;
        try (EventReader reader = SourceFile.open(file, how)) {
            while (reader.hasNext()) {
                events += reader.next().size();
            }
        }
        return events;
    }

    private Optional<Simulator> simulator(SentFile sent) throws IOException {
        Optional<Simulator> simulator = StandIn.start(sent.routes(), SimulatorOptions.any());
        if (simulator.isPresent()) {
            spec.commandLine().getErr().println("inlet " + sent.inlet() + " is the simulator, a stand-in inside this process; nothing leaves this machine");
        }
        return simulator;
    }

    private int tell(Home home, Counts counts, boolean ended, Optional<String> unreadable, List<String> refusals, Optional<Path> rejected, String unended) {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        unreadable.ifPresent(err::println);
        refusals.forEach(err::println);
        if (!refusals.isEmpty() && counts.dead() > refusals.size()) {
            err.println("and " + (counts.dead() - refusals.size()) + " more");
        }
        rejected.ifPresent(rows -> err.println("The refused rows are in " + home.show(rows) + ": correct them and send that file."));
        out.println(file.getFileName() + ": " + counts.read() + " read, " + counts.accepted() + (validating ? " accepted by the inlet as valid, " : " accepted, ") + counts.dead()
                + " refused, " + counts.skipped() + " skipped as accepted before");
        if (!ended) {
            out.println(unended);
        }
        out.flush();
        return ended && unreadable.isEmpty() && counts.dead() == 0 ? 0 : 1;
    }
}
