package io.inletroutes.console;

import io.inletroutes.ledger.DeadLetter;
import io.inletroutes.ledger.DeadLetterFilter;
import io.inletroutes.ledger.DeadLetters;
import io.inletroutes.ledger.ReasonCount;
import io.inletroutes.routes.RouteState;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;

/** Which events nobody took, and why; some of them at a time. */
final class DeadLettersPage {

    static final String PATH = "/dead-letters";
    private static final int PAGE = 100;
    private static final int COUNTED = 10_000;
    private static final int REASONS = 8;

    private final DeadLetters letters;
    private final Facts facts;
    private final Said said;
    private final Frame frame;
    private final Clock clock;

    DeadLettersPage(DeadLetters letters, Facts facts, Said said, Frame frame, Clock clock) {
        this.letters = letters;
        this.facts = facts;
        this.said = said;
        this.frame = frame;
        this.clock = clock;
    }

    Page page(Request request) throws IOException {
        Fields query = request.query();
        LetterChoice choice = new LetterChoice(query);
        DeadLetterFilter filter = choice.filter(clock);
        DeadLetter after = query.find("after").isPresent() ? letters.find(query.find("after").get()).orElse(null) : null;
        List<DeadLetter> found = letters.list(filter, after, PAGE);
        long count = letters.count(filter, COUNTED + 1);
        String many = count > COUNTED ? "more than " + Words.number(COUNTED) : Words.number(count);
        Html html = new Html();
        said.find(query).ifPresent(done -> html.leaf("p", done, "class", "done", "role", "status"));
        choice.form(html, routes(query));
        html.leaf("p", many + " dead letter" + (count == 1 ? "" : "s") + (count > PAGE ? ", the oldest first, " + PAGE + " at a time" : count > 1 ? ", the oldest first" : ""));
        if (after == null && count > 1) {
            reasons(html, choice, filter);
        }
        if (!found.isEmpty()) {
            html.open("form", "method", "post", "action", PATH + "/act").add(Frame.csrf(request));
            choice.hidden(html);
            table(html, found);
            actions(html, many);
            html.close();
        } else if (after == null) {
            html.leaf("p", query.values().isEmpty() ? "No event waits for anybody." : "None like these; choose another state, or reset.", "class", "nothing");
        }
        html.open("p", "class", "pages");
        if (after != null) {
            html.leaf("a", "First page", "href", PATH + choice.query(), "class", "button").text(" ");
        }
        if (found.size() == PAGE) {
            html.leaf("a", "Next page", "href", PATH + choice.query("after", found.get(PAGE - 1).id()), "class", "button");
        }
        return frame.page(request, "Dead letters", html.close());
    }

    private TreeSet<String> routes(Fields query) throws IOException {
        TreeSet<String> routes = new TreeSet<>(letters.openByRoute().keySet());
        facts.routes().stream().map(RouteState::route).forEach(routes::add);
        query.find("route").ifPresent(routes::add);
        return routes;
    }

    /** The few causes behind the many. */
    private void reasons(Html html, LetterChoice choice, DeadLetterFilter filter) throws IOException {
        List<ReasonCount> reasons = letters.reasons(filter, COUNTED);
        if (reasons.size() < 2) {
            return;
        }
        html.open("section", "class", "reasons", "aria-label", "Reasons").leaf("h2", Words.counted(reasons.size(), "reason")).open("ul");
        for (ReasonCount reason : reasons.subList(0, Math.min(REASONS, reasons.size()))) {
            html.open("li").leaf("strong", Words.number(reason.count()) + (reason.count() == COUNTED ? "+" : "")).text(" ");
            html.leaf("a", reason.reason(), "href", PATH + choice.query("route", reason.route(), "reason", reason.reason())).text(" ").leaf("small", reason.route()).close();
        }
        html.close();
        if (reasons.size() > REASONS) {
            html.leaf("p", "and " + Words.number(reasons.size() - REASONS) + " rarer ones", "class", "hint");
        }
        html.close();
    }

    private static void table(Html html, List<DeadLetter> found) {
        html.open("div", "class", "scroll", "tabindex", "0", "role", "region", "aria-label", "Dead letters").open("table").open("thead").open("tr");
        html.open("th", "scope", "col").empty("input", "type", "checkbox", "data-all", "id", "aria-label", "Choose all on this page").close();
        for (String column : new String[] {"Event", "Reason", "Refused", "Tries", "State"}) {
            html.leaf("th", column, "scope", "col");
        }
        html.close().close().open("tbody");
        for (DeadLetter letter : found) {
            String place = place(letter);
            html.open("tr").open("td").empty("input", "type", "checkbox", "name", "id", "value", letter.id(), "aria-label", "Choose " + place).close();
            html.open("th", "scope", "row").leaf("a", place, "href", PATH + "/" + Fields.encode(letter.id())).leaf("small", letter.route()).close();
            html.leaf("td", letter.reason(), "class", "reason").leaf("td", Words.time(letter.lastAt()));
            html.leaf("td", letter.attempts() + (letter.replays() == 0 ? "" : ", replayed " + letter.replays()), "class", "number");
            html.open("td").leaf("span", Words.lower(letter.state()), "class", "state " + Words.lower(letter.state())).close().close();
        }
        html.close().close().close();
    }

    private static void actions(Html html, String many) {
        html.open("div", "class", "actions bar").leaf("button", "Replay chosen", "name", "do", "value", "replay", "class", "main").leaf("button", "Close chosen", "name", "do", "value", "close");
        html.open("details").leaf("summary", "Mend chosen").leaf("p", "Sets one field to the same value in each event that is chosen, and sends them again with the ids they had.");
        html.open("div", "class", "row").open("div").leaf("label", "Column, or /place/in/the/event", "for", "field").empty("input", "id", "field", "name", "field", "autocomplete", "off").close();
        html.open("div").leaf("label", "Value", "for", "value").empty("input", "id", "value", "name", "value", "autocomplete", "off").close();
        html.leaf("button", "Mend and replay chosen", "name", "do", "value", "mend").close().close();
        html.open("details").leaf("summary", "Replay all " + many);
        html.leaf("p", "Sends every open dead letter that this choice shows again, through today's mapping, " + Words.number(LetterActions.MOST) + " at a time. Those replayed three times in vain are left out.");
        html.leaf("button", "Yes, replay all", "name", "do", "value", "replay-all").close().close();
    }

    static String place(DeadLetter letter) {
        return letter.source() + (letter.row() > 0 ? ", row " + letter.row() : letter.key() == null ? "" : ", " + letter.key());
    }
}
