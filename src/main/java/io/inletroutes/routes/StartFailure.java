package io.inletroutes.routes;

import io.inletroutes.Location;
import io.inletroutes.Problem;
import io.inletroutes.ProblemsException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.camel.FailedToCreateRouteException;
import org.apache.camel.FailedToStartRouteException;
import org.apache.camel.util.URISupport;

/** Says why routes do not start, in what Camel and Java say of it: at a start there is no event whose values could be in that. */
final class StartFailure {

    private static final String DIFFERS = "compare the route with a shipped one; the rest of the text is Camel's own";

    private StartFailure() {
    }

    static ProblemsException of(Exception failure, RouteFiles files, Home home) {
        Throwable root = failure;
        Optional<Location> route = Optional.empty();
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ProblemsException known) {
                return known;
            }
            route = route.isPresent() ? route : place(cause, files);
            root = cause;
        }
        Problem problem = root instanceof FileSystemException file ? ofFile(file, home)
                : Problem.error(route.orElse(Location.of("routes")), "the routes do not start: " + said(root)).fix(route.isPresent() ? DIFFERS : "mend what it names, and run check");
        return new ProblemsException(List.of(problem), failure);
    }

    private static Optional<Location> place(Throwable cause, RouteFiles files) {
        String id = cause instanceof FailedToCreateRouteException created ? created.getRouteId() : cause instanceof FailedToStartRouteException started ? started.getRouteId() : null;
        return files.all().stream().flatMap(file -> file.routes().stream()).filter(found -> found.id().equals(id)).map(RouteFile.RouteFound::where).findFirst();
    }

    private static Problem ofFile(FileSystemException failure, Home home) {
        String file = failure.getFile() == null ? "a file" : home.show(Path.of(failure.getFile()));
        return failure instanceof AccessDeniedException ? Problem.error(Location.of(file), "there are no rights to write or read it").fix("give them to the user that runs this, or set data.directory or inbox.directory")
                : Problem.error(Location.of(file), "it cannot be made or read (" + (failure.getReason() == null ? failure.getClass().getSimpleName() : failure.getReason()) + ")")
                        .fix("look at the folder and the room on its disk");
    }

    private static String said(Throwable root) {
        String text = root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
        return URISupport.sanitizeUri(text.lines().findFirst().orElse("").strip());
    }
}
