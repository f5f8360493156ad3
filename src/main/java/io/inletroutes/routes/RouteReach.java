package io.inletroutes.routes;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.ProcessorDefinitionHelper;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.ToDefinition;

/** Which endpoints the events of a loaded route reach, through the routes it hands them over to. */
final class RouteReach {

    private RouteReach() {
    }

    /** Uris of mappings, inlets and others in the order of the steps, those between routes left out; empty for an unknown route. */
    static List<String> of(ModelCamelContext context, String route) {
        List<String> found = new ArrayList<>();
        RouteDefinition definition = context.getRouteDefinition(route);
        if (definition != null) {
            follow(context, definition, found, new HashSet<>());
        }
        return found;
    }

    private static void follow(ModelCamelContext context, RouteDefinition route, List<String> found, Set<String> seen) {
        for (ToDefinition to : ProcessorDefinitionHelper.filterTypeInOutputs(route.getOutputs(), ToDefinition.class)) {
            String uri = to.getEndpointUri();
            if (!uri.matches("(direct|seda):.*")) {
                found.add(uri);
            } else if (seen.add(uri)) {
                context.getRouteDefinitions().stream().filter(next -> next.getInput() != null && next.getInput().getEndpointUri().equals(uri)).forEach(next -> follow(context, next, found, seen));
            }
        }
    }
}
