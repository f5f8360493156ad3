package io.inletroutes.console;

import io.inletroutes.ledger.DeadLetter;
import io.inletroutes.ledger.DeadLetterFilter;
import io.inletroutes.ledger.DeadLetters;
import io.inletroutes.routes.RouteState;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** Which events nobody took, and why; some of them at a time. */
final class DeadLettersPage {

    static final String PATH = "/dead-letters";
    private static final int PAGE = 100;
    private static final int COUNTED = 10_000;
    private static final Map<String, Duration> SINCE = new TreeMap<>(Map.of("1h", Duration.ofHours(1), "24h", Duration.ofHours(24), "7d", Duration.ofDays(7)));
    private static final List<String> STATES = List.of("open", "replayed", "mended", "closed", "erased", "all");

    private final DeadLetters letters;
    private final Facts facts;
    private final Frame frame;
    private final Clock clock;

    DeadLettersPage(DeadLetters letters, Facts facts, Frame frame, Clock clock) {
        this.letters = letters;
        this.facts = facts;
        this.frame = frame;
        this.clock = clock;
    }

    Page page(Request request) throws IOException {
        Fields query = request.query();
        DeadLetterFilter filter = filter(query, clock);
        DeadLetter after = query.find("after").isPresent() ? letters.find(query.find("after").get()).orElse(null) : null;
        List<DeadLetter> found = letters.list(filter, after, PAGE);
        boolean searched = filter.reason() != null || filter.source() != null; // to count these all would have to be read
        long count = searched ? found.size() : letters.count(filter, COUNTED + 1);
        String many = searched && count == PAGE ? "at least " + PAGE : count > COUNTED ? "more than " + Words.number(COUNTED) : Words.number(count);
        Html html = new Html();
        query.find("done").ifPresent(done -> html.leaf("p", done, "class", "done", "role", "status"));
        choice(html, query);
        html.leaf("p", many + " dead letter" + (count == 1 ? "" : "s") + (count >= PAGE ? ", the oldest first, " + PAGE + " at a time" : count > 1 ? ", the oldest first" : ""));
        if (!found.isEmpty()) {
            html.open("form", "method", "post", "action", PATH + "/act").add(Frame.csrf(request));
            table(html, found);
            actions(html, query, many);
            html.close();
        }
        html.open("p", "class", "pages");
        if (after != null) {
            html.leaf("a", "First page", "href", PATH + same(query, null), "class", "button").text(" ");
        }
        if (found.size() == PAGE) {
            html.leaf("a", "Next page", "href", PATH + same(query, found.get(PAGE - 1).id()), "class", "button");
        }
        return frame.page(request, "Dead letters", html.close());
    }

    static DeadLetterFilter filter(Fields query, Clock clock) {
        DeadLetterFilter filter = DeadLetterFilter.ALL.route(query.find("route").orElse(null)).reason(query.find("reason").orElse(null)).source(query.find("source").orElse(null));
        Duration since = SINCE.get(query.find("since").orElse(""));
        if (since != null) {
            filter = filter.between(clock.instant().minus(since), null);
        }
        String state = query.find("state").filter(STATES::contains).orElse("open");
        return state.equals("all") ? filter : filter.state(DeadLetter.State.valueOf(state.toUpperCase(Locale.ROOT)));
    }

    private static String same(Fields query, String after) {
        return Fields.query("route", query.find("route").orElse(null), "reason", query.find("reason").orElse(null), "source", query.find("source").orElse(null), "since",
                query.find("since").orElse(null), "state", query.find("state").orElse(null), "after", after);
    }

    private void choice(Html html, Fields query) throws IOException {
        TreeSet<String> routes = new TreeSet<>(letters.openByRoute().keySet());
        facts.routes().stream().map(RouteState::route).forEach(routes::add);
        query.find("route").ifPresent(routes::add);
        html.open("form", "class", "row", "method", "get", "action", PATH, "role", "search");
        html.open("div").leaf("label", "Route", "for", "route").open("select", "id", "route", "name", "route").leaf("option", "all", "value", "");
        routes.forEach(route -> html.leaf("option", route, "selected", selected(query, "route", route)));
        html.close().close().open("div").leaf("label", "Reason holds", "for", "reason").empty("input", "id", "reason", "name", "reason", "value", query.find("reason").orElse("")).close();
        html.open("div").leaf("label", "File or queue", "for", "source").empty("input", "id", "source", "name", "source", "value", query.find("source").orElse("")).close();
        html.open("div").leaf("label", "Refused in the last", "for", "since").open("select", "id", "since", "name", "since").leaf("option", "any time", "value", "");
        SINCE.keySet().forEach(since -> html.leaf("option", since, "selected", selected(query, "since", since)));
        html.close().close().open("div").leaf("label", "State", "for", "state").open("select", "id", "state", "name", "state");
        STATES.forEach(state -> html.leaf("option", state, "selected", selected(query, "state", state)));
        html.close().close().leaf("button", "Show", "class", "main").close();
    }

    private static String selected(Fields query, String name, String value) {
        return query.find(name).filter(value::equals).isPresent() ? "" : null;
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

    private static void actions(Html html, Fields query, String many) {
        html.open("div", "class", "actions").leaf("button", "Replay chosen", "name", "do", "value", "replay", "class", "main").leaf("button", "Close chosen", "name", "do", "value", "close");
        for (String name : new String[] {"route", "reason", "source", "since", "state"}) {
            query.find(name).ifPresent(value -> html.empty("input", "type", "hidden", "name", name, "value", value));
        }
        html.open("details").leaf("summary", "Replay all " + many);
        html.leaf("p", "Sends every open dead letter that this choice shows again, through today's mapping, " + Words.number(LetterActions.MOST) + " at a time. Those replayed three times in vain are left out.");
        html.leaf("button", "Yes, replay all", "name", "do", "value", "replay-all").close().close();
    }

    static String place(DeadLetter letter) {
        return letter.source() + (letter.row() > 0 ? ", row " + letter.row() : letter.key() == null ? "" : ", " + letter.key());
    }
}
