package io.inletroutes.console;

import io.inletroutes.routes.RunningRoutes;
import java.util.List;
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
        for (RouteDefinition route : definitions) {
            String state = Words.lower(context.getRouteController().getRouteStatus(route.getRouteId()));
            html.open("section", "class", "card picture", "id", route.getRouteId(), "aria-label", "Route " + route.getRouteId());
            html.open("h2").text(route.getRouteId() + " ").leaf("span", state, "class", "state " + (state.equals("started") ? "live" : state)).close();
            html.leaf("p", route.getDescriptionText()).open("div", "class", "plain-scroll", "tabindex", "0", "role", "region", "aria-label", "Picture of " + route.getRouteId());
            html.add(RoutePicture.of(route, definitions)).close().close();
        }
        return frame.page(request, "Routes", html.close());
    }
}
