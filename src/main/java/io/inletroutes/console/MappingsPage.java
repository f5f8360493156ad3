package io.inletroutes.console;

import io.inletroutes.Problem;
import io.inletroutes.mapping.LoadedMapping;
import io.inletroutes.mapping.Mapping;
import io.inletroutes.routes.RunningRoutes;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.camel.Route;

/** The mappings: which version of each fills payloads now, and how the one on disk does. */
final class MappingsPage {

    static final String PATH = "/mappings";

    private final RunningRoutes routes;
    private final Frame frame;

    MappingsPage(RunningRoutes routes, Frame frame) {
        this.routes = routes;
        this.frame = frame;
    }

    Page page(Request request) {
        Map<String, Set<String>> users = users();
        Html html = new Html().open("div", "class", "scroll", "tabindex", "0", "role", "region", "aria-label", "Mappings").open("table").open("thead").open("tr");
        for (String column : new String[] {"Mapping", "Live version", "On disk", "Used by"}) {
            html.leaf("th", column, "scope", "col");
        }
        html.close().close().open("tbody");
        for (String name : routes.mappings().names()) {
            LoadedMapping loaded = routes.mappings().load(name, null);
            List<Problem> errors = loaded.problems().stream().filter(Problem::isError).toList();
            Optional<Mapping> live = routes.liveMapping(name);
            html.open("tr").open("th", "scope", "row").leaf("a", name, "href", PATH + "/" + Fields.encode(name)).close();
            html.open("td").add(live(live)).close().open("td");
            if (errors.isEmpty()) {
                String version = loaded.mapping().map(Mapping::version).orElse("");
                html.leaf("code", version).leaf("small", live.isPresent() && !live.get().version().equals(version) ? "taken within moments" : loaded.problems().isEmpty() ? "good"
                        : Words.counted(loaded.problems().size(), "warning") + ": " + loaded.problems().get(0).firstLine());
            } else {
                html.leaf("span", "broken", "class", "state failed").leaf("small", live.isPresent() ? "not taken: the live version goes on filling payloads" : "its routes cannot use it");
                errors.forEach(problem -> html.leaf("pre", problem, "class", "problem"));
            }
            html.close().open("td");
            users.getOrDefault(name, Set.of()).forEach(route -> html.open("div").leaf("a", route, "href", "/routes#" + Fields.encode(route)).close());
            html.close().close();
        }
        return frame.page(request, "Mappings", html.close().close().close());
    }

    /** The routes that fill each mapping. */
    private Map<String, Set<String>> users() {
        Map<String, Set<String>> users = new TreeMap<>();
        for (Route route : routes.context().getRoutes()) {
            for (String uri : routes.reach(route.getRouteId())) {
                if (uri.startsWith("mapping:") && !route.getRouteId().startsWith("replay-")) {
                    users.computeIfAbsent(uri.substring("mapping:".length()).replaceFirst("\\?.*", ""), name -> new TreeSet<>()).add(route.getRouteId());
                }
            }
        }
        return users;
    }

    static Html live(Optional<Mapping> mapping) {
        return mapping.isEmpty() ? new Html().leaf("span", "not used yet", "class", "nothing") : new Html().leaf("code", mapping.get().version());
    }
}
