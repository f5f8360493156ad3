package io.inletroutes.cli;

import io.inletroutes.routes.Home;
import io.inletroutes.routes.RunningRoutes;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.Route;
import org.apache.camel.component.file.FileEndpoint;
import org.apache.camel.component.jms.JmsEndpoint;
import org.apache.camel.component.timer.TimerEndpoint;
import org.apache.camel.spi.CamelEvent;
import org.apache.camel.support.EventNotifierSupport;
import org.apache.camel.support.service.ServiceHelper;

/** Hands the sample events of a home's mappings to their routes, and knows when all of them are settled. */
final class Samples {

    private final Home home;
    private final RunningRoutes routes;
    private final Map<String, AtomicInteger> ended = new ConcurrentHashMap<>();
    private final Map<String, Integer> expected = new ConcurrentHashMap<>();

    Samples(Home home, RunningRoutes routes) {
        this.home = home;
        this.routes = routes;
        routes.context().getManagementStrategy().addEventNotifier(counting());
    }

    private EventNotifierSupport counting() {
        EventNotifierSupport notifier = new EventNotifierSupport() {
            @Override
            public boolean isEnabled(CamelEvent event) {
                return event instanceof CamelEvent.ExchangeCompletedEvent;
            }

            @Override
            public void notify(CamelEvent event) {
                String route = String.valueOf(((CamelEvent.ExchangeCompletedEvent) event).getExchange().getFromRouteId());
                ended.computeIfAbsent(route, key -> new AtomicInteger()).incrementAndGet();
            }
        };
        ServiceHelper.startService(notifier);
        return notifier;
    }

    /** Copies sample files into the inbox and sends sample messages to their queues; returns what was handed over. */
    List<String> handOver() throws IOException {
        for (Route route : routes.context().getRoutes()) {
            if (route.getEndpoint() instanceof TimerEndpoint) {
                expected.put(route.getRouteId(), 1);
            }
        }
        File[] folders = home.mappings().toFile().listFiles(File::isDirectory);
        List<Path> samples = folders == null ? List.of() : Arrays.stream(folders).sorted().flatMap(folder -> Arrays.stream(folder.listFiles((in, name) -> name.startsWith("sample."))))
                .map(File::toPath).sorted(Comparator.comparing(Path::toString)).toList();
        for (Path sample : samples) {
            handOver(sample);
        }
        return samples.stream().map(home::show).toList();
    }

    private void handOver(Path sample) throws IOException {
        String mapping = sample.getParent().getFileName().toString();
        for (Route route : routes.context().getRoutes()) {
            if (!route.getRouteId().startsWith(mapping + "-from-")) {
                continue;
            }
            if (route.getEndpoint() instanceof FileEndpoint files) {
                Path folder = Path.of(files.getConfiguration().getDirectory());
                Path part = folder.resolve("." + sample.getFileName());
                Files.copy(sample, part, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
                Files.move(part, folder.resolve(sample.getFileName()), java.nio.file.StandardCopyOption.ATOMIC_MOVE);
                expected.put(route.getRouteId(), 1);
            } else if (route.getEndpoint() instanceof JmsEndpoint queue) {
                routes.context().createProducerTemplate().sendBody(queue, Files.readString(sample));
                expected.put(route.getRouteId(), 1);
            }
        }
    }

    /** Whether every route that was given something has ended with it. */
    boolean areSettled() {
        boolean enough = expected.entrySet().stream().allMatch(route -> ended.getOrDefault(route.getKey(), new AtomicInteger()).get() >= route.getValue());
        return enough && routes.filesInProgress().isEmpty() && inboxIsEmpty();
    }

    private boolean inboxIsEmpty() {
        for (Route route : routes.context().getRoutes()) {
            if (route.getEndpoint() instanceof FileEndpoint files) {
                String[] left = new File(files.getConfiguration().getDirectory()).list((in, name) -> name.startsWith("sample."));
                if (left != null && left.length > 0) {
                    return false;
                }
            }
        }
        return true;
    }
}
