package io.inletroutes.console;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.inletroutes.ledger.DeadLetter;
import io.inletroutes.ledger.DeadLetters;
import io.inletroutes.routes.WholeLetters;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** One dead letter: the event beside the payload, why it was refused, what to do; and doing it. */
final class LetterPage {

    private static final String FIELD = "field.";

    private final DeadLetters letters;
    private final WholeLetters whole;
    private final Facts facts;
    private final Path mappings;
    private final Frame frame;

    /** @param mappings the folder of all mappings */
    LetterPage(DeadLetters letters, WholeLetters whole, Facts facts, Path mappings, Frame frame) {
        this.letters = letters;
        this.whole = whole;
        this.facts = facts;
        this.mappings = mappings;
        this.frame = frame;
    }

    Page page(Request request) throws IOException {
        return show(request, request.name(), null, null);
    }

    /** Replays it as it is or as it was mended, or closes it. */
    Page act(Request request) throws Exception {
        String id = request.form().find("id").orElse("");
        String what = request.form().find("do").orElse("");
        if (what.equals("close")) {
            ObjectNode ask = JsonNodeFactory.instance.objectNode().put("do", "close");
            ask.putArray("ids").add(id);
            facts.ask(ask);
            return show(request, id, null, "It is closed.");
        }
        if (!what.equals("mend")) {
            return show(request, id, null, LetterActions.said(facts.ask(LetterActions.chosen(List.of(id)).put("force", true))));
        }
        JsonNode mended;
        try {
            mended = mended(request.form(), id);
        } catch (JsonProcessingException e) {
            return show(request, id, null, "That is no JSON: look at line " + (e.getLocation() == null ? 1 : e.getLocation().getLineNr()) + " of what you wrote. Nothing was sent.");
        }
        ObjectNode ask = JsonNodeFactory.instance.objectNode().put("do", "mend").put("id", id);
        ask.set("event", mended);
        return show(request, id, mended, LetterActions.said(facts.ask(ask)));
    }

    private JsonNode mended(Fields form, String id) throws IOException {
        if (form.exact("event").isPresent()) {
            return JsonView.JSON.readTree(form.exact("event").get());
        }
        Optional<DeadLetter> letter = letters.find(id);
        ObjectNode event = (letter.isEmpty() ? Optional.<JsonNode>empty() : whole.read(letter.get())).map(kept -> kept.path("event")).filter(JsonNode::isObject)
                .map(kept -> (ObjectNode) kept.deepCopy()).orElseGet(JsonNodeFactory.instance::objectNode);
        form.values().forEach((name, values) -> {
            if (name.startsWith(FIELD)) {
                event.put(name.substring(FIELD.length()), values.get(0));
            }
        });
        return event;
    }

    private Page show(Request request, String id, JsonNode typed, String said) throws IOException {
        Optional<DeadLetter> found = letters.find(id);
        if (found.isEmpty()) {
            return frame.page(404, request, "No such dead letter", new Html().leaf("p", "It is not known here, or longer ago than data.retention."));
        }
        DeadLetter letter = found.get();
        JsonNode kept = whole.read(letter).orElse(JsonNodeFactory.instance.objectNode());
        Reason reason = new Reason(kept.path("problem").asText(letter.reason()));
        boolean waits = letter.state() == DeadLetter.State.OPEN || letter.state() == DeadLetter.State.CLOSED;
        Html html = new Html();
        if (said != null) {
            html.leaf("p", said, "class", waits && !said.contains("closed") ? "warning" : "done", "role", "status");
        }
        facts(html, letter, kept);
        html.leaf("h2", "Why").leaf("pre", reason.text(), "class", "problem");
        if (!reason.text().contains(letter.reason())) {
            html.leaf("p", "Refused again since, because: " + letter.reason(), "class", "problem");
        }
        html.add(reason.inMapping(mappings)).open("div", "class", "pair").open("section", "aria-label", "Event").leaf("h2", "Event");
        event(html, request, letter, typed == null ? kept : ((ObjectNode) kept.deepCopy()).set("event", typed), reason, waits);
        html.close().open("section", "aria-label", "Payload").leaf("h2", "Payload");
        if (kept.has("payload")) {
            html.add(JsonView.of("payload", kept.get("payload"), reason.pointers()));
        } else {
            html.leaf("p", kept.has("erased") || kept.has("queue") ? missing(kept) : "The mapping could not be filled, so there is none.", "class", "nothing");
        }
        return frame.page(request, "Dead letter: " + DeadLettersPage.place(letter), html.close().close());
    }

