package io.inletroutes.routes;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.inletroutes.Location;
import io.inletroutes.Problem;
import io.inletroutes.ProblemsException;
import io.inletroutes.ledger.Counts;
import java.nio.file.Path;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.apache.camel.component.file.FileEndpoint;
import org.apache.camel.model.ModelCamelContext;

/** The folders that running routes take files from, for a command that hands one over. Any thread may ask. */
final class WatchedFolders {

    private final ModelCamelContext context;
    private final SettledFiles files;

    WatchedFolders(ModelCamelContext context, SettledFiles files) {
        this.context = context;
        this.files = files;
    }

    /**
     * Where a file of that name is to be put so that its events reach that mapping.
     *
     * @throws ProblemsException when no running route takes it
     */
    ObjectNode take(String mapping, String name) {
        for (Route route : context.getRoutes()) {
            if (route.getEndpoint() instanceof FileEndpoint folder && NamePatterns.areAll(folder) && NamePatterns.take(folder, name) && isStarted(context, route)
                    && RouteReach.of(context, route.getRouteId()).stream().anyMatch(uri -> uri.replaceFirst("\\?.*", "").equals("mapping:" + mapping))) {
                return JsonNodeFactory.instance.objectNode().put("route", route.getRouteId()).put("folder", folder.getFile().toPath().toAbsolutePath().toString());
            }
        }
        throw new ProblemsException(Problem.error(Location.NONE, "an instance runs on this home, and none of its routes takes a file \"" + name + "\" to the mapping " + mapping)
                .fix("name the file as such a route wants it, or stop the instance first"));
    }

    private static boolean isStarted(CamelContext context, Route route) {
        return context.getRouteController().getRouteStatus(route.getRouteId()).isStarted();
    }

    /** How far a file in such a folder is; nothing was read of one that is not begun. */
    ObjectNode progress(Path file) {
        Counts counts = files.inProgress().stream().filter(one -> one.file().toAbsolutePath().equals(file.toAbsolutePath())).findFirst().map(one -> one.run().counts()).orElse(Counts.NONE);
        return JsonNodeFactory.instance.objectNode().put("read", counts.read()).put("accepted", counts.accepted()).put("dead", counts.dead()).put("skipped", counts.skipped());
    }
}
