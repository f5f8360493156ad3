package io.inletroutes.console;

import io.inletroutes.routes.RunningRoutes;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.RouteDefinition;

/** The routes as pictures, made of Camel's own model of what runs. */
final class RoutesPage {

    private final ModelCamelContext context;
    private final Frame frame;

    RoutesPage(RunningRoutes routes, Frame frame) {
        this.context = (ModelCamelContext) routes.context();
        this.frame = frame;
    }

    Page page(Request request) {
        Html html = new Html().open("div", "class", "pictures");
        List<RouteDefinition> definitions = List.copyOf(context.getRouteDefinitions());
        Map<String, RoutePicture> pictures = new LinkedHashMap<>();
        definitions.forEach(route -> pictures.put(route.getRouteId(), RoutePicture.of(route, definitions)));
        for (RouteDefinition route : definitions) {
            String id = route.getRouteId();
            boolean inAnother = pictures.entrySet().stream().anyMatch(other -> !other.getKey().equals(id) && other.getValue().routes().contains(id) && !pictures.get(id).routes().contains(other.getKey()));
            if (!inAnother) {
                picture(html, route, pictures.get(id));
            }
        }
        return frame.page(request, "Routes", html.close());
    }

    private void picture(Html html, RouteDefinition route, RoutePicture picture) {
        String id = route.getRouteId();
        String state = Words.lower(context.getRouteController().getRouteStatus(id));
        html.open("section", "class", "card picture", "id", id, "aria-label", "Route " + id);
        html.open("h2").text(id + " ").leaf("span", state, "class", "state " + (state.equals("started") ? "live" : state)).close();
        html.leaf("p", route.getDescriptionText()).open("div", "class", "plain-scroll", "tabindex", "0", "role", "region", "aria-label", "Picture of " + id);
        html.add(picture.draw()).close().close();
    }
}