    private static void facts(Html html, DeadLetter letter, JsonNode kept) {
        html.open("dl", "class", "facts");
        html.open("div").leaf("dt", "State").open("dd").leaf("span", Words.lower(letter.state()), "class", "state " + Words.lower(letter.state())).close().close();
        fact(html, "Route", letter.route());
        fact(html, "Refused by", letter.refusedBy().equals("inlet") ? "the inlet, status " + letter.status() : "the mapping");
        fact(html, "First, last", Words.time(letter.firstAt()) + (letter.lastAt().equals(letter.firstAt()) ? "" : ", " + Words.time(letter.lastAt())));
        fact(html, "Sent in vain", Words.counted(letter.attempts(), "time") + (letter.replays() == 0 ? "" : ", replayed " + Words.counted(letter.replays(), "time")));
        if (kept.path("xactionId").isTextual()) {
            fact(html, "xactionId", kept.path("xactionId").asText());
        }
        kept.path("headers").fields().forEachRemaining(header -> {
            if (!header.getKey().startsWith("CamelFile")) { // the source says it already
                fact(html, header.getKey(), header.getValue().asText());
            }
        });
        fact(html, "Kept as", letter.id() + " in " + letter.keptIn());
        html.close();
    }

    private void event(Html html, Request request, DeadLetter letter, JsonNode kept, Reason reason, boolean waits) {
        JsonNode event = kept.path("event");
        if (event.isMissingNode()) {
            html.leaf("pre", kept.path("raw").asText(missing(kept)), "class", "source");
        }
        html.open("form", "method", "post", "action", DeadLettersPage.PATH + "/one/act").add(Frame.csrf(request)).empty("input", "type", "hidden", "name", "id", "value", letter.id());
        if (isRow(event)) {
            html.open("table", "class", "fields").open("tbody");
            event.fields().forEachRemaining(field -> field(html, field.getKey(), field.getValue().asText(), reason.fields(), waits));
            html.close().close();
        } else if (!event.isMissingNode()) {
            html.leaf("label", "The event, as JSON", "for", "event", "class", "unseen");
            html.leaf("textarea", JsonView.pretty(event), "id", "event", "name", "event", "rows", "24", "spellcheck", "false", "readonly", waits ? null : "");
        }
        if (waits && !kept.has("erased")) {
            html.open("div", "class", "actions");
            if (!event.isMissingNode()) {
                html.leaf("button", "Mend and replay", "name", "do", "value", "mend", "class", "main");
            }
            html.leaf("button", "Replay as it was", "name", "do", "value", "replay");
            if (letter.state() == DeadLetter.State.OPEN) {
                html.leaf("button", "Close", "name", "do", "value", "close");
            }
            html.close().leaf("p", "It keeps its _id and msgId, whatever you change in other fields.", "class", "hint");
        }
        html.close();
    }

    private static String missing(JsonNode kept) {
        return kept.has("erased") ? "It was erased." : kept.has("queue") ? "It lies on " + kept.get("queue").asText() + " alone, and is not there any more or cannot be read now."
                : "It lies with another instance, or its file is gone.";
    }

    private static void field(Html html, String name, String value, Set<String> wrong, boolean waits) {
        boolean marked = wrong.contains(name);
        html.open("tr", "class", marked ? "marked" : null).open("th", "scope", "row").leaf("label", name, "for", FIELD + name).close().open("td");
        html.empty("input", "id", FIELD + name, "name", FIELD + name, "value", value, "readonly", waits ? null : "", "aria-invalid", marked ? "true" : null, "autocomplete", "off");
        html.close().close();
    }

    /** Whether it is flat text, as a row is. */
    private static boolean isRow(JsonNode event) {
        return event.isObject() && !event.isEmpty() && java.util.stream.StreamSupport.stream(event.spliterator(), false)
                .allMatch(value -> value.isTextual() && !value.asText().contains("\n"));
    }

    private static void fact(Html html, String name, String value) {
        html.open("div").leaf("dt", name).leaf("dd", value).close();
    }
}
