package io.inletroutes.console;

import io.inletroutes.Problem;
import io.inletroutes.inlet.InletState;
import io.inletroutes.routes.RouteState;
import io.inletroutes.routes.RunningRoutes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Is everything delivered; if not, what is stuck, why, and what is to be done. */
final class OverviewPage {

    private static final int PIECES = 120;

    private final RunningRoutes routes;
    private final Facts facts;
    private final Rates rates;
    private final Frame frame;
    private final Clock clock;

    OverviewPage(RunningRoutes routes, Facts facts, Rates rates, Frame frame, Clock clock) {
        this.routes = routes;
        this.facts = facts;
        this.rates = rates;
        this.frame = frame;
        this.clock = clock;
    }

    Page page(Request request) {
        Html html = new Html().open("div", "data-refresh", "/fragments/overview", "id", "overview").add(content(request)).close();
        return frame.page(request, "Overview", html);
    }

    /** What changes, to be put in place of what was there. */
    Page fragment(Request request) {
        return Page.html(200, content(request));
    }

    /** Pauses or resumes an inlet. */
    Page act(Request request) throws Exception {
        facts.ask(request.name(), "inlet", request.form().find("inlet").orElse(""));
        return Page.seeOther("/");
    }

    private Html content(Request request) {
        List<InletState> inlets = routes.inlets().states();
        List<RouteState> states = facts.routes();
        Html html = new Html();
        next(html, inlets, states);
        html.leaf("h2", "Inlets").open("div", "class", "cards");
        inlets.forEach(inlet -> inlet(html, request, inlet));
        html.close().leaf("h2", "Routes").open("div", "class", "scroll", "tabindex", "0", "role", "region", "aria-label", "Routes").open("table");
        html.open("thead").open("tr");
        for (String column : new String[] {"Route", "State", "Reads now", "Files waiting", "Oldest waiting", "Dead letters", "Inlet"}) {
            html.leaf("th", column, "scope", "col");
        }
        html.close().close().open("tbody");
        states.forEach(state -> route(html, state));
        html.close().close().close();
        return html;
    }

    private void next(Html html, List<InletState> inlets, List<RouteState> states) {
        List<String> next = new ArrayList<>();
        for (InletState inlet : inlets) {
            if (inlet.isWaiting()) {
                String cure = inlet.reason() == null ? "resume it when the reason for the pause is gone"
                        : inlet.reason().notes().stream().filter(note -> note.label().equals("fix")).map(Problem.Note::text).findFirst().orElse("nothing; delivery goes on by itself when it answers");
                next.add("Inlet " + inlet.name() + " is " + Words.lower(inlet.status()) + ": " + cure);
            }
        }
        states.stream().filter(state -> state.status() == RouteState.Status.STOPPED).forEach(state -> next.add("Route " + state.route() + " does not run: the log says why"));
        long dead = states.stream().mapToLong(RouteState::deadLetters).sum();
        html.open("section", "class", next.isEmpty() ? "next well" : "next ill", "aria-label", "What to do next", "data-said", next.isEmpty() ? "Everything is delivered" : String.join(". ", next));
        if (next.isEmpty()) {
            html.leaf("p", dead == 0 ? "Everything is delivered. Nothing is to be done." : "Delivery runs.");
        }
        next.forEach(what -> html.leaf("p", what));
        if (dead > 0) {
            html.open("p").leaf("a", Words.counted(dead, "dead letter"), "href", "/dead-letters").text(dead == 1 ? " waits for somebody to mend it." : " wait for somebody to mend them.").close();
        }
        html.close();
    }

    private void inlet(Html html, Request request, InletState inlet) {
        Rates.Now now = rates.now(inlet.name());
        html.open("section", "class", "card", "aria-label", "Inlet " + inlet.name());
        html.open("h3").text(inlet.name()).text(" ").add(state(Words.lower(inlet.status()))).close();
        if (inlet.isWaiting()) {
            html.leaf("p", "since " + Words.time(inlet.since()) + " (" + Words.duration(Duration.between(inlet.since(), clock.instant())) + ")");
            html.leaf("p", inlet.reason() == null ? "Somebody asked it to wait." : inlet.reason().firstLine(), "class", "problem");
        }
        html.add(Chart.of("events accepted by inlet " + inlet.name(), rates.hour(inlet.name(), PIECES))).open("dl");
        fact(html, "Rate now", Words.rate(now.perSecond()) + " /s");
        fact(html, "Accepted", Words.number(inlet.accepted()));
        fact(html, "Refused", Words.number(inlet.refused()));
        fact(html, "Sent again", Words.number(inlet.repeated()));
        fact(html, "Waiting", Words.number(inlet.waiting()));
        fact(html, "Oldest waiting", age(inlet.oldest()));
        fact(html, "Latency", Double.isNaN(now.latency()) ? "-" : Words.milliseconds(now.latency()));
        fact(html, "Batch fill", Double.isNaN(now.batch()) ? "-" : Words.rate(now.batch()) + " of " + facts.batchSize(inlet.name()));
        html.close();
        String action = inlet.isWaiting() ? "resume" : "pause";
        html.open("form", "method", "post", "action", "/inlets/" + action).add(Frame.csrf(request)).empty("input", "type", "hidden", "name", "inlet", "value", inlet.name());
        html.leaf("button", inlet.isWaiting() ? inlet.status() == InletState.Status.HELD ? "Try now" : "Resume" : "Pause", "id", action + "-" + inlet.name(), "aria-label",
                (inlet.isWaiting() ? "Resume" : "Pause") + " inlet " + inlet.name()).close().close();
    }

    private void route(Html html, RouteState state) {
        html.open("tr").open("th", "scope", "row").leaf("span", state.route()).leaf("small", state.description()).close();
        html.open("td").add(state(Words.lower(state.status())));
        if (state.since() != null) {
            html.leaf("small", "since " + Words.time(state.since()));
        }
        html.close().open("td");
        if (!state.filesInProgress().isEmpty()) {
            html.leaf("a", String.join(", ", state.filesInProgress()), "href", "/files");
        }
        html.close().leaf("td", state.filesWaiting() == 0 ? "" : Words.number(state.filesWaiting()), "class", "number").leaf("td", state.filesWaiting() == 0 ? "" : age(state.oldestWaiting()));
        html.open("td", "class", "number");
        if (state.deadLetters() > 0) {
            html.leaf("a", Words.number(state.deadLetters()), "href", "/dead-letters" + Fields.query("route", state.route()), "aria-label", Words.counted(state.deadLetters(), "dead letter") + " of " + state.route());
        }
        html.close().leaf("td", String.join(", ", state.inlets())).close();
    }

    private static Html state(String state) {
        return new Html().leaf("span", state, "class", "state " + state);
    }

    private static void fact(Html html, String name, String value) {
        html.open("div").leaf("dt", name).leaf("dd", value).close();
    }

    private String age(Instant since) {
        return since == null ? "-" : Words.duration(Duration.between(since, clock.instant()));
    }
}
