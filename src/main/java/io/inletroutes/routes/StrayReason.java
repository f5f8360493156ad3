package io.inletroutes.routes;

import io.inletroutes.Location;
import io.inletroutes.Problem;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.apache.camel.component.file.FileEndpoint;

/** Tells why no route took a file: by its folder or its name, with the folder or name most likely meant and the route behind it. */
final class StrayReason {

    private final CamelContext context;
    private final Path inbox;
    private final Function<String, Optional<Location>> places;

    /** @param places where the route of that id is written */
    StrayReason(CamelContext context, Path inbox, Function<String, Optional<Location>> places) {
        this.context = context;
        this.inbox = inbox;
        this.places = places;
    }

    /** @param endpoints those that read its folder */
    Problem problem(Path file, String place, List<FileEndpoint> endpoints) {
        return endpoints.isEmpty() ? Problem.error(Location.of(place), "no route reads this folder").fix(elsewhere(file, "drop the file into ")) : noName(file, place, endpoints);
    }

    private Problem noName(Path file, String place, List<FileEndpoint> endpoints) {
        String own = endpoints.stream().map(this::words).distinct().collect(Collectors.joining("; "));
        return Problem.error(Location.of(place), "no route takes a file of that name").fix("rename it: " + own + (takers(file).isEmpty() ? "" : "; or, " + elsewhere(file, "if that is meant, drop it into ")));
    }

    /** The folder most likely meant, then the others. */
    private String elsewhere(Path file, String todo) {
        List<FileEndpoint> takers = takers(file);
        List<FileEndpoint> candidates = takers.isEmpty() ? all() : takers;
        Map<String, FileEndpoint> byName = new TreeMap<>();
        candidates.forEach(one -> byName.putIfAbsent(folder(one).getFileName().toString(), one));
        Optional<String> nearest = Nearest.find(file.getParent().getFileName().toString(), byName.keySet()).or(() -> byName.size() == 1 ? byName.keySet().stream().findFirst() : Optional.empty());
        if (candidates.isEmpty()) {
            return "no route of this home reads files: inlet-routes init makes one";
        }
        String meant = nearest.map(name -> show(folder(byName.get(name))) + ", where " + words(byName.get(name))).orElse(takers.isEmpty() ? "a folder that a route reads" : "a folder whose route takes that name");
        String others = candidates.stream().filter(one -> nearest.isEmpty() || byName.get(nearest.get()) != one).map(one -> show(folder(one)) + ": route " + named(one)).sorted().collect(Collectors.joining(", "));
        return todo + meant + (others.isEmpty() ? "" : nearest.isPresent() ? "; other folders: " + others : ": " + others);
    }

    private String words(FileEndpoint endpoint) {
        return "route " + named(endpoint) + " takes " + NamePatterns.words(endpoint);
    }

    /** The id of the route that reads from there, with its place. */
    private String named(FileEndpoint endpoint) {
        String id = context.getRoutes().stream().filter(route -> route.getEndpoint() == endpoint).findFirst().map(Route::getRouteId).orElse("");
        return id + places.apply(id).map(place -> " (" + place + ")").orElse("");
    }

    private List<FileEndpoint> takers(Path file) {
        return all().stream().filter(NamePatterns::areAll).filter(one -> NamePatterns.take(one, file.getFileName().toString())).toList();
    }

    private List<FileEndpoint> all() {
        return context.getRoutes().stream().map(Route::getEndpoint).filter(FileEndpoint.class::isInstance).map(FileEndpoint.class::cast).toList();
    }

    static Path folder(FileEndpoint endpoint) {
        return endpoint.getFile().toPath().toAbsolutePath().normalize();
    }

    private String show(Path folder) {
        return folder.startsWith(inbox) ? inbox.getFileName().resolve(inbox.relativize(folder)).toString().replace('\\', '/') : folder.toString();
    }
}
