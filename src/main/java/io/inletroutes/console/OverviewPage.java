package io.inletroutes.console;

import io.inletroutes.inlet.InletState;
import io.inletroutes.routes.InboxFiles;
import io.inletroutes.routes.RouteMetrics;
import io.inletroutes.routes.RouteState;
import io.inletroutes.routes.RunningRoutes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

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
        Map<RouteMetrics.Of, Long> settled = routes.metrics().settled();
        Map<String, InboxFiles.Reading> reading = new HashMap<>();
        routes.files().reading().forEach(file -> reading.put(file.route(), file));
        Html html = new Html();
        next(html, inlets, states, settled);
        html.leaf("h2", "Inlets").open("div", "class", "cards");
        inlets.forEach(inlet -> inlet(html, request, inlet));
        html.close().leaf("h2", "Routes").open("div", "class", "scroll", "tabindex", "0", "role", "region", "aria-label", "Routes").open("table");
        html.open("thead").open("tr");
        for (String column : new String[] {"Route", "State", "Events/s, last hour", "Accepted", "Refused", "Skipped", "Last event", "Files", "Dead letters"}) {
            html.leaf("th", column, "scope", "col", "class", column.matches("Accepted|Refused|Skipped|Dead letters") ? "number" : null);
        }
        html.close().close().open("tbody");
        states.forEach(state -> route(html, state, settled, reading.get(state.route())));
        html.close().close().close();
        return html;
    }

    private void next(Html html, List<InletState> inlets, List<RouteState> states, Map<RouteMetrics.Of, Long> settled) {
        List<String> next = WhatToDo.next(inlets, states, routes.troubles(), facts.failed(), settled).stream().map(OverviewPage::sentence).toList();
        long dead = states.stream().mapToLong(RouteState::deadLetters).sum();
        html.open("section", "class", next.isEmpty() ? "next well" : "next ill", "aria-label", "What to do next", "data-said", next.isEmpty() ? "Everything is delivered" : String.join(". ", next));
        if (next.isEmpty()) {
            boolean busy = inlets.stream().anyMatch(inlet -> inlet.waiting() > 0) || states.stream().anyMatch(state -> !state.filesInProgress().isEmpty() || state.filesWaiting() > 0
                    || state.messagesWaiting().orElse(0) > 0);
            html.leaf("p", busy ? "Delivery runs. Nothing is to be done." : dead == 0 ? "Everything is delivered. Nothing is to be done." : "Delivery runs.");
        }
        next.forEach(what -> html.leaf("p", what));
        if (dead > 0) {
            html.open("p").leaf("a", Words.counted(dead, "dead letter"), "href", "/dead-letters").text(dead == 1 ? " waits for somebody to mend it." : " wait for somebody to mend them.").close();
        }
        html.close();
    }

    private void inlet(Html html, Request request, InletState inlet) {
        Rates.Now now = rates.now(Rates.Of.inlet(inlet.name()));
        html.open("section", "class", "card", "aria-label", "Inlet " + inlet.name());
        html.open("h3").text(inlet.name()).text(" ").add(state(Words.lower(inlet.status()))).close();
        if (inlet.isWaiting()) {
            html.leaf("p", "since " + Words.time(inlet.since()) + " (" + Words.duration(Duration.between(inlet.since(), clock.instant())) + ")");
            html.leaf("p", inlet.reason() == null ? "Somebody asked it to wait." : inlet.reason().firstLine(), "class", "problem");
        }
        html.add(Chart.of("events accepted by inlet " + inlet.name(), rates.hour(Rates.Of.inlet(inlet.name()), PIECES))).open("dl");
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
        String button = !inlet.isWaiting() ? "Pause" : inlet.status() == InletState.Status.HELD ? "Try now" : "Resume";
        html.leaf("button", button, "id", action + "-" + inlet.name(), "aria-label", button + ": inlet " + inlet.name()).close().close();
    }

    private void route(Html html, RouteState state, Map<RouteMetrics.Of, Long> settled, InboxFiles.Reading reading) {
        String name = state.route();
        html.open("tr").open("th", "scope", "row").open("a", "href", "/routes#" + Fields.encode(name)).text(name).close().leaf("small", state.description());
        html.leaf("small", "from " + state.source() + (state.inlets().isEmpty() ? "" : ", to inlet " + String.join(", ", state.inlets()))).close();
        html.open("td").add(state(Words.lower(state.status())));
        if (state.since() != null) {
            html.leaf("small", "since " + Words.time(state.since()), "class", "whole");
        }
        Rates.Of of = Rates.Of.route(name);
        html.close().open("td", "class", "rate").leaf("span", Words.rate(rates.now(of).perSecond())).add(Chart.small("events settled by route " + name, rates.hour(of, PIECES))).close();
        for (String outcome : new String[] {"accepted", "dead", "skipped"}) {
            html.leaf("td", Words.number(settled.getOrDefault(new RouteMetrics.Of(name, outcome), 0L)), "class", "number");
        }
        html.open("td").text(state.last() == null ? "none known" : age(state.last()) + " ago");
        if (state.last() != null) {
            html.leaf("small", Words.time(state.last()), "class", "whole");
        }
        html.close().open("td");
        if (!state.filesInProgress().isEmpty()) {
            html.leaf("a", String.join(", ", state.filesInProgress()), "href", "/files").text(reading == null || Double.isNaN(reading.done()) ? "" : " " + Math.round(reading.done() * 100) + " %");
        }
        state.messagesWaiting().ifPresent(count -> html.leaf("small", Words.counted(count, "message") + " in the queue"));
        if (state.filesWaiting() > 0) {
            html.leaf("small", Words.counted(state.filesWaiting(), "file") + " waiting, the oldest for " + age(state.oldestWaiting()));
        }
        html.close().open("td", "class", "number");
        if (state.deadLetters() > 0) {
            html.leaf("a", Words.number(state.deadLetters()), "href", DeadLettersPage.PATH + Fields.query("route", name), "aria-label", Words.counted(state.deadLetters(), "dead letter") + " of " + name);
        }
        html.close().close();
    }

    private static String sentence(String text) {
        return text.matches("(inlet|route|mapping|a file|the) .*") ? Character.toUpperCase(text.charAt(0)) + text.substring(1) : text; // a file keeps its name
    }

    private static Html state(String state) {
        return new Html().leaf("span", state, "class", "state " + state.replace(' ', '-'));
    }

    private static void fact(Html html, String name, String value) {
        html.open("div").leaf("dt", name).leaf("dd", value).close();
    }

    private String age(Instant since) {
        return since == null ? "-" : Words.duration(Duration.between(since, clock.instant()));
    }
}
