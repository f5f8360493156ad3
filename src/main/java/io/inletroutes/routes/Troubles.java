package io.inletroutes.routes;

import io.inletroutes.Location;
import io.inletroutes.Problem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Finds what somebody has to mend while routes run. Any thread may ask. */
final class Troubles {

    /** Less than this is as good as nothing: a database that finds no room for its next page is in trouble itself. */
    private static final long LEAST_BYTES = 1 << 20;

    private final Path data;
    private final DataFolder folder;
    private final Supplier<List<Trouble>> brokers;
    private final LiveMappings mappings;
    private final LiveRoutes routes;
    private final Clock clock;

    /** @param brokers those that routes read from and that are not reached */
    Troubles(Path data, DataFolder folder, Supplier<List<Trouble>> brokers, LiveMappings mappings, LiveRoutes routes, Clock clock) {
        this.data = data;
        this.folder = folder;
        this.brokers = brokers;
        this.mappings = mappings;
        this.routes = routes;
        this.clock = clock;
    }

    List<Trouble> now() {
        List<Trouble> found = new ArrayList<>(folder.troubles());
        if (found.isEmpty()) {
            look(found);
        }
        found.addAll(brokers.get());
        found.addAll(mappings.troubles());
        routes.trouble().ifPresent(found::add);
        return found;
    }

    /** Before the first event has to wait for it. */
    private void look(List<Trouble> found) {
        boolean writable = Files.isWritable(data);
        if (!writable || data.toFile().getUsableSpace() < LEAST_BYTES) {
            found.add(new Trouble(Trouble.Kind.DATA_FOLDER, "data.directory", clock.instant(), Problem.error(Location.NONE, writable ? "the disk of the data folder is full" : "the data folder cannot be written")
                    .fix(writable ? "make room on it" : "look at its rights")));
        }
    }
}
