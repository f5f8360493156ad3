package io.inletroutes.routes;

import io.inletroutes.Location;
import io.inletroutes.Problem;
import java.time.Clock;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The routes that run, and the files they came from. A file that changed is taken when all route files are good together; else what
 * runs goes on running, and what is wrong is said once. Used by one thread at a time.
 */
final class LiveRoutes {

    private static final Logger LOG = LoggerFactory.getLogger(LiveRoutes.class);
    private static final int STOP_SECONDS = 10;

    private final CamelContext context;
    private final Home home;
    private final Function<RouteFiles, List<Problem>> checker;
    private final Consumer<RouteFiles> binder;
    private final Clock clock;
    private final Map<String, RouteFile> live = new LinkedHashMap<>();
    private String state;
    private boolean postponed;
    private volatile Trouble trouble;
    private volatile RouteFiles running = new RouteFiles(List.of());

    /**
     * @param checker finds what is wrong in route files
     * @param binder  connects what they name, such as a broker
     */
    LiveRoutes(CamelContext context, Home home, Function<RouteFiles, List<Problem>> checker, Consumer<RouteFiles> binder, Clock clock) {
        this.clock = clock;
        this.context = context;
        this.home = home;
        this.checker = checker;
        this.binder = binder;
    }

    /** Adds the routes at the start. */
    void load(RouteFiles files) throws Exception {
        state = state();
        for (RouteFile file : files.all()) {
            RouteFiles.load(context, file);
            live.put(file.name(), file);
        }
        running = new RouteFiles(List.copyOf(live.values()));
    }

    /** The files of what runs, whatever was written since. Any thread may ask. */
    RouteFiles running() {
        return running;
    }

    private String state() {
        return FolderState.of(home.folder().resolve("routes"), ".camel.yaml");
    }

    /** Looks for changed, new and missing files and takes them when they are good. */
    void reloadChanged() {
        String fresh = state();
        if (fresh.equals(state) && !postponed) {
            return;
        }
        state = fresh;
        postponed = false;
        RouteFiles now = RouteFiles.read(home);
        Map<String, RouteFile> changed = new LinkedHashMap<>();
        now.all().stream().filter(file -> !live.containsKey(file.name()) || !live.get(file.name()).text().equals(file.text())).forEach(file -> changed.put(file.name(), file));
        Set<String> gone = new HashSet<>(live.keySet());
        now.all().forEach(file -> gone.remove(file.name()));
        if (changed.isEmpty() && gone.isEmpty()) {
            trouble = null;
            return;
        }
        List<Problem> errors = checker.apply(now).stream().filter(Problem::isError).toList();
        if (!errors.isEmpty()) {
            StringBuilder text = new StringBuilder();
            errors.forEach(problem -> text.append('\n').append(problem));
            LOG.error("{} changed and {} broken; what ran before goes on running:{}", String.join(", ", names(changed, gone)), changed.size() + gone.size() == 1 ? "is" : "are", text);
            trouble(changed, gone, "broken");
            return;
        }
        trouble = null;
        if (changed.values().stream().anyMatch(file -> !file.configurations().isEmpty())) {
            changed.clear(); // a failure path belongs to every route that names it
            now.all().forEach(file -> changed.put(file.name(), file));
        }
        take(now, changed, gone);
    }

    private void trouble(Map<String, RouteFile> changed, Set<String> gone, String how) {
        String names = String.join(", ", names(changed, gone));
        trouble = new Trouble(Trouble.Kind.ROUTES, names, trouble == null ? clock.instant() : trouble.since(), Problem.error(Location.NONE, names + " changed and cannot be taken (" + how
                + "); what ran before goes on running").fix("run check, and mend what it says"));
    }

    /** What keeps the route files from being taken as they are. */
    Optional<Trouble> trouble() {
        return Optional.ofNullable(trouble);
    }

    private static Set<String> names(Map<String, RouteFile> changed, Set<String> gone) {
        Set<String> names = new java.util.TreeSet<>(changed.keySet());
        names.addAll(gone);
        return names;
    }

    private void take(RouteFiles now, Map<String, RouteFile> changed, Set<String> gone) {
        Map<String, RouteFile> replaced = new HashMap<>();
        changed.keySet().stream().filter(live::containsKey).forEach(name -> replaced.put(name, live.get(name)));
        gone.forEach(name -> replaced.put(name, live.get(name)));
        try {
            for (RouteFile file : replaced.values()) {
                if (!stopIntake(file)) {
                    LOG.info("{} changed; it is taken when the events under way are settled", file.name());
                    postponed = true;
                    replaced.values().forEach(this::startAgain);
                    return;
                }
            }
            for (RouteFile file : replaced.values()) {
                remove(file);
                live.remove(file.name());
            }
            binder.accept(now);
            for (RouteFile file : changed.values()) {
                RouteFiles.load(context, file);
                live.put(file.name(), file);
                LOG.info("{} is live: {} route{}", file.name(), file.routes().size(), file.routes().size() == 1 ? "" : "s");
            }
            running = new RouteFiles(List.copyOf(live.values()));
            gone.forEach(name -> LOG.info("{} is gone and its routes are stopped", name));
        } catch (Exception e) {
            LOG.error("{} changed and cannot be taken ({}); run check, and start again", String.join(", ", names(changed, gone)), e.getClass().getSimpleName());
            trouble(changed, gone, e.getClass().getSimpleName());
        }
    }

    /** Stops the routes that take events in from outside; the others settle what is under way. */
    private boolean stopIntake(RouteFile file) throws Exception {
        for (RouteFile.RouteFound route : file.routes()) {
            if (isIntake(route.id()) && !context.getRouteController().stopRoute(route.id(), STOP_SECONDS, TimeUnit.SECONDS, true)) {
                return false;
            }
        }
        return true;
    }

    private boolean isIntake(String id) {
        return context.getRoute(id) != null && isIntake(context.getRoute(id));
    }

    /** Whether the route takes events in from outside. */
    static boolean isIntake(Route route) {
        return !route.getEndpoint().getEndpointUri().matches("(direct|seda)(:.*)?");
    }

    private void startAgain(RouteFile file) {
        for (RouteFile.RouteFound route : file.routes()) {
            try {
                context.getRouteController().startRoute(route.id());
            } catch (Exception e) {
                LOG.error("route {} does not start again ({})", route.id(), e.getClass().getSimpleName());
            }
        }
    }

    private void remove(RouteFile file) throws Exception {
        for (RouteFile.RouteFound route : file.routes()) {
            context.getRouteController().stopRoute(route.id());
            context.removeRoute(route.id());
        }
    }
}
