package io.inletroutes.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.inletroutes.ledger.DeadLetter;
import io.inletroutes.ledger.DeadLetterFilter;
import io.inletroutes.ledger.DeadLetters;
import io.inletroutes.routes.WholeLetters;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What is done with several dead letters. */
final class LetterActions {

    static final int MOST = 10_000;

    private final DeadLetters letters;
    private final WholeLetters whole;
    private final Facts facts;
    private final Said notes;
    private final Clock clock;

    LetterActions(DeadLetters letters, WholeLetters whole, Facts facts, Said notes, Clock clock) {
        this.letters = letters;
        this.whole = whole;
        this.facts = facts;
        this.notes = notes;
        this.clock = clock;
    }

    /** Does what the form asks and goes back to the list. */
    Page act(Request request) throws Exception {
        Fields form = request.form();
        String what = form.find("do").orElse("");
        List<String> ids = form.all("id");
        String said = "Choose some first.";
        if (what.equals("replay-all")) {
            said = said(facts.ask(filtered(form)));
        } else if (what.equals("close") && !ids.isEmpty()) {
            ObjectNode ask = JsonNodeFactory.instance.objectNode().put("do", "close");
            ids.forEach(ask.putArray("ids")::add);
            said = Words.counted(facts.ask(ask).path("closed").asLong(), "dead letter") + " closed.";
        } else if (what.equals("mend") && !ids.isEmpty()) {
            said = form.find("field").isPresent() ? said(mended(ids, form.find("field").get(), form.exact("value").orElse(""))) : "Say which field is to be mended.";
        } else if (what.equals("replay") && !ids.isEmpty()) {
            said = said(facts.ask(chosen(ids)));
        }
        return Page.seeOther(DeadLettersPage.PATH + new LetterChoice(form).query(Said.NAME, notes.keep(said)));
    }

    private ObjectNode mended(List<String> ids, String field, String value) throws Exception {
        ObjectNode all = JsonNodeFactory.instance.objectNode();
        for (String id : ids) {
            Optional<DeadLetter> letter = letters.find(id);
            JsonNode event = letter.isEmpty() ? null : whole.read(letter.get()).map(kept -> kept.get("event")).orElse(null);
            if (event == null || !Mending.set(event, field, value)) {
                all.withArray("unlike").add(id);
                continue;
            }
            ObjectNode ask = JsonNodeFactory.instance.objectNode().put("do", "mend").put("id", id);
            ask.set("event", event);
            facts.ask(ask).fields().forEachRemaining(result -> result.getValue().forEach(all.withArray(result.getKey())::add));
        }
        return all;
    }

    static ObjectNode chosen(List<String> ids) {
        ObjectNode ask = JsonNodeFactory.instance.objectNode().put("do", "replay");
        ArrayNode chosen = ask.putArray("ids");
        ids.forEach(chosen::add);
        return ask;
    }

    private ObjectNode filtered(Fields form) {
        DeadLetterFilter filter = new LetterChoice(form).filter(clock);
        ObjectNode ask = JsonNodeFactory.instance.objectNode().put("do", "replay").put("limit", MOST);
        ask.put("route", filter.route()).put("reason", filter.reason()).put("source", filter.source());
        if (filter.from() != null) {
            ask.put("since", filter.from().toString());
        }
        if (filter.to() != null) {
            ask.put("until", filter.to().toString());
        }
        return ask;
    }

    /** In words. */
    static String said(JsonNode answer) {
        List<String> parts = new ArrayList<>();
        add(parts, answer, "accepted", "accepted");
        add(parts, answer, "refused", "refused again");
        add(parts, answer, "open", "left, because the inlet is held");
        add(parts, answer, "gone", "left, because the event is not kept here any more");
        add(parts, answer, "unlike", "left, because their events have no such place");
        add(parts, answer, "guarded", "left, because three replays were in vain: mend it first");
        return parts.isEmpty() ? "There was nothing to replay." : String.join(", ", parts) + ".";
    }

    private static void add(List<String> parts, JsonNode answer, String name, String what) {
        if (!answer.path(name).isEmpty()) {
            parts.add(Words.number(answer.path(name).size()) + " " + what);
        }
    }
}
