package io.inletroutes.routes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.inletroutes.Problem;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/**
 * Finds mappings of files whose {@code _id} is made of the file's name and the row's text: a corrected row is another event then, and
 * so is every row of a file that comes again under another name.
 */
final class EventIdCheck {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Home home;
    private final List<RouteFile.RouteFound> routes;

    EventIdCheck(Home home, List<RouteFile> files) {
        this.home = home;
        this.routes = files.stream().flatMap(file -> file.routes().stream()).toList();
    }

    List<Problem> check() {
        List<Problem> problems = new ArrayList<>();
        Set<RouteFile.RouteFound> seen = Collections.newSetFromMap(new IdentityHashMap<>()); // hashing a record for the first time costs a start
        routes.stream().filter(route -> !route.endpoints().isEmpty() && route.endpoints().get(0).uri().matches("file([:?].*)?")).forEach(route -> follow(route, seen, problems));
        return problems;
    }

    private void follow(RouteFile.RouteFound route, Set<RouteFile.RouteFound> seen, List<Problem> problems) {
        if (!seen.add(route)) {
            return;
        }
        for (RouteFile.EndpointUse use : route.endpoints()) {
            String uri = use.uri().replaceFirst("\\?.*", "");
            if (uri.startsWith("mapping:") && use.parameters().stream().noneMatch(option -> option.what().equals("eventId")) && isOrigin(uri.substring("mapping:".length()))) {
                problems.add(Problem.warning(use.where(), "_id is ${variable.eventId}, made of the file's name and the row: a file dropped again under another name is sent whole")
                        .fix("take _id from a field, or name the fields that make it: " + uri + "?eventId=FIELD,FIELD"));
            } else if (uri.matches("(direct|seda):.*")) {
                routes.stream().filter(next -> !next.endpoints().isEmpty() && next.endpoints().get(0).uri().replaceFirst("\\?.*", "").equals(uri)).forEach(next -> follow(next, seen, problems));
            }
        }
    }

    private boolean isOrigin(String mapping) {
        try {
            JsonNode written = JSON.readTree(home.mappings().resolve(mapping).resolve("mapping.json").toFile());
            return written.at("/body/xdmEntity/_id").asText().contains("${variable.eventId}");
        } catch (IOException e) {
            return false; // the mapping's own check says what is wrong with it
        }
    }
}
