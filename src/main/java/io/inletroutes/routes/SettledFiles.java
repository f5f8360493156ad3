package io.inletroutes.routes;

import com.fasterxml.jackson.databind.JsonNode;
import io.inletroutes.Location;
import io.inletroutes.Problem;
import io.inletroutes.ledger.DeadLetter;
import io.inletroutes.ledger.FileRun;
import io.inletroutes.ledger.Folders;
import io.inletroutes.ledger.Ledger;
import io.inletroutes.source.FileReading;
import io.inletroutes.source.Fingerprint;
import io.inletroutes.source.UnreadableFileException;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Exchange;
import org.apache.camel.component.file.GenericFile;
import org.apache.camel.component.file.GenericFileEndpoint;
import org.apache.camel.component.file.GenericFileOperations;
import org.apache.camel.component.file.GenericFileProcessStrategy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides when a file of the inbox is read and where it goes: to {@code done/} when every event in it is settled, to {@code failed/}
 * only when it cannot be read, and nowhere while anything in it is open - it stays, and a later start goes on with it. Each step can
 * be repeated, so a kill between two of them leaves nothing half done.
 */
final class SettledFiles implements GenericFileProcessStrategy<File> {

    static final String WAITING = "WAITING.txt";
    private static final Logger LOG = LoggerFactory.getLogger(SettledFiles.class);
    private static final Duration PAUSE = Duration.ofSeconds(2);
    /** In bytes. Smaller files are read in less time than passes until the second look, and should not keep the first of them waiting for the last. */
    private static final long LARGE = 32 << 20;
    private static final String CANNOT_MOVE = "settled files cannot be put away with their receipts";
    private static final String CANNOT_BEGIN = "no file can be begun, because that cannot be noted";

    /** Folders that the product makes in a watched one. */
    static final Set<String> OURS = Set.of("done", "failed", "rejected");

