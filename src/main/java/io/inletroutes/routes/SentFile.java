package io.inletroutes.routes;

import io.inletroutes.Location;
import io.inletroutes.Problem;
import io.inletroutes.ProblemsException;
import io.inletroutes.ledger.Counts;
import io.inletroutes.ledger.DeadLetter;
import io.inletroutes.ledger.FileRun;
import io.inletroutes.ledger.Folders;
import io.inletroutes.source.FileReading;
import io.inletroutes.source.Fingerprint;
import io.inletroutes.source.ReadOptions;
import io.inletroutes.source.SourceFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.spi.CamelEvent;
import org.apache.camel.support.EventNotifierSupport;
import org.apache.camel.support.service.ServiceHelper;

/**
 * One file that is delivered now, by a route of its own and everything routes have: ledger, duplicates, redelivery, dead letters.
 * The file itself stays where it is; a copy is read, under {@code send/} of the data folder. Made, started and closed by one thread.
 */
public final class SentFile implements AutoCloseable {

    private final Path original;
    private final Path copy;
    private final RunningRoutes routes;
    private final SendRoute route;
    private volatile FileInProgress progress;

    /**
     * @param inlet where it goes; empty for the inlet that the home's routes deliver this mapping to
     * @throws ProblemsException when it cannot be told how to send it
     */
    public SentFile(Home home, Clock clock, String mapping, Path file, Optional<String> inlet) throws IOException {
        this.original = file.toAbsolutePath();
        this.route = SendRoute.of(home, mapping, inlet, SourceFile.isJson(file));
        String fingerprint = Fingerprint.of(file).sha256();
        Path[] folder = new Path[1];
        this.routes = new RunningRoutes(home, clock, () -> route.files(folder[0]), true);
        folder[0] = routes.data().resolve("send").resolve(mapping).resolve(fingerprint.substring(0, 16));
        this.copy = folder[0].resolve(file.getFileName().toString());
        routes.context().getManagementStrategy().addEventNotifier(watching());
    }

    /** What runs it: its settings, inlets and facts. */
    public RunningRoutes routes() {
        return routes;
    }

    /** Where it goes. */
    public String inlet() {
        return route.inlet();
    }

    /** How the file is to be read, instead of the settings. Before the start. */
    public void readAs(ReadOptions options) {
        override("csv.encoding", options.encoding());
        override("csv.delimiter", options.delimiter());
        override("csv.quote", options.quote());
    }

    /** Asks for the inlet's verdict on each event at once. Before the start. */
    public void validate() {
        override(HomeSettings.inletSetting(route.inlet(), "sync-validation"), "true");
    }

    private void override(String setting, String value) {
        routes.context().getPropertiesComponent().addOverrideProperty(setting, value);
    }

    /**
     * Starts the delivery. A file that an earlier start left unfinished goes on where it stopped.
     *
     * @throws ProblemsException when a mapping or a setting is wrong, or another process runs on the data folder
     */
    public void start() throws IOException {
        try {
            routes.start();
        } catch (ProblemsException e) {
            throw new ProblemsException(e.problems().stream().map(SentFile::withoutMadeFile).toList());
        }
        if (!Files.exists(copy)) {
            Folders.makePrivate(copy.getParent());
            Path part = copy.resolveSibling("." + copy.getFileName());
            Files.copy(original, part, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
            Files.move(part, copy, StandardCopyOption.ATOMIC_MOVE);
        }
    }

    /** Nobody can open the route file that was made for this. */
    private static Problem withoutMadeFile(Problem problem) {
        return SendRoute.NAME.equals(problem.location().file()) ? new Problem(problem.severity(), Location.NONE, problem.message(), problem.notes()) : problem;
    }

    /** What became of its events so far, those of earlier starts included. */
    public Counts counts() {
        FileInProgress known = progress;
        return known == null ? Counts.NONE : known.run().counts();
    }

    /** Whether nothing of it is open any more. */
    public boolean isEnded() {
        return progress != null && !Files.exists(copy);
    }

    /** Why the file as a whole was of no use. */
    public Optional<Problem> unreadable() {
        return progress == null ? Optional.empty() : progress.unreadable();
    }

    /** What was wrong with refused events, in the order of their rows; the first ones. Once it is ended. */
    public List<String> refusals(int most) throws IOException {
        FileRun run = progress.run();
        List<String> told = new ArrayList<>();
        for (DeadLetter letter : routes.ledger().deadLetters().ofFile(run, 0, most)) {
            String reason = letter.reason();
            told.add(routes.ledger().deadLetters().read(letter).map(line -> line.path("problem").asText(reason)).orElse(reason));
        }
        return told;
    }

    /** The refused rows as a file to be corrected; empty when none was refused. */
    public Optional<Path> rejected() throws IOException {
        Path folder = copy.resolveSibling("rejected");
        if (!Files.isDirectory(folder)) {
            return Optional.empty();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.max(java.util.Comparator.comparing(file -> file.toFile().lastModified()));
        }
    }

    /** Stops; what is open then goes on when the same file is sent again. The copy of a file that was sent is deleted. */
    @Override
    public void close() throws IOException {
        boolean ended = isEnded();
        routes.close();
        Path done = copy.resolveSibling("done");
        if (ended && Files.isDirectory(done)) {
            try (Stream<Path> kept = Files.list(done)) {
                for (Path file : kept.filter(SentFile::isNoReceipt).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    private static boolean isNoReceipt(Path file) {
        return !file.toString().endsWith(".receipt.json") && !file.toString().endsWith(".receipt.txt");
    }

    private EventNotifierSupport watching() {
        EventNotifierSupport notifier = new EventNotifierSupport() {
            @Override
            public boolean isEnabled(CamelEvent event) {
                return event instanceof CamelEvent.ExchangeEvent;
            }

            @Override
            public void notify(CamelEvent event) {
                Exchange exchange = ((CamelEvent.ExchangeEvent) event).getExchange();
                FileInProgress found = exchange.getProperty(FileReading.PROPERTY, FileInProgress.class);
                progress = found == null ? progress : found;
            }
        };
        ServiceHelper.startService(notifier);
        return notifier;
    }
}
