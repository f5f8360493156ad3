package io.inletroutes.routes;

import io.inletroutes.Location;
import io.inletroutes.Problem;
import io.inletroutes.ProblemsException;
import io.inletroutes.mapping.LoadedMapping;
import io.inletroutes.mapping.Mapping;
import io.inletroutes.mapping.MappingCases;
import io.inletroutes.mapping.MappingLoader;
import io.inletroutes.mapping.Validation;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.PropertiesComponent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The mappings that routes use. A changed one is taken when it is good; a broken one leaves the last good one live and is said once. Thread-safe. */
final class LiveMappings {

    private static final String SCHEME = "mapping:";
    private static final Logger LOG = LoggerFactory.getLogger(LiveMappings.class);

    /** What tells one mapping in use from another. */
    private record Key(String name, String inlet, List<String> eventId) {

        /** Written out, as the other: Java makes code for a record's own at the first call, which takes some milliseconds of a start. */
        @Override
        public boolean equals(Object other) {
            return other instanceof Key key && name.equals(key.name) && Objects.equals(inlet, key.inlet) && eventId.equals(key.eventId);
        }

        @Override
        public int hashCode() {
            return 31 * (31 * name.hashCode() + Objects.hashCode(inlet)) + eventId.hashCode();
        }
    }

    /**
     * A change that was taken while the routes run.
     *
     * @param at     when, to the second
     * @param before what filled payloads until then
     */
    record Edit(Instant at, Mapping before) {
    }

    private final PropertiesComponent settings;
    private final MappingLoader loader;
    private final MappingCases cases;
    private final Home home;
    private final Clock clock;
    private volatile RouteFiles starting;
    private final Map<Key, Live> all = new ConcurrentHashMap<>();

    LiveMappings(CamelContext context, Home home) {
        this(context, home, Clock.systemUTC());
    }

    LiveMappings(CamelContext context, Home home, Clock clock) {
        this.clock = clock;
        this.settings = context.getPropertiesComponent();
        this.loader = new MappingLoader(context, settings::resolveProperty, home.folder());
        this.cases = new MappingCases(context, settings::resolveProperty, home.folder());
        this.home = home;
    }

    MappingLoader loader() {
        return loader;
    }

    /**
     * The mapping of that name, loaded at the first call.
     *
     * @param inlet   whose preview it has to agree with; null for the one that its routes deliver to
     * @param eventId fields that make the event id, empty for its origin
     * @throws ProblemsException when it cannot be used
     */
    Live live(String name, String inlet, List<String> eventId) {
        return all.computeIfAbsent(new Key(name, inlet, eventId), key -> new Live(key, state(name), good(key)));
    }

