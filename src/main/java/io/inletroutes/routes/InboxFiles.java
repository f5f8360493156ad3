package io.inletroutes.routes;

import io.inletroutes.Chunk;
import io.inletroutes.Event;
import io.inletroutes.Problem;
import io.inletroutes.ledger.Counts;
import io.inletroutes.ledger.FinishedFile;
import io.inletroutes.ledger.Ledger;
import io.inletroutes.source.EventReader;
import io.inletroutes.source.ReadOptions;
import io.inletroutes.source.SourceFile;
import io.inletroutes.source.UnreadableFileException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.camel.Route;
import org.apache.camel.component.file.FileEndpoint;
import org.apache.camel.model.ModelCamelContext;

/** The files of watched folders: those being read, those that are done, and what is in them. Any thread may ask. */
public final class InboxFiles {

    private final ModelCamelContext context;
    private final HomeSettings settings;
    private final SettledFiles files;
    private final IntakeFolders folders;
    private final Ledger ledger;

    InboxFiles(ModelCamelContext context, HomeSettings settings, SettledFiles files, IntakeFolders folders, Ledger ledger) {
        this.context = context;
        this.settings = settings;
        this.files = files;
        this.folders = folders;
        this.ledger = ledger;
    }

    /**
     * A file on its way.
     *
     * @param bytes  its size
     * @param done   how much of it is settled, from 0 to 1; NaN when that is not known
     * @param rate   events settled per second
     */
    public record Reading(String route, String name, long bytes, Instant started, Counts counts, double done, double rate) {

        /** Seconds until it is done, as far as one can tell; NaN when not. */
        public double remaining() {
            double events = counts.read() / done - counts.read();
            return done > 0 && rate > 0 ? events / rate : Double.NaN;
        }
    }

    /**
     * A file that was put into {@code failed/}.
     *
     * @param problem why, with its place and its cure
     */
    public record Failed(Instant time, Problem problem) {
    }

    /** Which of the folders beside an inbox. */
    public enum Kind { DONE, REJECTED, FAILED }

    /** Files being read now, by name. */
    public List<Reading> reading() {
        List<Reading> reading = new ArrayList<>();
        for (FileInProgress file : files.inProgress()) {
            Counts counts = file.run().counts();
            double lines = FileLines.estimate(file.file());
            long row = Math.max(file.lastRow(), counts.read());
            double done = Double.isNaN(lines) || lines < 2 ? Double.NaN : Math.min(0.99, row / lines);
            reading.add(new Reading(file.run().route(), file.run().name(), file.file().toFile().length(), file.run().started(), counts, done, file.rate()));
        }
        reading.sort(Comparator.comparing(Reading::name));
        return reading;
    }

    /** Files that could not be read at all, or that no route takes, put away since that time and not taken from there; the last first. */
    public List<Failed> failed(Instant since) {
        return new FailedFiles(settings.home(), folders).since(since);
    }

    /** Where an event with that value in a top-level field stands, in the files that were read; at most 100 places. */
    public List<DoneFiles.Place> search(String field, String value) throws IOException {
        return DoneFiles.search(folders, field, value);
    }

    /** Files that need no more reading, the last begun first. */
    public List<FinishedFile> finished(long below, int most) throws IOException {
        return ledger.finishedFiles(below, most);
    }

    /**
     * A file that lies beside the folder that a route reads.
     *
     * @param name without its folder; one that tries to leave it finds nothing
     */
    public Optional<Path> find(String route, Kind kind, String name) {
        Route found = context.getRoute(route);
        if (name.isEmpty() || !(found != null && found.getEndpoint() instanceof FileEndpoint endpoint)) {
            return Optional.empty();
        }
        Path folder = endpoint.getFile().toPath().resolve(kind.name().toLowerCase(java.util.Locale.ROOT)).toAbsolutePath().normalize();
        Path file = folder.resolve(name).normalize();
        return folder.equals(file.getParent()) && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) ? Optional.of(file) : Optional.empty();
    }

    /** A file in some route's {@code done/}, with the route. */
    public Optional<String> routeOf(String name) {
        return context.getRoutes().stream().map(Route::getRouteId).filter(route -> find(route, Kind.DONE, name).isPresent()).findFirst();
    }

    /** The event in a row of a file that was read, found by reading it again. */
    public Optional<Event> event(String route, String name, long row) throws IOException {
        Optional<Path> file = find(route, Kind.DONE, name);
        if (file.isEmpty()) {
            return Optional.empty();
        }
        try (EventReader events = SourceFile.open(file.get(), ReadOptions.from(settings::find))) {
            while (events.hasNext()) {
                Chunk chunk = events.next();
                for (Event event : chunk) {
                    if (event.row() == row) {
                        return Optional.of(event);
                    }
                }
            }
        } catch (UnreadableFileException e) {
            return Optional.empty(); // read with settings of its route's own, or broken since
        }
        return Optional.empty();
    }
}