    private final Ledger ledger;
    private final GrowingFiles growing;
    private final FinishedFiles finished;
    private final DataFolder data;
    private final Map<Path, FileInProgress> inProgress = new ConcurrentHashMap<>();
    private final Set<Path> unreadable = ConcurrentHashMap.newKeySet();
    private final Executor notes = new ThreadPoolExecutor(0, 1, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), SettledFiles::notingThread);

    SettledFiles(Ledger ledger, GrowingFiles growing, FinishedFiles finished, DataFolder data) {
        this.ledger = ledger;
        this.growing = growing;
        this.finished = finished;
        this.data = data;
    }

    private static Thread notingThread(Runnable work) {
        Thread thread = new Thread(work, "settled-events");
        thread.setDaemon(true); // whoever ends a file writes what is left
        return thread;
    }

    /** Files being read now. */
    Collection<FileInProgress> inProgress() {
        return inProgress.values();
    }

    @Override
    public void prepareOnStartup(GenericFileOperations<File> operations, GenericFileEndpoint<File> endpoint) throws Exception {
        Path folder = Path.of(endpoint.getConfiguration().getDirectory());
        Folders.makePrivate(folder);
        if (endpoint.isRecursive() && endpoint.getFilter() == null) {
            endpoint.setFilter(file -> !file.isDirectory() || !OURS.contains(file.getFileNameOnly())); // what is done in a subfolder is not read again
        }
        ledger.finishMoved((keptAs, fingerprint) -> isKept(folder.resolve("done").resolve(keptAs), fingerprint));
    }

    private static boolean isKept(Path file, String fingerprint) {
        try {
            return Files.exists(file) && Fingerprint.of(file).sha256().equals(fingerprint);
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public boolean begin(GenericFileOperations<File> operations, GenericFileEndpoint<File> endpoint, Exchange exchange, GenericFile<File> polled) throws IOException {
        Path file = polled.getFile().toPath();
        if (file.getFileName().toString().equals(WAITING) || exchange.getContext().isStopping() || inProgress.containsKey(file)) {
            return false;
        }
        GrowingFiles.Seen seen = look(exchange.getFromRouteId(), file);
        if (!seen.isComplete() || !mayLeave(exchange.getFromRouteId(), file)) {
            return false;
        }
        Optional<Fingerprint> fingerprint = seen.fingerprint().isPresent() ? seen.fingerprint() : fingerprint(exchange.getFromRouteId(), file);
        Optional<FileRun> run = fingerprint.isEmpty() ? Optional.empty() : open(exchange.getFromRouteId(), file, fingerprint.get().sha256());
        if (run.isEmpty()) {
            return false; // it cannot be read now, or its content is being read already, here or by another instance
        }
        if (!Files.exists(file)) {
            ledger.leave(run.get()); // another instance finished it since the folder was listed
            return false;
        }
        FileInProgress progress = new FileInProgress(file, run.get(), fingerprint.get().utf8(), this::event, notes);
        exchange.setProperty(FileReading.PROPERTY, progress);
        inProgress.put(file, progress);
        if (progress.run().isResumed()) {
            LOG.info("{}: goes on with {} after {} settled events", progress.run().route(), file.getFileName(), progress.run().counts().read());
        }
        return true;
    }

    /** A large file that lacks a second look only is read for its fingerprint meanwhile, which takes about as long. */
    private GrowingFiles.Seen look(String route, Path file) throws IOException {
        GrowingFiles.Seen seen = growing.look(file);
        if (!seen.isAwaited() || seen.fingerprint().isPresent() || file.toFile().length() < LARGE) {
            return seen;
        }
        Optional<Fingerprint> fingerprint = fingerprint(route, file);
        if (fingerprint.isEmpty()) {
            return seen;
        }
        growing.note(file, fingerprint.get());
        return growing.look(file);
    }

    /** What the event of a dead letter said, where it lies in the files of this data folder; a queue that has it alone is not asked. */
    private Optional<JsonNode> event(String deadLetter) throws IOException {
        Optional<DeadLetter> letter = ledger.deadLetters().find(deadLetter);
        return letter.isEmpty() ? Optional.empty() : ledger.deadLetters().read(letter.get()).map(line -> line.get("event"));
    }

    /** Before anything is delivered: a file that cannot be put away afterwards would be read again and again. */
    private boolean mayLeave(String route, Path file) throws IOException {
        Path folder = file.getParent();
        Path done = folder.resolve("done");
        String cannot = "no file of " + folder + " is begun, because that folder or its done/ may not be written and no file could be put away";
        if (Files.isWritable(folder) && (!Files.exists(done) || Files.isWritable(done))) {
            data.takes(route, cannot);
            return true;
        }
        data.refuses(route, cannot, "Give the user " + System.getProperty("user.name") + " the right to write there (chown, chmod u+w)", new AccessDeniedException(folder.toString()));
        growing.postpone(file, PAUSE);
        return false;
    }

    /** Empty while the file cannot be read: it was taken away meanwhile, its rights are wrong, or its disk does not answer. */
    private Optional<Fingerprint> fingerprint(String route, Path file) throws IOException {
        try {
            Fingerprint fingerprint = Fingerprint.of(file);
            unreadable.remove(file);
            return Optional.of(fingerprint);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            if (unreadable.add(file)) {
                LOG.warn("{}: {} cannot be opened ({}); it stays in the inbox and is tried again. Look at its rights", route, file.getFileName(), e.getClass().getSimpleName());
            }
            growing.postpone(file, PAUSE);
            return Optional.empty();
        }
    }

    private Optional<FileRun> open(String route, Path file, String fingerprint) throws IOException {
        try {
            Optional<FileRun> run = ledger.openFile(route, file.getFileName().toString(), fingerprint);
            Optional<String> keptAs = run.flatMap(FileRun::keptAs);
            if (keptAs.isPresent() && Files.exists(file.resolveSibling("done").resolve(keptAs.get()))) {
                ledger.finish(run.get(), keptAs.get()); // killed between the move and its note: this is another file of the same content
                run = ledger.openFile(route, file.getFileName().toString(), fingerprint);
            }
            data.takes(route, CANNOT_BEGIN);
            return run;
        } catch (IOException e) {
            data.refuses(route, CANNOT_BEGIN, e);
            growing.postpone(file, PAUSE);
            return Optional.empty();
        }
    }

    @Override
    public void commit(GenericFileOperations<File> operations, GenericFileEndpoint<File> endpoint, Exchange exchange, GenericFile<File> polled) throws IOException {
        end(exchange);
    }

    @Override
    public void rollback(GenericFileOperations<File> operations, GenericFileEndpoint<File> endpoint, Exchange exchange, GenericFile<File> polled) throws IOException {
        end(exchange);
    }

    @Override
    public void abort(GenericFileOperations<File> operations, GenericFileEndpoint<File> endpoint, Exchange exchange, GenericFile<File> polled) throws IOException {
        FileInProgress progress = exchange.getProperty(FileReading.PROPERTY, FileInProgress.class);
        if (progress != null) {
            inProgress.remove(progress.file());
            ledger.leave(progress.run());
        }
    }

    private void end(Exchange exchange) throws IOException {
        try (Correlation about = Correlation.of(exchange)) {
            endFile(exchange);
        }
    }

    private void endFile(Exchange exchange) throws IOException {
        FileInProgress progress = exchange.getProperty(FileReading.PROPERTY, FileInProgress.class);
        inProgress.remove(progress.file());
        progress.noteAll();
        Throwable failure = exchange.getException() != null ? exchange.getException() : exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
        if (unreadable(failure) != null) {
            progress.refuse(unreadable(failure));
        }
        if (progress.run().isLost()) {
            leave(exchange, progress);
        } else if (progress.unreadable().isPresent()) {
            putAway(progress, () -> finished.fail(progress, progress.unreadable().get()));
        } else if (exchange.getContext().isStopping() || progress.open() > 0 || exchange.isFailed() || progress.isChanged()) {
            leave(exchange, progress);
        } else {
            putAway(progress, () -> finished.keep(progress));
        }
    }

    private interface Step {
        void take() throws IOException;
    }

    private void putAway(FileInProgress progress, Step step) throws IOException {
        String route = progress.run().route();
        try {
            Files.deleteIfExists(progress.file().resolveSibling(WAITING));
            step.take();
            data.takes(route, CANNOT_MOVE);
        } catch (IOException | UncheckedIOException e) {
            data.refuses(route, CANNOT_MOVE, e);
            ledger.leave(progress.run());
            growing.postpone(progress.file(), PAUSE);
        }
    }

    private void leave(Exchange exchange, FileInProgress progress) throws IOException {
        ledger.leave(progress.run());
        if (exchange.getContext().isStopping()) {
            LOG.info("{}: {} stays in the inbox, {} events of it are settled", progress.run().route(), progress.file().getFileName(), progress.run().counts().read());
            return;
        }
        if (!Files.exists(progress.file())) {
            LOG.warn("{}: {} was taken away while it was read; {} events of it are settled", progress.run().route(), progress.file().getFileName(), progress.run().counts().read());
            return;
        }
        if (progress.isChanged() && !exchange.isFailed() && !progress.run().isLost()) {
            LOG.warn("{}: {} was written to while it was read; it is read again, and what was accepted is skipped. Write it under another name and rename it when it is complete",
                    progress.run().route(), progress.file().getFileName());
            return;
        }
        growing.postpone(progress.file(), GrowingFiles.POSTPONED);
        LOG.warn("{}: {} stays in the inbox and is tried again in half a minute: {}", progress.run().route(), progress.file().getFileName(),
                progress.run().isLost() ? "this instance lost its claim on it" : exchange.isFailed() ? "its route failed with " + exchange.getException().getClass().getName()
                        : progress.open() + " events were neither accepted nor kept as dead letters");
    }

    private static Problem unreadable(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnreadableFileException file) {
                return file.problem();
            }
            if (cause instanceof java.util.zip.ZipException) {
                return Problem.error(Location.NONE, "the packed file is damaged").fix("pack it again");
            }
        }
        return null;
    }
}
