package io.inletroutes.routes;

import io.inletroutes.Location;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.camel.CamelContext;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.builder.RouteBuilderLifecycleStrategy;
import org.apache.camel.model.ProcessorDefinitionHelper;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.ToDefinition;
import org.apache.camel.model.ToDynamicDefinition;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;

/**
 * The route files of a home as they were when read, and the built-in failure path where no file brings its own.
 *
 * @param all those with route configurations first: Camel gives a route only the configurations it knows by then
 */
record RouteFiles(List<RouteFile> all) {

    /** The route configuration that routes get which name none. */
    static final String CONFIGURATION = "redeliver-then-dead-letter";
    private static final String BUILT_IN = "io/inletroutes/cli/home/routes/redelivery.camel.yaml";

    RouteFiles {
        all = List.copyOf(all);
    }

    static RouteFiles read(Home home) {
        List<RouteFile> found = new ArrayList<>();
        try {
            for (Path file : home.routeFiles()) {
                found.add(RouteFile.read(file, home.show(file)));
            }
            if (found.stream().noneMatch(file -> file.configurations().stream().anyMatch(use -> use.what().equals(CONFIGURATION)))) {
                found.add(builtIn());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        found.sort(Comparator.comparing(file -> file.configurations().isEmpty()));
        return new RouteFiles(found);
    }

    private static RouteFile builtIn() throws IOException {
        try (var in = RouteFiles.class.getClassLoader().getResourceAsStream(BUILT_IN)) {
            return RouteFile.parse("redelivery.camel.yaml", new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    /** Names of the inlets that routes deliver to, by an endpoint or by a URL taken from the inlet's settings. */
    Set<String> inlets() {
        Set<String> names = new TreeSet<>();
        all.stream().flatMap(file -> file.placeholders().stream()).map(RouteFile.Use::what).filter(name -> name.matches("inlet\\.[^.]+\\.bound-url"))
                .forEach(name -> names.add(name.split("\\.")[1]));
        uris().stream().filter(uri -> uri.startsWith("inlet:")).forEach(uri -> names.add(inlet(uri)));
        return names;
    }

    /** The inlets whose preview and organisation a mapping has to agree with: what its routes say beside it, else what they deliver to. */
    Set<String> inletsOf(String mapping) {
        Set<String> names = new TreeSet<>();
        all.stream().flatMap(file -> file.routes().stream()).forEach(route -> route.endpoints().stream().filter(use -> use.is("mapping:" + mapping))
                .forEach(use -> use.inlet().ifPresentOrElse(names::add, () -> names.addAll(inlets(route)))));
        names.removeIf(name -> name.contains("{{"));
        return names;
    }

    /** Where the route of that id is written. */
    Optional<Location> place(String route) {
        return all.stream().flatMap(file -> file.routes().stream()).filter(one -> one.id().equals(route)).findFirst().map(RouteFile.RouteFound::where);
    }

    /** The one inlet that the routes which fill a mapping deliver to; empty when there are several, or none is named. */
    Optional<String> inletOf(String mapping) {
        Set<String> names = new TreeSet<>();
        all.stream().flatMap(file -> file.routes().stream()).filter(route -> route.endpoints().stream().anyMatch(use -> use.is("mapping:" + mapping) && use.inlet().isEmpty()))
                .forEach(route -> names.addAll(inlets(route)));
        return names.size() == 1 ? names.stream().filter(name -> !name.contains("{{")).findFirst() : Optional.empty();
    }

    private static List<String> inlets(RouteFile.RouteFound route) {
        return route.endpoints().stream().map(RouteFile.EndpointUse::uri).filter(uri -> uri.startsWith("inlet:")).map(RouteFiles::inlet).toList();
    }

    private static String inlet(String uri) {
        return uri.substring("inlet:".length()).replaceFirst("\\?.*", "");
    }

    /** The components {@code jms} and {@code jms-NAME} that routes use. */
    Set<String> jmsComponents() {
        Set<String> names = new TreeSet<>();
        uris().stream().map(uri -> uri.replaceFirst("[:?].*", "")).filter(scheme -> scheme.equals("jms") || scheme.startsWith("jms-")).forEach(names::add);
        return names;
    }

    private List<String> uris() {
        return all.stream().flatMap(file -> file.routes().stream()).flatMap(route -> route.endpoints().stream()).map(RouteFile.EndpointUse::uri).toList();
    }

    /** Adds the routes of one file to the context; those of the same ids are replaced. */
    static void load(CamelContext context, RouteFile file) throws Exception {
        for (RoutesBuilder builder : PluginHelper.getRoutesLoader(context).findRoutesBuilders(List.of(ResourceHelper.fromString(file.name(), file.text())))) {
            if (builder instanceof RouteBuilder routes) {
                routes.addLifecycleInterceptor(new DefaultConfiguration());
            }
            context.addRoutes(builder);
        }
    }

    /** Names the failure path for routes that fill or deliver and name none: without one Camel would log a refusal and forget it. */
    private static final class DefaultConfiguration implements RouteBuilderLifecycleStrategy {

        @Override
        public void afterConfigure(RouteBuilder builder) {
            SplitChunks.share(builder.getRouteCollection().getRoutes());
            for (RouteDefinition route : builder.getRouteCollection().getRoutes()) {
                if (route.getRouteConfigurationId() == null && reaches(route)) {
                    route.setRouteConfigurationId(CONFIGURATION);
                }
            }
        }

        private static boolean reaches(RouteDefinition route) {
            return ProcessorDefinitionHelper.filterTypeInOutputs(route.getOutputs(), ToDefinition.class).stream().anyMatch(to -> isOurs(to.getEndpointUri()))
                    || ProcessorDefinitionHelper.filterTypeInOutputs(route.getOutputs(), ToDynamicDefinition.class).stream().anyMatch(to -> isOurs(to.getUri()));
        }

        private static boolean isOurs(String uri) {
            return uri != null && (uri.startsWith("mapping:") || uri.startsWith("inlet:"));
        }
    }
}
