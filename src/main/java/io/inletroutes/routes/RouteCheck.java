package io.inletroutes.routes;

import io.inletroutes.Location;
import io.inletroutes.Problem;
import io.inletroutes.inlet.InletComponent;
import io.inletroutes.mapping.MappingLoader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.EndpointUriFactory;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.ResourceHelper;

/** Everything wrong in a home's route files, by file and line, before any of them starts. */
final class RouteCheck {

    private final CamelContext context;
    private final InletComponent inlets;
    private final MappingLoader mappings;
    private final List<Problem> problems = new ArrayList<>();

    RouteCheck(CamelContext context, InletComponent inlets, MappingLoader mappings) {
        this.context = context;
        this.inlets = inlets;
        this.mappings = mappings;
    }

    /** @param builtIn ids of route configurations that need no file */
    List<Problem> check(List<RouteFile> files, Set<String> builtIn) {
        Set<String> configurations = new TreeSet<>(builtIn);
        files.forEach(file -> file.configurations().forEach(use -> configurations.add(use.what())));
        Map<String, Location> routes = new HashMap<>();
        Set<String> inletsTold = new HashSet<>();
        for (RouteFile file : files) {
            problems.addAll(file.problems());
            int before = problems.size();
            for (RouteFile.RouteFound route : file.routes()) {
                checkRoute(route, configurations, routes);
                route.endpoints().forEach(use -> checkEndpoint(use, inletsTold));
            }
            file.placeholders().forEach(this::checkPlaceholder);
            if (problems.size() == before && file.problems().isEmpty()) {
                checkNotation(file);
            }
        }
        return problems;
    }

    private void checkRoute(RouteFile.RouteFound route, Set<String> configurations, Map<String, Location> routes) {
        if (route.id().isEmpty()) {
            problems.add(Problem.warning(route.where(), "a route without an id").fix("give it one, such as loyalty-signup-from-csv: logs, receipts and event ids name it"));
        } else if (routes.putIfAbsent(route.id(), route.where()) != null) {
            problems.add(Problem.error(route.where(), "a second route is called \"" + route.id() + "\"").fix("the first is in " + routes.get(route.id()) + "; give one another id"));
        }
        route.configuration().ifPresent(use -> {
            for (String id : use.what().split("\\s*,\\s*")) {
                if (!id.contains("*") && !configurations.contains(id)) {
                    problems.add(Problem.error(use.where(), "unknown route configuration \"" + id + "\"").fix(Nearest.cure(id, configurations)));
                }
            }
        });
    }

    private void checkEndpoint(RouteFile.EndpointUse use, Set<String> inletsTold) {
        int colon = use.uri().indexOf(':');
        String scheme = (colon < 0 ? use.uri() : use.uri().substring(0, colon)).trim();
        String rest = colon < 0 ? "" : use.uri().substring(colon + 1).replaceFirst("\\?.*", "").replaceFirst("^//", "");
        if (scheme.isEmpty() || scheme.contains("{{") || scheme.contains("${")) {
            return;
        }
        if (scheme.equals("mapping") && !rest.contains("{{")) {
            if (!mappings.names().contains(rest)) {
                problems.add(Problem.error(use.where(), "unknown mapping \"" + rest + "\"").fix(Nearest.cure(rest, new TreeSet<>(mappings.names()))));
            }
        } else if (scheme.equals("inlet") && !rest.contains("{{") && inletsTold.add(rest)) {
            for (Problem problem : inlets.check(rest)) {
                problems.add(new Problem(problem.severity(), use.where(), problem.message(), problem.notes()));
            }
        }
        if (!scheme.startsWith("jms-") && context.getComponent(scheme, true, false) == null) {
            problems.add(Problem.error(use.where(), "unknown component \"" + scheme + "\"").fix("look at its spelling, or put the component's jar into lib/ext/"));
            return;
        }
        checkOptions(use, scheme.startsWith("jms-") ? "jms" : scheme);
    }

    private void checkOptions(RouteFile.EndpointUse use, String scheme) {
        EndpointUriFactory factory = context.getCamelContextExtension().getEndpointUriFactory(scheme);
        if (factory == null || factory.isLenientProperties()) {
            return;
        }
        for (RouteFile.Use option : use.parameters()) {
            boolean prefixed = factory.multiValuePrefixes().values().stream().anyMatch(option.what()::startsWith);
            if (!factory.propertyNames().contains(option.what()) && !prefixed) {
                problems.add(Problem.error(option.where(), "unknown option \"" + option.what() + "\" of the component " + scheme)
                        .fix(Nearest.cure(option.what(), new TreeSet<>(factory.propertyNames()), 5)));
            }
        }
    }

    private void checkPlaceholder(RouteFile.Use use) {
        String name = use.what().replaceFirst("^\\?", "");
        if (name.contains(":") || use.what().startsWith("?")) {
            return; // it brings a default, an environment variable, or may be absent
        }
        if (context.getPropertiesComponent().resolveProperty(name).isEmpty()) {
            problems.add(Problem.error(use.where(), "the setting " + name + " is not set").fix("set it in application.properties, or look at its spelling"));
        }
    }

    /** What only Camel's loader knows: names of steps and their options. */
    private void checkNotation(RouteFile file) {
        Resource resource = ResourceHelper.fromString("check:" + file.name(), file.text());
        try (org.apache.camel.impl.DefaultCamelContext scratch = new org.apache.camel.impl.DefaultCamelContext(false)) {
            scratch.build();
            PluginHelper.getRoutesLoader(scratch).loadRoutes(resource);
        } catch (Exception e) {
            problems.add(notation(file.name(), e));
        }
    }

    private static Problem notation(String file, Exception e) {
        String said = String.valueOf(e.getMessage());
        java.util.regex.Matcher line = java.util.regex.Pattern.compile("line (\\d+)").matcher(said);
        Location place = line.find() ? Location.of(file, Integer.parseInt(line.group(1))) : Location.of(file);
        String first = said.lines().findFirst().orElse("").replaceFirst("^.*?: ", "");
        return Problem.error(place, "Camel does not know this notation: " + (first.isEmpty() ? e.getClass().getSimpleName() : first)).fix("compare with a shipped route, or with Camel's YAML DSL");
    }
}
