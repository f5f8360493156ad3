package io.inletroutes.routes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.apache.camel.component.file.FileEndpoint;

/** The folders that files come in by: those of the inbox, and others that routes read. Any thread may ask. */
final class IntakeFolders {

    private final Home home;
    private final CamelContext context;
    private final Path inbox;

    /** @param context of the routes that run; without any, the route files are asked */
    IntakeFolders(Home home, CamelContext context, Path inbox) {
        this.home = home;
        this.context = context;
        this.inbox = inbox.toAbsolutePath().normalize();
    }

    /** Absolute, in order. One that comes or goes meanwhile is passed over. */
    Set<Path> all() {
        Set<Path> folders = new TreeSet<>();
        folders.add(inbox);
        for (Route route : context.getRoutes()) {
            if (route.getEndpoint() instanceof FileEndpoint endpoint) {
                folders.add(endpoint.getFile().toPath().toAbsolutePath().normalize());
            }
        }
        if (context.getRoutes().isEmpty() && Files.isDirectory(home.folder().resolve("routes"))) {
            RouteFiles.read(home).all().stream().flatMap(file -> file.routes().stream()).flatMap(route -> route.endpoints().stream().limit(1))
                    .flatMap(from -> from.folder().stream()).forEach(folder -> add(folder, folders));
        }
        try (Stream<Path> below = Files.isDirectory(inbox) ? Files.list(inbox) : Stream.empty()) {
            below.filter(Files::isDirectory).forEach(folders::add);
        } catch (IOException e) {
            return folders;
        }
        return folders;
    }

    private void add(String folder, Set<Path> folders) {
        try {
            folders.add(Path.of(context.resolvePropertyPlaceholders(folder)).toAbsolutePath().normalize());
        } catch (IllegalArgumentException e) {
            return; // no folder, or a setting that is not set: check says so
        }
    }
}
