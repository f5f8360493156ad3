package io.inletroutes.routes;

import io.inletroutes.Location;
import io.inletroutes.Problem;
import io.inletroutes.ProblemsException;
import io.inletroutes.Traces;
import io.inletroutes.inlet.InletComponent;
import io.inletroutes.ledger.InstanceLock;
import io.inletroutes.ledger.Ledger;
import io.inletroutes.source.CsvDataFormat;
import io.inletroutes.source.JsonEventsDataFormat;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ThreadPoolExecutor;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.apache.camel.component.jms.JmsEndpoint;
import org.apache.camel.spi.Registry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a start opens on the data folder and gives to the routes by name, and a stop closes when the routes have ended. */
final class OpenedParts implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(OpenedParts.class);

    /** What routes may refer to by name. */
    static final Set<String> BEANS = Set.of("dataFolder", "settledFiles", "deadLetters", "chunks", "messagesInChunks", "csv", "json-events");

    private record Part(String name, AutoCloseable closing) { }

    private final Deque<Part> parts = new ArrayDeque<>();
    private final InstanceLock lock;
    private final Ledger ledger;
    private final SettledFiles settledFiles;
    private final DeadLetterQueue queue;
    private final JmsConnections jms;
    private final RouteMetrics metrics = new RouteMetrics();
    private final RouteActivity activity;
    private final DataFolder folder;

    /** @throws ProblemsException when another process runs on the data folder */
    static OpenedParts open(HomeSettings settings, LiveMappings mappings, Clock clock) throws IOException {
        Path data = settings.data();
        InstanceLock lock = InstanceLock.take(data).orElseThrow(() -> new ProblemsException(Problem.error(Location.of(settings.home().show(data)),
                "another instance runs on this data folder: " + InstanceLock.describe(data).map(about -> about.replaceFirst(", key .*", "")).orElse("it does not say which"))
                .fix("stop that one, or set data.directory")));
        try {
            return new OpenedParts(settings, mappings, clock, lock);
        } catch (IOException | RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    private OpenedParts(HomeSettings settings, LiveMappings mappings, Clock clock, InstanceLock lock) throws IOException {
        CamelContext context = settings.context();
        this.lock = opened("lock", lock);
        ledger = opened("ledger", Ledger.open(settings.ledger(), clock));
        activity = new RouteActivity(metrics, ledger, clock);
        Traces traces = opened("traces", new TraceSettings(settings).open());
        context.getComponent("inlet", InletComponent.class).bindTraces(traces);
        folder = new DataFolder(clock);
        settledFiles = new SettledFiles(ledger, new GrowingFiles(clock, settings.duration("inbox.quiet", "1s")), new FinishedFiles(ledger, clock, metrics), folder);
        queue = new DeadLetterQueue(settings);
        DeadLetterChannel deadLetters = new DeadLetterChannel(ledger.deadLetters(), mappings, folder, queue, metrics);
        ThreadPoolExecutor chunks = ChunkThreads.pool(settings.number("chunks.under-way", 32));
        opened("chunks", chunks::shutdownNow);
        jms = opened("broker", new JmsConnections(context, settings.data().resolve("broker"), name -> SettingOrigins.of(settings.home(), name), clock));
        ((MappingComponent) context.getComponent("mapping")).bind(new Delivering(mappings, ledger, deadLetters, settings.duplicates(), metrics, traces));
        Registry registry = context.getRegistry();
        registry.bind("dataFolder", folder);
        registry.bind("settledFiles", settledFiles);
        registry.bind("deadLetters", deadLetters);
        registry.bind("chunks", chunks);
        context.getCamelContextExtension().addInterceptStrategy(new SplitChunks());
        LeanErrorHandler.register();
        registry.bind("messagesInChunks", new MessageChunks(settings.number("jms.chunk-messages", 500)));
        registry.bind("csv", new CsvDataFormat());
        registry.bind("json-events", new JsonEventsDataFormat());
    }

    private <T extends AutoCloseable> T opened(String name, T part) {
        parts.push(new Part(name, part));
        return part;
    }

    Ledger ledger() {
        return ledger;
    }

    WholeLetters letters() {
        return new WholeLetters(ledger.deadLetters(), queue);
    }

    SettledFiles settledFiles() {
        return settledFiles;
    }

    /** Messages in the queue that a route reads; empty where nobody here knows. */
    OptionalLong messagesWaiting(Route route) {
        return route.getEndpoint() instanceof JmsEndpoint queue ? jms.waiting(queue) : OptionalLong.empty();
    }

    /** Why nothing comes from the broker that a route reads; empty while it is reached. */
    Optional<Trouble> broker(Route route) {
        return route.getEndpoint() instanceof JmsEndpoint queue ? jms.trouble(queue) : Optional.empty();
    }

    /** Each once. */
    List<Trouble> brokers(List<Route> routes) {
        return routes.stream().map(this::broker).flatMap(Optional::stream).distinct().toList();
    }

    DataFolder folder() {
        return folder;
    }

    RouteMetrics metrics() {
        return metrics;
    }

    RouteActivity activity() {
        return activity;
    }

    /** Gives the components of brokers that these routes name their connections. */
    void connect(RouteFiles files) {
        files.jmsComponents().forEach(jms::connect);
        queue.component().ifPresent(jms::connect);
    }

    void describe(String text) throws IOException {
        lock.describe(text);
    }

    /** The last opened first; one that does not close well keeps no other open. */
    @Override
    public void close() {
        parts.forEach(part -> close(part.name(), part.closing()));
        parts.clear();
    }

    static void close(String what, AutoCloseable part) {
        try {
            part.close();
        } catch (Exception e) {
            LOG.warn("{} did not stop cleanly ({})", what, e.getClass().getSimpleName());
        }
    }
}
