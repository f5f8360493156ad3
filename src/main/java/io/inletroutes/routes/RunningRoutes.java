package io.inletroutes.routes;

import com.fasterxml.jackson.databind.JsonNode;
import io.inletroutes.Problem;
import io.inletroutes.ProblemsException;
import io.inletroutes.inlet.InletComponent;
import io.inletroutes.ledger.Ledger;
import io.inletroutes.mapping.Mapping;
import io.inletroutes.mapping.MappingLoader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.main.Main;
import org.apache.camel.model.ModelCamelContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The routes of one home, from their files to a stop that settles what is under way. Made, asked for problems, started and stopped
 * by one thread; its facts may be asked by any.
 */
public final class RunningRoutes implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RunningRoutes.class);

    private final Home home;
    private final Clock clock;
    private final Main main;
    private final CamelContext context;
    private final LiveMappings mappings;
    private final Map<String, String> bound = new HashMap<>();
    private final StartCheck files;
    private final boolean alone;
    private final HomeSettings settings;
    private final IntakeFolders folders;
    private OpenedParts parts;
    private Watch watch;
    private Operations operations;
    private Troubles troubles;
    private LiveRoutes live;

    /** Reads the settings; nothing is started, nothing written. */
    public RunningRoutes(Home home, Clock clock) {
        this(home, clock, () -> RouteFiles.read(home), false);
    }

    /** The home's routes, of which none takes anything in: for sending dead letters again while no instance runs. */
    public static RunningRoutes withoutIntake(Home home, Clock clock) {
        RunningRoutes routes = new RunningRoutes(home, clock, () -> RouteFiles.read(home), true);
        routes.context.setAutoStartup(false);
        return routes;
    }

    /** @param alone whether there is nothing to do but those routes: neither changed files nor ticks of earlier starts count */
    RunningRoutes(Home home, Clock clock, Supplier<RouteFiles> files, boolean alone) {
        this.files = new StartCheck(files, this::homeCheck);
        this.alone = alone;
        this.home = home;
        this.clock = clock;
        main = HomeCamel.of(home);
        context = main.getCamelContext();
        settings = new HomeSettings(home, context);
        folders = new IntakeFolders(home, context, settings.inbox());
        inlets().bindOrigins(name -> SettingOrigins.of(home, name));
        mappings = new LiveMappings(context, home, clock);
        context.getPropertiesComponent().addOverrideProperty("inbox.directory", settings.inbox().toString());
    }

    public Home home() {
        return home;
    }

    public CamelContext context() {
        return context;
    }

    public InletComponent inlets() {
        return context.getComponent("inlet", InletComponent.class);
    }

    public MappingLoader mappings() {
        return mappings.loader();
    }

    public Optional<String> setting(String name) {
        return settings.find(name);
    }

    /**
     * One setting as it is in force.
     *
     * @param value  null when it is not set; a secret is masked
     * @param origin where it comes from
     */
    public record Setting(String name, String value, String origin) {
    }

    /** Whether a setting of that name is not to be shown. */
    public static boolean isSecret(String name) {
        return SettingOrigins.isSecret(name);
    }

    /** Every setting there is, sorted by name. */
    public List<Setting> settingsInForce() throws IOException {
        return new SettingOrigins(home, System::getenv, System::getProperty).all(inletsUsed());
    }

    /** Where ledger and dead letters lie. */
    public Path data() {
        return settings.data();
    }

    /** The watched folders. */
    public Path inbox() {
        return settings.inbox();
    }

    /** Everything wrong in the route files and the settings, those of the inlets they use included; sorted. */
    public List<Problem> check() {
        return homeCheck().check(files.files());
    }

    /** What is wrong with the brokers that routes read from: each is asked for a connection. Before the start. */
    public List<Problem> checkBrokers() {
        return homeCheck().checkBrokers(files.files(), clock);
    }

    private HomeCheck homeCheck() {
        if (parts == null) {
            MappingComponent component = new MappingComponent();
            component.bind(new Delivering(mappings, null, null, DuplicatePolicy.SEND, new RouteMetrics()));
            context.removeComponent("mapping");
            context.addComponent("mapping", component);
        }
        return new HomeCheck(home, context, inlets(), mappings.loader());
    }

    /** What is doubtful and stops nothing; sorted. Before the start, which takes the route files as they were read here. */
    public List<Problem> warnings() {
        return files.warnings();
    }

    /** Names of the inlets that routes deliver to. */
    public Set<String> inletsUsed() {
        return (live == null ? files.files() : live.running()).inlets();
    }

    /** Names of the inlets whose previews a mapping has to agree with. */
    public Set<String> inletsOf(String mapping) {
        return files.files().inletsOf(mapping);
    }

    /** Gives an inlet the URL of a simulator. Before the start. */
    public void bindInlet(String name, URI url) {
        inlets().bindUrl(name, url);
        bound.put(name, url.toString());
    }

    /** Which inlets deliver to a simulator by their settings. */
    public Set<String> simulatedInlets() {
        return inletsUsed().stream().filter(inlets()::wantsSimulator).collect(Collectors.toSet());
    }

    /** JSON Schemas of entities by the id of the schemaRef they belong to, as the mappings have them. */
    public Map<String, JsonNode> entitySchemas() {
        return EntitySchemas.of(home);
    }

    /**
     * Starts all routes.
     *
     * @throws ProblemsException when a file, a mapping or a setting is wrong, or another process runs on the data folder
     */
    public void start() {
        files.refuseErrors();
        RouteFiles now = files.files();
        try {
            Thread early = mappings.loadEarly(alone ? new RouteFiles(List.of()) : now);
            parts = OpenedParts.open(settings, mappings, clock);
            early.join();
            for (String inlet : now.inlets()) {
                String url = bound.getOrDefault(inlet, settings.url(inlet));
                context.getPropertiesComponent().addOverrideProperty("inlet." + inlet + ".bound-url", url); // for routes that deliver by camel-http
            }
            live = new LiveRoutes(context, home, found -> homeCheck().check(found), parts::connect, clock);
            troubles = new Troubles(data(), parts.folder(), () -> parts.brokers(context.getRoutes()), mappings, live, clock);
            PendingTicks ticks = new PendingTicks(data().resolve("ticks"), parts.ledger(), settings.missedTicks(clock));
            context.addRoutePolicyFactory(ticks);
            files.load(live);
            parts.connect(now); // behind the beans of the route files, of which one may be a connection factory
            main.start();
            if (!alone) {
                ticks.fireAgain(context);
                watch = new Watch(live, mappings, parts.settledFiles(), new StrayFiles(context, inbox(), id -> live.running().place(id), () -> parts.metrics().file("none", false), clock), inlets(), parts.activity());
            }
        } catch (ProblemsException e) {
            throw e;
        } catch (Exception e) {
            throw StartFailure.of(e, now, home);
        } finally {
            files.forget();
        }
    }

    /** The same home while no instance runs. */
    public RestingHome atRest() {
        return new RestingHome(inbox(), settings.ledger(), home, folders);
    }

    /** Tells others on this machine where the instance is to be asked. */
    public void describe(String text) {
        try {
            parts.describe(text);
        } catch (IOException e) {
            LOG.warn("other commands will not find this instance: {} cannot be written", home.show(data()));
        }
    }

    /** What is kept of events; null before the start. */
    public Ledger ledger() {
        return parts == null ? null : parts.ledger();
    }

    /** Dead letters with their events. After the start. */
    public WholeLetters letters() {
        return parts.letters();
    }

    /** What the routes did since the start. After the start. */
    public RouteMetrics metrics() {
        return parts.metrics();
    }

    /** What the routes that take events in are doing. After the start. */
    public List<RouteState> states() {
        return new RouteStates(context, home, live.running(), inlets(), parts.settledFiles(), parts::messagesWaiting, parts::broker, parts.ledger(), parts.activity()).now();
    }

    /** What somebody has to mend, apart from what the inlets say. After the start. */
    public List<Trouble> troubles() {
        return troubles.now();
    }

    /** What operators may ask of it; the same for all, because it does one replay at a time. After the start. */
    public synchronized Operations operations() {
        if (operations == null) {
            ModelCamelContext model = (ModelCamelContext) context;
            operations = new Operations(parts.ledger(), new FileWhereabouts(home, folders), parts.letters(), inlets(),
                    new Replay(model, inlets(), parts.ledger().deadLetters(), parts.letters()), new WatchedFolders(model, parts.settledFiles()));
        }
        return operations;
    }

    /** The files of the watched folders. After the start. */
    public InboxFiles files() {
        return new InboxFiles((ModelCamelContext) context, settings, parts.settledFiles(), folders, parts.ledger());
    }

    /** The mapping of that name that fills payloads now; empty when no route used it yet. */
    public Optional<Mapping> liveMapping(String name) {
        return mappings.inUse(name);
    }

    /** Uris of the mappings, inlets and others that the events of a route reach. */
    public List<String> reach(String route) {
        return RouteReach.of((ModelCamelContext) context, route);
    }

    void reload() {
        mappings.reloadChanged();
    }

    /** Files being read now, by name. */
    public List<String> filesInProgress() {
        return parts == null ? List.of() : parts.settledFiles().inProgress().stream().map(file -> file.run().name()).sorted().toList();
    }

    /** Takes nothing in any more, settles what is under way within 20 seconds, and leaves the rest where it is. */
    @Override
    public void close() {
        if (watch != null) {
            OpenedParts.close("watch", watch);
        }
        OpenedParts.close("routes", main::stop);
        if (parts != null) {
            parts.close();
        }
    }
}
