package io.inletroutes.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.inletroutes.ledger.DeadLetterFilter;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** What is done with several dead letters. */
final class LetterActions {

    static final int MOST = 10_000;

    private final Facts facts;
    private final Clock clock;

    LetterActions(Facts facts, Clock clock) {
        this.facts = facts;
        this.clock = clock;
    }

    /** Does what the form asks and goes back to the list. */
    Page act(Request request) throws Exception {
        Fields form = request.form();
        String what = form.find("do").orElse("");
        boolean all = what.equals("replay-all");
        List<String> ids = form.all("id");
        String said = "Choose some first.";
        if (what.equals("close") && !ids.isEmpty()) {
            ObjectNode ask = JsonNodeFactory.instance.objectNode().put("do", "close");
            ids.forEach(ask.putArray("ids")::add);
            said = Words.counted(facts.ask(ask).path("closed").asLong(), "dead letter") + " closed.";
        } else if (all || what.equals("replay") && !ids.isEmpty()) {
            said = said(facts.ask(all ? filtered(form) : chosen(ids)));
        }
        return Page.seeOther(DeadLettersPage.PATH + Fields.query("route", form.find("route").orElse(null), "reason", form.find("reason").orElse(null), "source", form.find("source").orElse(null),
                "since", form.find("since").orElse(null), "state", form.find("state").orElse(null), "done", said));
    }

    static ObjectNode chosen(List<String> ids) {
        ObjectNode ask = JsonNodeFactory.instance.objectNode().put("do", "replay");
        ArrayNode chosen = ask.putArray("ids");
        ids.forEach(chosen::add);
        return ask;
    }

    private ObjectNode filtered(Fields form) {
        DeadLetterFilter filter = DeadLettersPage.filter(form, clock);
        ObjectNode ask = JsonNodeFactory.instance.objectNode().put("do", "replay").put("limit", MOST);
        ask.put("route", filter.route()).put("reason", filter.reason()).put("source", filter.source());
        if (filter.from() != null) {
            ask.put("since", filter.from().toString());
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
        add(parts, answer, "guarded", "left, because three replays were in vain: mend it first");
        return parts.isEmpty() ? "There was nothing to replay." : String.join(", ", parts) + ".";
    }

    private static void add(List<String> parts, JsonNode answer, String name, String what) {
        if (!answer.path(name).isEmpty()) {
            parts.add(Words.number(answer.path(name).size()) + " " + what);
        }
    }
}
