package io.inletroutes.routes;

import io.inletroutes.Location;
import io.inletroutes.Problem;
import io.inletroutes.ProblemsException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * The route that one file is sent by: as the home's own routes would deliver it, with their id, mapping options, inlet and failure
 * path, so that its events have the same {@code _id} and their dead letters lie in the same place.
 *
 * @param id            of the home's route that reads such files, where there is one
 * @param mapping       its endpoint
 * @param configuration the failure path
 * @param shared        files of failure paths
 */
record SendRoute(String id, String mapping, String inlet, String configuration, boolean json, List<RouteFile> shared) {

    /** Of the route file that is made; Camel tells notations by the ending. */
    static final String NAME = "send.camel.yaml";
    private static final String ROUTE = """
            - route:
                id: '%s'
                description: Reads the file that the command send was given.
                routeConfigurationId: '%s'
                from:
                  uri: file
                  parameters:
                    directoryName: '%s'
                    initialDelay: "0"
                    delay: "100"
                    processStrategy: "#settledFiles"
                  steps:
                    - unmarshal:
                        id: read-events
                        custom:
                          ref: %s
                    - split:
                        id: chunks-of-events
                        streaming: "true"
                        parallelProcessing: "true"
                        executorService: "#chunks"
                        expression:
                          simple:
                            expression: "${body}"
                        steps:
                          - to:
                              id: fill-payload
                              uri: '%s'
                          - to:
                              id: deliver
                              uri: 'inlet:%s'
            """;

    SendRoute {
        shared = List.copyOf(shared);
    }

    static SendRoute of(Home home, String mapping, Optional<String> inlet, boolean json) {
        List<RouteFile> all = RouteFiles.read(home).all();
        List<RouteFile.RouteFound> routes = all.stream().flatMap(file -> file.routes().stream()).toList();
        List<RouteFile.RouteFound> filling = routes.stream().filter(route -> route.endpoints().stream().anyMatch(use -> isMapping(use, mapping))).toList();
        String id = routes.stream().filter(route -> route.id().startsWith(mapping + "-from-") && isFrom(route, "file")).map(RouteFile.RouteFound::id)
                .min((a, b) -> Boolean.compare(a.endsWith("json") != json, b.endsWith("json") != json)).orElse(mapping + "-from-" + (json ? "json" : "csv"));
        String configuration = filling.stream().filter(SendRoute::delivers).flatMap(route -> route.configuration().stream()).map(RouteFile.Use::what).findFirst().orElse(RouteFiles.CONFIGURATION);
        return new SendRoute(id, endpoint(filling, mapping), inlet.orElseGet(() -> inlet(filling, mapping)), configuration, json, shared(all, configuration));
    }

    /** The route file, reading that folder, and those it needs. */
    RouteFiles files(Path folder) {
        String text = String.format(ROUTE, id, configuration, folder.toString().replace("'", "''"), json ? "json-events" : "csv", mapping, inlet);
        List<RouteFile> files = new ArrayList<>(shared);
        files.add(RouteFile.parse(NAME, text));
        return new RouteFiles(files);
    }

    private static boolean isMapping(RouteFile.EndpointUse use, String mapping) {
        return use.uri().replaceFirst("\\?.*", "").equals("mapping:" + mapping);
    }

    private static boolean delivers(RouteFile.RouteFound route) {
        return route.endpoints().stream().anyMatch(use -> use.uri().startsWith("inlet:"));
    }

    private static boolean isFrom(RouteFile.RouteFound route, String scheme) {
        return !route.endpoints().isEmpty() && route.endpoints().get(0).uri().replaceFirst("[:?].*", "").equals(scheme);
    }

    private static String endpoint(List<RouteFile.RouteFound> filling, String mapping) {
        for (RouteFile.RouteFound route : filling) {
            for (RouteFile.EndpointUse use : route.endpoints()) {
                if (!isMapping(use, mapping)) {
                    continue;
                }
                if (use.parameters().stream().anyMatch(option -> option.what().equals("eventId")) && !use.uri().contains("eventId=")) {
                    throw new ProblemsException(Problem.error(use.where(), "send cannot tell which fields make the event id: it stands beside the mapping")
                            .fix("write it behind it, as in mapping:" + mapping + "?eventId=order_id, or drop the file into the inbox of that route"));
                }
                return use.uri();
            }
        }
        return "mapping:" + mapping;
    }

    /** The one inlet that routes with this mapping deliver to, else the default one. */
    private static String inlet(List<RouteFile.RouteFound> filling, String mapping) {
        TreeSet<String> names = new TreeSet<>();
        filling.stream().flatMap(route -> route.endpoints().stream()).map(RouteFile.EndpointUse::uri).filter(uri -> uri.startsWith("inlet:") && !uri.contains("{{"))
                .forEach(uri -> names.add(uri.substring("inlet:".length()).replaceFirst("\\?.*", "")));
        if (names.size() > 1) {
            throw new ProblemsException(Problem.error(Location.NONE, "routes deliver the mapping " + mapping + " to several inlets: " + String.join(", ", names))
                    .fix("name one by --inlet"));
        }
        return names.isEmpty() ? "default" : names.first();
    }

    /** Files of that failure path and the usual one; a file that also takes events in would start doing so. */
    private static List<RouteFile> shared(List<RouteFile> all, String configuration) {
        List<RouteFile> shared = all.stream().filter(file -> file.configurations().stream().map(RouteFile.Use::what)
                .anyMatch(name -> name.equals(configuration) || name.equals(RouteFiles.CONFIGURATION))).toList();
        for (RouteFile file : shared) {
            for (RouteFile.RouteFound route : file.routes()) {
                if (!isFrom(route, "direct") && !isFrom(route, "seda")) {
                    throw new ProblemsException(Problem.error(route.where(), "send would start the route " + route.id() + " too: it stands in the same file as a failure path")
                            .fix("move it into a file of its own"));
                }
            }
        }
        return shared;
    }
}