    /**
     * Begins to load the mappings that these routes name, for a start that comes to them later; what cannot be used is refused then.
     *
     * @param routes as they are on the disk
     * @return ends when all are loaded
     */
    Thread loadEarly(RouteFiles routes) {
        Thread thread = new Thread(() -> load(routes), "mappings");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private void load(RouteFiles routes) {
        starting = routes;
        try {
            routes.all().stream().flatMap(file -> file.routes().stream()).flatMap(route -> route.endpoints().stream())
                    .filter(use -> use.uri().startsWith(SCHEME) && use.uri().indexOf('?') < 0 && use.uri().indexOf('{') < 0)
                    .filter(use -> use.parameters().stream().allMatch(option -> option.what().equals("name"))).forEach(use -> live(use.uri().substring(SCHEME.length()), null, List.of()));
        } catch (RuntimeException e) {
            LOG.debug("a mapping cannot be loaded", e);
        } finally {
            starting = null;
        }
    }

    /** The mapping of that name that fills payloads now. */
    Optional<Mapping> inUse(String name) {
        return all.values().stream().filter(live -> live.key.name().equals(name)).map(live -> live.mapping).findFirst();
    }

    /** Mappings that are broken on the disk, or whose cases failed when they were taken, each once. */
    List<Trouble> troubles() {
        return all.values().stream().flatMap(live -> Stream.of(Optional.ofNullable(live.trouble), Optional.ofNullable(live.doubt)).flatMap(Optional::stream)).filter(Objects::nonNull).sorted(Comparator.comparing(Trouble::about)).distinct().toList();
    }

    private Mapping good(Key key) {
        String inlet = key.inlet() == null ? deliveredTo(key.name()) : key.inlet();
        LoadedMapping loaded = loader.load(key.name(), inlet);
        if (loaded.stops() || loaded.mapping().isEmpty()) {
            throw new ProblemsException(loaded.problems().stream().filter(Problem::isError).toList());
        }
        loaded.problems().forEach(warning -> LOG.warn("{}", warning));
        Mapping mapping = loaded.mapping().get().validating(validation(inlet));
        return key.eventId().isEmpty() ? mapping : mapping.withEventId(key.eventId());
    }

    private Validation validation(String inlet) {
        return settings.resolveProperty("inlet." + inlet + ".validate").or(() -> settings.resolveProperty("inlet.validate")).map(Validation::of).orElse(Validation.NEVER);
    }

    /** Null when no one inlet is the one. */
    private String deliveredTo(String name) {
        RouteFiles known = starting;
        if (known != null) {
            return known.inletOf(name).orElse(null);
        }
        return Files.isDirectory(home.folder().resolve("routes")) ? RouteFiles.read(home).inletOf(name).orElse(null) : null;
    }

    /** Looks for changed files and takes what is good. Called from time to time by one thread. */
    synchronized void reloadChanged() {
        for (Live live : all.values()) {
            String now = state(live.key.name());
            if (!now.equals(live.state)) {
                live.state = now;
                reload(live);
            }
        }
    }

    private void reload(Live live) {
        try {
            Mapping fresh = good(live.key);
            if (!fresh.version().equals(live.mapping.version()) || live.trouble != null) {
                LOG.info("mapping {} changed: version {} is live, {} was", live.key.name(), fresh.version(), live.mapping.version());
            }
            live.edit = fresh.version().equals(live.mapping.version()) ? live.edit : new Edit(clock.instant().truncatedTo(ChronoUnit.SECONDS), live.mapping);
            live.mapping = fresh;
            live.trouble = null;
            live.doubt = failing(live);
            live.asked = true;
        } catch (ProblemsException | IllegalArgumentException e) {
            LOG.error("mapping {} changed and is broken; version {} stays live:\n{}", live.key.name(), live.mapping.version(), e.getMessage());
            live.trouble = new Trouble(Trouble.Kind.MAPPING, live.key.name(), live.trouble == null ? clock.instant() : live.trouble.since(), Problem.error(Location.NONE,
                    "mapping " + live.key.name() + " changed and is broken; version " + live.mapping.version() + " stays live").fix(e instanceof ProblemsException wrong ? "mend " + wrong.problems().get(0).firstLine() : "run check, and mend what it says"));
        }
    }

    /** Looks once at the cases of each mapping that a start took as it was: a start itself does not wait for them. Called from time to time by the same thread. */
    synchronized void lookAtCases() {
        for (Live live : all.values()) {
            if (!live.asked) {
                live.asked = true;
                live.doubt = failing(live);
            }
        }
    }

    /** What cases.json says of a mapping that was taken; null when all is well. */
    private Trouble failing(Live live) {
        String name = live.key.name();
        List<Problem> failed = cases.run(name, live.key.inlet() == null ? deliveredTo(name) : live.key.inlet()).problems().stream().filter(Problem::isError).toList();
        if (failed.isEmpty()) {
            return null;
        }
        Problem problem = Problem.error(Location.NONE, "mapping " + name + " is live, and gives something else than " + failed.size() + " of its cases")
                .fix("look at " + failed.get(0).location() + " by inlet-routes check; mend the mapping, or the cases by inlet-routes check --accept");
        LOG.warn("{}", problem);
        return new Trouble(Trouble.Kind.CASES, name, live.doubt == null ? clock.instant() : live.doubt.since(), problem);
    }

    private String state(String name) {
        return FolderState.of(home.mappings().resolve(name), ".json");
    }

    /** One mapping in use; {@link #now()} is the version to fill the next chunk with. */
    static final class Live {

        private final Key key;
        private volatile Mapping mapping;
        private String state;
        private boolean asked;
        private volatile Trouble trouble;
        private volatile Trouble doubt;
        private volatile Edit edit;

        private Live(Key key, String state, Mapping mapping) {
            this.key = key;
            this.state = state;
            this.mapping = mapping;
        }

        Mapping now() {
            return mapping;
        }

        /** The last change since the start. */
        Optional<Edit> lastEdit() {
            return Optional.ofNullable(edit);
        }
    }
}
