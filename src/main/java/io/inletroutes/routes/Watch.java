package io.inletroutes.routes;

import io.inletroutes.inlet.InletComponent;
import io.inletroutes.inlet.InletState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks after what changes beside the routes: edited routes and mappings, and a note in the inbox while an inlet takes nothing. */
final class Watch implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Watch.class);

    private final LiveRoutes routes;
    private final LiveMappings mappings;
    private final SettledFiles files;
    private final InletComponent inlets;
    private final Set<Path> notes = new HashSet<>();
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread made = new Thread(task, "watch");
        made.setDaemon(true);
        return made;
    });

    Watch(LiveRoutes routes, LiveMappings mappings, SettledFiles files, InletComponent inlets) {
        this.routes = routes;
        this.mappings = mappings;
        this.files = files;
        this.inlets = inlets;
        thread.scheduleWithFixedDelay(this::look, 1, 1, TimeUnit.SECONDS);
    }

    private void look() {
        try {
            mappings.reloadChanged();
            routes.reloadChanged();
            noteWaiting();
        } catch (RuntimeException | IOException e) {
            LOG.warn("looking after mappings and inbox failed ({})", e.getClass().getSimpleName());
        }
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
                Files.writeString(note, "Files wait here: the inlet " + waiting.get().name() + " has taken nothing since " + waiting.get().since() + ".\n" + reason
                        + "\nNothing is lost, and delivery goes on by itself. This note goes when it does.\n");
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
