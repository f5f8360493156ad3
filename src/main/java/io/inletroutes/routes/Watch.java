package io.inletroutes.routes;

import io.inletroutes.inlet.InletComponent;
import io.inletroutes.inlet.InletState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks after what changes beside the routes: edited routes and mappings, files that no route takes, and a note in the inbox while an inlet takes nothing. */
final class Watch implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Watch.class);

    /** Seconds: a start has other things to do first. */
    private static final int CASES = 5;

    private final LiveRoutes routes;
    private final LiveMappings mappings;
    private final SettledFiles files;
    private final StrayFiles strays;
    private final InletComponent inlets;
    private final Set<Path> notes = new HashSet<>();
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread made = new Thread(task, "watch");
        made.setDaemon(true);
        return made;
    });

    Watch(LiveRoutes routes, LiveMappings mappings, SettledFiles files, StrayFiles strays, InletComponent inlets, RouteActivity activity) {
        this.routes = routes;
        this.mappings = mappings;
        this.files = files;
        this.strays = strays;
        this.inlets = inlets;
        every(1, "mappings", mappings::reloadChanged);
        every(CASES, CASES, "cases", mappings::lookAtCases);
        every(1, "routes", routes::reloadChanged);
        every(1, "the routes' counts", activity::look);
        every(1, "the inbox", this::noteWaiting);
        every(5, "the inbox", strays::look);
    }

    private interface Look {
        void look() throws IOException;
    }

    private void every(int seconds, String what, Look look) {
        every(1, seconds, what, look);
    }

    private void every(int first, int seconds, String what, Look look) {
        thread.scheduleWithFixedDelay(() -> {
            try {
                look.look();
            } catch (RuntimeException | IOException e) {
                LOG.warn("looking after {} failed ({})", what, e.getClass().getSimpleName());
            }
        }, first, seconds, TimeUnit.SECONDS);
    }

    private void noteWaiting() throws IOException {
        Optional<InletState> waiting = inlets.states().stream().filter(InletState::isWaiting).findFirst();
        if (waiting.isEmpty()) {
            for (Path note : notes) {
                Files.deleteIfExists(note);
            }
            notes.clear();
            return;
        }
        for (FileInProgress file : files.inProgress()) {
            Path note = file.file().resolveSibling(SettledFiles.WAITING);
            if (notes.add(note)) {
                String reason = waiting.get().reason() == null ? "somebody asked it to wait" : waiting.get().reason().toString();
                Files.writeString(note, "Files wait here: the inlet " + waiting.get().name() + " has taken nothing since " + waiting.get().since().truncatedTo(ChronoUnit.SECONDS) + ".\n" + reason
                        + "\nNothing is lost. " + waiting.get().goesOn() + "\nThis note goes when it does.\n");
            }
        }
    }

    @Override
    public void close() throws InterruptedException, IOException {
        thread.shutdownNow();
        thread.awaitTermination(5, TimeUnit.SECONDS);
        for (Path note : notes) {
            Files.deleteIfExists(note);
        }
    }
}
