package io.inletroutes.console;

import com.fasterxml.jackson.databind.JsonNode;
import io.inletroutes.routes.DoneFiles;
import io.inletroutes.routes.RunningRoutes;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What became of an event: looked for by its id, its place, or a value in it. */
final class FindPage {

    private static final int MOST_PLACES = 20;

    private final RunningRoutes routes;
    private final Facts facts;
    private final EventWay way;
    private final Frame frame;

    FindPage(RunningRoutes routes, Facts facts, EventWay way, Frame frame) {
        this.routes = routes;
        this.facts = facts;
        this.way = way;
        this.frame = frame;
    }

    Page page(Request request) throws Exception {
        Fields query = request.query();
        Html html = new Html();
        forms(html, query);
        if (query.find("id").isPresent() || query.find("file").isPresent() || query.find("field").isPresent()) {
            List<JsonNode> found = found(query);
            html.leaf("h2", found.isEmpty() ? "Nothing found" : found.size() == 1 ? "Its way" : Words.counted(found.size(), "way") + ", the newest first");
            if (found.isEmpty()) {
                html.leaf("p", "It was never settled here, or longer ago than duplicates.retention and data.retention. Of a dead letter that the mapping refused, look for file and row.", "class", "nothing");
            }
            for (JsonNode one : found) {
                html.add(way.of(one));
            }
        }
        return frame.page(request, "One event's way", html);
    }

    private List<JsonNode> found(Fields query) throws Exception {
        List<JsonNode> found = new ArrayList<>();
        Optional<String> id = query.find("id");
        Optional<String> file = query.find("file");
        if (id.isPresent()) {
            facts.ask("find", "id", id.get()).path("found").forEach(found::add);
            if (found.isEmpty()) {
                facts.ask("find", "key", id.get()).path("found").forEach(found::add);
            }
        } else if (file.isPresent()) {
            facts.ask("find", "file", file.get(), "row", query.find("row").orElse("0")).path("found").forEach(found::add);
        } else {
            for (DoneFiles.Place place : places(query)) {
                facts.ask("find", "kept", place.file(), "row", Long.toString(place.row())).path("found").forEach(found::add);
            }
        }
        return found;
    }

    private List<DoneFiles.Place> places(Fields query) throws IOException {
        Optional<String> value = query.exact("value");
        List<DoneFiles.Place> places = value.isEmpty() ? List.of() : routes.files().search(query.find("field").orElse(""), value.get().strip());
        return places.subList(0, Math.min(places.size(), MOST_PLACES));
    }

    private static void forms(Html html, Fields query) {
        html.open("div", "class", "cards");
        form(html, query, "By its id", new String[] {"id", "_id, JMS message id, or tick"});
        form(html, query, "By its place", new String[] {"file", "File"}, new String[] {"row", "Row (heading = 1)"});
        form(html, query, "By a value in it, in done/", new String[] {"field", "Column or field"}, new String[] {"value", "Value"});
        html.close();
    }

    private static void form(Html html, Fields query, String title, String[]... inputs) {
        html.open("form", "method", "get", "action", "/find", "class", "card row", "role", "search", "aria-label", title).leaf("h2", title);
        for (String[] input : inputs) {
            html.open("div").leaf("label", input[1], "for", input[0]);
            html.empty("input", "id", input[0], "name", input[0], "required", "", "value", query.find(input[0]).orElse(null), "inputmode", input[0].equals("row") ? "numeric" : null, "pattern",
                    input[0].equals("row") ? "[0-9]+" : null).close();
        }
        html.leaf("button", "Find", "class", "main").close();
    }
}
