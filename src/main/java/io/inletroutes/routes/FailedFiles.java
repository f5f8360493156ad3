package io.inletroutes.routes;

import io.inletroutes.Location;
import io.inletroutes.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.apache.camel.component.file.FileEndpoint;

/** The files that were put away because nothing of them could be read, with the reasons that lie beside them. */
final class FailedFiles {

    private static final String REASON = ".reason.txt";
    private static final String FIX = "  fix ";

    private final Home home;
    private final CamelContext context;
    private final Path inbox;

    FailedFiles(Home home, CamelContext context, Path inbox) {
        this.home = home;
        this.context = context;
        this.inbox = inbox;
    }

    /** Those of that time and later, the last first. A folder that comes or goes meanwhile is passed over. */
    List<InboxFiles.Failed> since(Instant time) {
        List<InboxFiles.Failed> found = new ArrayList<>();
        for (Path folder : folders()) {
            try (Stream<Path> all = Files.isDirectory(folder) ? Files.list(folder) : Stream.empty()) {
                for (Path file : (Iterable<Path>) all.filter(path -> path.toString().endsWith(REASON))::iterator) {
                    Instant failed = Files.getLastModifiedTime(file).toInstant();
                    if (!failed.isBefore(time)) {
                        found.add(new InboxFiles.Failed(failed, problem(file)));
                    }
                }
            } catch (IOException e) {
                continue;
            }
        }
        found.sort(Comparator.comparing(InboxFiles.Failed::time).reversed());
        return List.copyOf(found);
    }

    /** What we wrote there ourselves; somebody else's text is not told. */
    private Problem problem(Path file) throws IOException {
        String kept = home.show(file);
        List<String> lines = Files.readAllLines(file);
        String first = lines.isEmpty() ? "" : lines.get(0).replaceFirst("^[^:]+(:\\d+)*: ", "");
        Problem problem = Problem.error(Location.of(kept.substring(0, kept.length() - REASON.length())), first);
        return lines.stream().filter(line -> line.startsWith(FIX)).findFirst().map(line -> problem.fix(line.substring(FIX.length()).strip())).orElse(problem);
    }

    private Set<Path> folders() {
        Set<Path> folders = new TreeSet<>();
        folders.add(inbox.resolve("failed"));
        for (Route route : context.getRoutes()) {
            if (route.getEndpoint() instanceof FileEndpoint endpoint) {
                folders.add(endpoint.getFile().toPath().toAbsolutePath().normalize().resolve("failed"));
            }
        }
        try (Stream<Path> all = Files.isDirectory(inbox) ? Files.list(inbox) : Stream.empty()) {
            all.filter(Files::isDirectory).forEach(folder -> folders.add(folder.toAbsolutePath().normalize().resolve("failed")));
        } catch (IOException e) {
            return folders;
        }
        return folders;
    }
}
