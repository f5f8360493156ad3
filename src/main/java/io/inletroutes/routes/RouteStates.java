package io.inletroutes.routes;

import io.inletroutes.inlet.InletComponent;
import io.inletroutes.inlet.InletState;
import io.inletroutes.ledger.Ledger;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.apache.camel.component.file.FileEndpoint;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds out what each route is doing. Any thread may ask. */
final class RouteStates {

    private static final Logger LOG = LoggerFactory.getLogger(RouteStates.class);

    private final CamelContext context;
    private final Home home;
    private final RouteFiles written;
    private final InletComponent inlets;
    private final SettledFiles files;
    private final Function<Route, OptionalLong> messages;
    private final Function<Route, Optional<Trouble>> brokers;
    private final Ledger ledger;
    private final RouteActivity activity;

    /**
     * @param written  the files of the routes that run
     * @param messages how many wait in the queue of a route, where that is known
     * @param brokers  why nothing comes from the broker of a route
     */
    RouteStates(CamelContext context, Home home, RouteFiles written, InletComponent inlets, SettledFiles files, Function<Route, OptionalLong> messages,
            Function<Route, Optional<Trouble>> brokers, Ledger ledger, RouteActivity activity) {
        this.brokers = brokers;
        this.messages = messages;
        this.context = context;
        this.home = home;
        this.written = written;
        this.inlets = inlets;
        this.files = files;
        this.ledger = ledger;
        this.activity = activity;
    }

    /** Those routes that take events in from outside, in the order they were loaded. */
    List<RouteState> now() {
        Map<String, Long> dead = deadLetters();
        List<RouteState> states = new ArrayList<>();
        for (Route route : context.getRoutes()) {
            if (LiveRoutes.isIntake(route)) {
                states.add(state(route, inletsOf(route.getRouteId(), written), dead.getOrDefault(route.getRouteId(), 0L)));
            }
        }
        return states;
    }

    private RouteState state(Route route, Set<String> reached, long dead) {
        List<String> inProgress = files.inProgress().stream().filter(file -> file.run().route().equals(route.getRouteId())).map(file -> file.run().name()).sorted().toList();
        Optional<InletState> held = inlets.states().stream().filter(inlet -> reached.contains(inlet.name()) && inlet.isWaiting()).findFirst();
        Optional<Instant> waits = held.map(InletState::since).or(() -> unwritten(route.getRouteId()));
        boolean started = context.getRouteController().getRouteStatus(route.getRouteId()).isStarted();
        boolean busy = !inProgress.isEmpty() || context.getInflightRepository().size(route.getRouteId()) > 0;
        Optional<Instant> unconnected = started ? brokers.apply(route).map(Trouble::since) : Optional.empty();
        Optional<Instant> since = unconnected.or(() -> waits);
        RouteState.Status status = !started ? RouteState.Status.STOPPED : unconnected.isPresent() ? RouteState.Status.NOT_CONNECTED : waits.isPresent() ? RouteState.Status.HELD : busy ? RouteState.Status.DELIVERING : RouteState.Status.IDLE;
        Waiting waiting = route.getEndpoint() instanceof FileEndpoint folder ? waiting(folder) : new Waiting(0, null);
        return new RouteState(route.getRouteId(), route.getDescription(), source(route), status, List.copyOf(reached), since.orElse(null), inProgress,
                Math.max(0, waiting.files() - inProgress.size()), waiting.oldest(), messages.apply(route), dead, activity.last(route.getRouteId()).orElse(null));
    }

    /** Since when the data folder takes nothing of it. */
    private Optional<Instant> unwritten(String route) {
        return Optional.ofNullable(context.getRegistry().findSingleByType(DataFolder.class)).flatMap(data -> data.waitingSince(route));
    }

    /** Without options of the endpoint, of which some may be secrets. */
    private String source(Route route) {
        if (route.getEndpoint() instanceof FileEndpoint folder) {
            return home.show(folder.getFile().toPath()) + ", names " + NamePatterns.words(folder);
        }
        return route.getEndpoint().getEndpointBaseUri().replaceFirst("\\?.*", "").replaceFirst("//[^/@]*@", "//").replace("://", ":");
    }

    private record Waiting(long files, Instant oldest) {
    }

    private static Waiting waiting(FileEndpoint endpoint) {
        Path folder = endpoint.getFile().toPath();
        long count = 0;
        Instant oldest = null;
        if (Files.isDirectory(folder)) {
            try (Stream<Path> all = Files.list(folder)) {
                for (Path file : (Iterable<Path>) all.filter(Files::isRegularFile).filter(path -> NamePatterns.take(endpoint, path.getFileName().toString()))::iterator) {
                    count++;
                    Instant time = Files.getLastModifiedTime(file).toInstant();
                    oldest = oldest == null || time.isBefore(oldest) ? time : oldest;
                }
            } catch (IOException e) {
                LOG.debug("files came or went while they were counted", e);
            }
        }
        return new Waiting(count, oldest);
    }

    private Map<String, Long> deadLetters() {
        try {
            return ledger.deadLetters().openByRoute();
        } catch (Exception e) {
            LOG.warn("the ledger does not say how many dead letters there are ({})", e.getClass().getSimpleName());
            return Map.of();
        }
    }

    /** Inlets that a route reaches by itself and by the routes it hands over to. */
    private static Set<String> inletsOf(String routeId, RouteFiles files) {
        Set<String> reached = new TreeSet<>();
        Set<String> seen = new HashSet<>();
        files.all().stream().flatMap(file -> file.routes().stream()).filter(route -> route.id().equals(routeId)).forEach(route -> follow(route, files, seen, reached));
        return reached;
    }

    private static void follow(RouteFile.RouteFound route, RouteFiles files, Set<String> seen, Set<String> reached) {
        for (RouteFile.EndpointUse use : route.endpoints()) {
            String uri = use.uri().replaceFirst("\\?.*", "");
            if (uri.startsWith("inlet:")) {
                reached.add(uri.substring("inlet:".length()));
            } else if (uri.matches("(direct|seda):.*") && seen.add(uri)) {
                files.all().stream().flatMap(file -> file.routes().stream())
                        .filter(next -> !next.endpoints().isEmpty() && next.endpoints().get(0).uri().replaceFirst("\\?.*", "").equals(uri)).forEach(next -> follow(next, files, seen, reached));
            }
        }
    }
}
