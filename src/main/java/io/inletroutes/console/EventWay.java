package io.inletroutes.console;

import com.fasterxml.jackson.databind.JsonNode;
import io.inletroutes.Event;
import io.inletroutes.mapping.Mapping;
import io.inletroutes.routes.RunningRoutes;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;

/** The way of one event from its source to its outcome, and what that does not prove. */
final class EventWay {

    private final RunningRoutes routes;

    EventWay(RunningRoutes routes) {
        this.routes = routes;
    }

    /** @param found what the ledger knows of it */
    Html of(JsonNode found) throws IOException {
        String fate = found.path("fate").asText();
        String file = found.path("file").textValue();
        String kept = found.path("keptAs").textValue(); // another file of the same name may lie in done/ too
        String route = found.path("route").isTextual() ? found.path("route").asText() : file == null ? null : routes.files().routeOf(file).orElse(null);
        Html html = new Html().open("ol", "class", "way");
        html.open("li").leaf("h3", "Source").leaf("p", file == null ? "A message or tick" + (route == null ? "" : " of route " + route) : file + ", row " + found.path("row").asLong() + (kept == null || kept.equals(file) ? "" : " (done/" + kept + ")") + (route == null ? "" : ", route " + route));
        Optional<Event> event = kept == null || route == null ? Optional.empty() : routes.files().event(route, kept, found.path("row").asLong());
        if (event.isPresent()) {
            html.open("details").leaf("summary", "The event").add(JsonView.of("event", event.get().value(), Set.of())).close();
        } else {
            html.leaf("p", file == null ? "Of messages nothing is kept here once they are accepted." : "Its row is not in done/ (moved away, or read with settings of its own).", "class", "hint");
        }
        html.close();
        Optional<Filled> filled = event.isPresent() ? filled(html, route, event.get()) : Optional.empty();
        html.open("li").leaf("h3", "Inlet");
        line(html, "Batch", found.path("batchId"));
        line(html, "xactionId", found.path("xactionId"));
        if (!found.path("batchId").isTextual() && !found.path("xactionId").isTextual()) {
            html.leaf("p", fate.equals("accepted") ? "The inlet named no batch and no xactionId." : "No answer is known.", "class", "hint");
        }
        html.close().open("li").open("h3").text("Outcome ").leaf("span", fate, "class", "state " + fate).close();
        outcome(html, fate, found);
        html.close().close();
        if (fate.equals("accepted")) {
            proof(html, filled);
        }
        return html;
    }

    private Optional<Filled> filled(Html html, String route, Event event) throws IOException {
        Optional<String> name = routes.reach(route).stream().filter(uri -> uri.startsWith("mapping:")).map(uri -> uri.substring("mapping:".length()).replaceFirst("\\?.*", "")).findFirst();
        Optional<Mapping> mapping = name.flatMap(routes::liveMapping);
        if (mapping.isEmpty()) {
            return Optional.empty();
        }
        Filled filled = Filled.of(routes.context(), mapping.get(), route, event);
        html.open("li").open("h3").text("Payload").close().open("p").text("As mapping ").leaf("a", mapping.get().name(), "href", MappingsPage.PATH + "/" + Fields.encode(mapping.get().name()))
                .text(" fills it today, version " + mapping.get().version() + (filled.payload() == null ? "." : ", " + Words.number(filled.bytes()) + " bytes.")).close();
        filled.problems().forEach(problem -> html.leaf("pre", problem, "class", "problem"));
        if (filled.payload() != null) {
            html.open("details").leaf("summary", "The payload").add(JsonView.of("payload", filled.payload(), Set.of())).close();
        }
        html.close();
        return Optional.of(filled);
    }

    private static void outcome(Html html, String fate, JsonNode found) {
        String time = found.path("time").isTextual() ? Words.time(java.time.Instant.parse(found.path("time").asText())) : "at a time not known";
        switch (fate) {
            case "accepted" -> html.leaf("p", "The inlet took it, " + time + ".");
            case "dead" -> {
                html.leaf("p", "It was refused, " + time + ". The dead letter is " + found.path("letterState").asText("open") + ".");
                html.open("p").leaf("a", "See why, mend it, replay it", "href", DeadLettersPage.PATH + "/" + Fields.encode(found.path("deadLetter").asText())).close();
            }
            case "open" -> html.leaf("p", "Its file is being read since " + time + ", and did not come that far.");
            default -> html.leaf("p", "Its file is settled, " + time + ": the event was skipped as accepted before, or that is too long ago to say more.");
        }
    }

    private static void proof(Html html, Optional<Filled> filled) {
        html.open("section", "class", "next", "aria-label", "What acceptance does not prove").leaf("h3", "Accepted means received. Not proved by it:").open("ul");
        boolean large = filled.map(Filled::bytes).orElse(0) > Filled.LARGEST;
        html.leaf("li", "that the event fits its schema: a failure shows later, in a failed batch of the dataset" + (filled.isEmpty() ? "" : filled.get().problems().isEmpty() ? "" : " (schema.json here says it does not fit)"));
        html.leaf("li", "that it is under 10 KB: Profile drops a larger one in silence" + (filled.isEmpty() || filled.get().payload() == null ? "" : large ? " (this one IS larger)" : " (this one is smaller)"));
        html.leaf("li", "that it is the person's only event within 5 minutes: journeys ignore the second");
        html.leaf("li", "that the journey is live and waits for this eventID").close().close();
    }

    private static void line(Html html, String label, JsonNode value) {
        if (value.isTextual()) {
            html.open("p").text(label + " ").leaf("code", value.asText()).close();
        }
    }
}
