package io.inletroutes.routes;

import io.inletroutes.Location;
import io.inletroutes.Problem;
import io.inletroutes.ledger.Folders;
import io.inletroutes.source.SourceFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.apache.camel.component.file.FileEndpoint;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Files of the inbox that no route takes: after a minute without a change they go to {@code failed/} with a reason beside, for whoever
 * dropped them would wait for ever. Used by one thread.
 */
final class StrayFiles {

    private static final Logger LOG = LoggerFactory.getLogger(StrayFiles.class);
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final int WATCHED = 10_000;
    /** Endings of files that are still being brought. */
    private static final Set<String> UNFINISHED = Set.of("part", "partial", "filepart", "tmp", "temp", "crdownload", "uploading", "done", "lock");

    private record Seen(long size, Instant modified, Instant since) {
    }

    private final CamelContext context;
    private final Path inbox;
    private final Function<String, Optional<Location>> places;
    private final Runnable failures;
    private final Clock clock;
    private final Map<Path, Seen> seen = new HashMap<>();

    /**
     * @param places   where the route of that id is written
     * @param failures told of each file that is put away
     */
    StrayFiles(CamelContext context, Path inbox, Function<String, Optional<Location>> places, Runnable failures, Clock clock) {
        this.places = places;
        this.failures = failures;
        this.context = context;
        this.inbox = inbox.toAbsolutePath().normalize();
        this.clock = clock;
    }

    /** Looks through the inbox and its folders once. */
    void look() throws IOException {
        if (!Files.isDirectory(inbox)) {
            return;
        }
        Map<Path, List<FileEndpoint>> watched = watched();
        Map<Path, Seen> now = new HashMap<>();
        for (Path folder : folders()) {
            List<FileEndpoint> endpoints = watched.getOrDefault(folder, List.of());
            if (endpoints.stream().allMatch(NamePatterns::areAll)) {
                for (Path file : strays(folder, endpoints)) {
                    look(file, endpoints, now);
                }
            }
        }
        seen.clear();
        seen.putAll(now);
    }

    private void look(Path file, List<FileEndpoint> endpoints, Map<Path, Seen> now) throws IOException {
        Seen current = new Seen(Files.size(file), Files.getLastModifiedTime(file).toInstant(), clock.instant());
        Seen before = seen.get(file);
        if (before == null || before.size() != current.size() || !before.modified().equals(current.modified())) {
            if (now.size() < WATCHED) {
                now.put(file, current);
            }
        } else if (Duration.between(before.since(), clock.instant()).compareTo(PATIENCE) < 0) {
            now.put(file, before);
        } else {
            fail(file, endpoints);
        }
    }

    private void fail(Path file, List<FileEndpoint> endpoints) throws IOException {
        Path folder = file.getParent();
        Path failed = Folders.makePrivate(folder.resolve("failed"));
        String place = inbox.getFileName().resolve(inbox.relativize(file)).toString().replace('\\', '/');
        Optional<Problem> noText = endpoints.isEmpty() ? Optional.empty() : noText(file);
        Problem problem = noText.isPresent() ? new Problem(noText.get().severity(), Location.of(place), noText.get().message(), noText.get().notes())
                : new StrayReason(context, inbox, places).problem(file, place, endpoints);
        String keptAs = FinishedFiles.freeName(file.getFileName().toString(), failed, failed);
        Files.writeString(failed.resolve(keptAs + ".reason.txt"), problem + "\nNothing of it was sent.\n");
        Files.move(file, failed.resolve(keptAs), StandardCopyOption.ATOMIC_MOVE);
        failures.run();
        LOG.warn("{}", problem);
    }

    private static Optional<Problem> noText(Path file) {
        try {
            return SourceFile.refusal(file);
        } catch (IOException e) {
            return Optional.empty(); // it may not be read; its name is enough to be moved
        }
    }

    private Map<Path, List<FileEndpoint>> watched() {
        Map<Path, List<FileEndpoint>> watched = new HashMap<>();
        for (Route route : context.getRoutes()) {
            if (route.getEndpoint() instanceof FileEndpoint endpoint) {
                watched.computeIfAbsent(StrayReason.folder(endpoint), folder -> new ArrayList<>()).add(endpoint);
            }
        }
        return watched;
    }

    private List<Path> folders() throws IOException {
        try (Stream<Path> all = Files.list(inbox)) {
            return Stream.concat(Stream.of(inbox), all.filter(Files::isDirectory).filter(folder -> !SettledFiles.OURS.contains(folder.getFileName().toString()))).toList();
        }
    }

    private static List<Path> strays(Path folder, List<FileEndpoint> endpoints) throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(Files::isRegularFile).filter(file -> isStray(file.getFileName().toString(), endpoints)).toList();
        }
    }

    private static boolean isStray(String name, List<FileEndpoint> endpoints) {
        boolean ours = name.startsWith(".") || name.equals(SettledFiles.WAITING) || name.endsWith("~") || UNFINISHED.contains(name.replaceFirst("^.*\\.", "").toLowerCase(java.util.Locale.ROOT));
        return !ours && endpoints.stream().noneMatch(endpoint -> NamePatterns.take(endpoint, name));
    }
}
