package io.inletroutes.console;

import com.fasterxml.jackson.databind.JsonNode;
import io.inletroutes.Event;
import io.inletroutes.ledger.DeadLetter;
import io.inletroutes.mapping.Mapping;
import io.inletroutes.routes.InboxFiles;
import io.inletroutes.routes.RunningRoutes;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
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
        Optional<DeadLetter> letter = found.path("deadLetter").isTextual() ? routes.ledger().deadLetters().find(found.get("deadLetter").asText()) : Optional.empty();
        JsonNode letterKept = letter.isEmpty() ? null : routes.letters().read(letter.get()).orElse(null);
        Html html = new Html().open("ol", "class", "way");
        html.open("li").leaf("h3", "Source").leaf("p", file == null ? letter.map(DeadLettersPage::place).orElse("A message or tick") + (route == null ? "" : ", route " + route)
                : file + ", row " + found.path("row").asLong() + (kept == null || kept.equals(file) ? "" : " (done/" + kept + ")") + (route == null ? "" : ", route " + route));
        Optional<Event> event = kept == null || route == null ? Optional.empty() : routes.files().event(route, kept, found.path("row").asLong());
        times(html, route, kept, event);
        JsonNode value = event.map(Event::value).orElse(letterKept == null ? null : letterKept.get("event"));
        if (value != null) {
            html.open("details").leaf("summary", "The event").add(JsonView.of("event", value, Set.of())).close();
        } else {
            html.leaf("p", file == null ? "Nothing of a message or tick is kept here once it is accepted. Its sender has the message; the platform has the payload, in the dataset by its _id." : found.path("place").isTextual() ? "It lies in " + found.get("place").asText() + "." : "Its row is not in done/ (moved away, or read with settings of its own).", "class", "hint");
        }
        html.close();
        Optional<Filled> filled = event.isPresent() ? filled(html, route, event.get()) : Optional.empty();
        html.open("li").leaf("h3", "Inlet");
        answer(html, fate, found, letter);
        html.close().open("li").open("h3").text("Outcome ").leaf("span", fate, "class", "state " + fate).close();
        outcome(html, fate, found, letter);
        html.close().close();
        if (fate.equals("accepted")) {
            proof(html, filled);
        }
        return html;
    }

    /** When the source was written, taken up and settled, as far as it is known. */
    private void times(Html html, String route, String kept, Optional<Event> event) throws IOException {
        StringBuilder times = new StringBuilder();
        event.ifPresent(found -> times.append("file of ").append(Words.time(found.origin().time())));
        Optional<Path> receipt = kept == null || route == null ? Optional.empty() : routes.files().find(route, InboxFiles.Kind.DONE, kept + ".receipt.json");
        if (receipt.isPresent()) {
            JsonNode said = JsonView.JSON.readTree(receipt.get().toFile());
            times.append(times.length() == 0 ? "" : ", ").append("taken up ").append(time(said.path("started"))).append(", settled as a whole ").append(time(said.path("finished")));
        }
        if (times.length() > 0) {
            html.leaf("p", times.toString(), "class", "hint");
        }
    }

    private static void answer(Html html, String fate, JsonNode found, Optional<DeadLetter> letter) {
        boolean batch = found.path("batchId").isTextual();
        line(html, "Batch", found.path("batchId"));
        line(html, "xactionId", found.path("xactionId"));
        if (fate.equals("accepted")) {
            html.leaf("p", batch ? "Sent in a batch, answered 207 with an entry that takes this event, " + time(found.path("time")) + "." : found.path("xactionId").isTextual()
                    ? "Answered with its xactionId, " + time(found.path("time")) + "." : "The inlet named no batch and no xactionId.", "class", batch ? null : "hint");
        } else if (letter.isPresent() && letter.get().refusedBy().equals("inlet")) {
            html.leaf("p", "Answered with status " + letter.get().status() + ", sent " + Words.counted(letter.get().attempts(), "time") + ", the last time " + Words.time(letter.get().lastAt()) + ".");
        } else {
            html.leaf("p", letter.isPresent() ? "It was never sent: the mapping could not be filled." : "No answer is known.", "class", "hint");
        }
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

    private static String time(JsonNode time) {
        return time.isTextual() ? Words.time(Instant.parse(time.asText())) : "at a time not known";
    }

    private static void outcome(Html html, String fate, JsonNode found, Optional<DeadLetter> letter) {
        String time = time(found.path("time"));
        switch (fate) {
            case "accepted" -> html.leaf("p", "The inlet took it, " + time + ".");
            case "dead" -> {
                html.leaf("p", "It was refused, " + (letter.isPresent() ? Words.time(letter.get().firstAt()) : time) + ". The dead letter is " + found.path("letterState").asText("open") + ".");
                letter.ifPresent(one -> html.leaf("p", one.reason(), "class", "problem"));
                html.open("p").leaf("a", "See why, mend it, replay it", "href", DeadLettersPage.PATH + "/" + Fields.encode(found.path("deadLetter").asText())).close();
            }
            case "failed" -> {
                html.leaf("p", "The file was put into failed/, " + time + ". " + found.path("sent").asText());
                html.leaf("pre", found.path("reason").asText() + "\n  fix      " + found.path("fix").asText(), "class", "problem");
            }
            case "waiting" -> html.leaf("p", "Its file waits in the inbox, and nothing of it was begun.");
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
