package io.inletroutes.console;

import io.inletroutes.mapping.LoadedMapping;
import io.inletroutes.mapping.Mapping;
import io.inletroutes.routes.RunningRoutes;
import java.util.Optional;

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
        Html html = new Html().open("div", "class", "scroll", "tabindex", "0", "role", "region", "aria-label", "Mappings").open("table").open("thead").open("tr");
        for (String column : new String[] {"Mapping", "Live version", "On disk"}) {
            html.leaf("th", column, "scope", "col");
        }
        html.close().close().open("tbody");
        for (String name : routes.mappings().names()) {
            LoadedMapping loaded = routes.mappings().load(name, null);
            long errors = loaded.problems().stream().filter(io.inletroutes.Problem::isError).count();
            html.open("tr").open("th", "scope", "row").leaf("a", name, "href", PATH + "/" + Fields.encode(name)).close();
            html.open("td").add(live(routes.liveMapping(name))).close();
            html.leaf("td", errors > 0 ? Words.counted(errors, "error") + ": it will not be taken" : loaded.mapping().map(Mapping::version).orElse("") + ", "
                    + (loaded.problems().isEmpty() ? "good" : Words.counted(loaded.problems().size(), "warning"))).close();
        }
        return frame.page(request, "Mappings", html.close().close().close());
    }

    static Html live(Optional<Mapping> mapping) {
        return mapping.isEmpty() ? new Html().leaf("span", "not used yet", "class", "nothing") : new Html().leaf("code", mapping.get().version());
    }
}
