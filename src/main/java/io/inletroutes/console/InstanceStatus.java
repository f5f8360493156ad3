package io.inletroutes.console;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.inletroutes.inlet.InletState;
import io.inletroutes.routes.InboxFiles;
import io.inletroutes.routes.RouteMetrics;
import io.inletroutes.routes.RouteState;
import io.inletroutes.routes.RunningRoutes;
import io.inletroutes.routes.Trouble;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** {@code /status}: what the overview shows, for the command {@code status} and for other programs. */
final class InstanceStatus {

    private final RunningRoutes routes;
    private final Facts facts;
    private final Rates rates;
    private final Clock clock;

    InstanceStatus(RunningRoutes routes, Facts facts, Rates rates, Clock clock) {
        this.routes = routes;
        this.facts = facts;
        this.rates = rates;
        this.clock = clock;
    }

    Page page(Request request) {
        return Page.json(true, now().toString());
    }

    ObjectNode now() {
        List<InletState> inlets = routes.inlets().states();
        List<RouteState> states = facts.routes();
        List<Trouble> troubles = routes.troubles();
        ObjectNode status = JsonNodeFactory.instance.objectNode().put("running", true).put("pid", ProcessHandle.current().pid());
        Map<RouteMetrics.Of, Long> settled = routes.metrics().settled();
        ArrayNode all = status.putArray("routes");
        states.forEach(state -> route(all.addObject(), state, settled));
        ArrayNode files = status.putArray("files");
        routes.files().reading().forEach(file -> file(files.addObject(), file));
        ArrayNode taking = status.putArray("inlets");
        inlets.forEach(inlet -> inlet(taking.addObject(), inlet));
        ArrayNode wrong = status.putArray("troubles");
        troubles.forEach(trouble -> wrong.addObject().put("kind", Words.lower(trouble.kind())).put("about", trouble.about()).put("since", trouble.since().toString())
                .put("reason", trouble.problem().toString()));
        ArrayNode failed = status.putArray("failed");
        facts.failed().forEach(file -> failed.addObject().put("file", file.problem().location().file()).put("time", file.time().toString()).put("reason", file.problem().message()));
        ArrayNode next = status.putArray("next");
        WhatToDo.next(inlets, states, troubles, facts.failed(), settled).forEach(next::add);
        WhatToDo.deadLetters(states).forEach(next::add);
        return status;
    }

    private void route(ObjectNode one, RouteState state, Map<RouteMetrics.Of, Long> settled) {
        one.put("route", state.route()).put("description", state.description()).put("source", state.source()).put("status", Words.lower(state.status())).put("since", text(state.since()));
        state.inlets().forEach(one.putArray("inlets")::add);
        state.filesInProgress().forEach(one.putArray("filesInProgress")::add);
        one.put("filesWaiting", state.filesWaiting()).put("oldestWaitingSeconds", seconds(state.oldestWaiting())).put("messagesWaiting", state.messagesWaiting().isPresent() ? state.messagesWaiting().getAsLong() : null)
                .put("deadLetters", state.deadLetters()).put("last", text(state.last()));
        for (String outcome : new String[] {"accepted", "dead", "skipped"}) {
            one.put(outcome, settled.getOrDefault(new RouteMetrics.Of(state.route(), outcome), 0L));
        }
        one.put("perSecond", rounded(rates.now(Rates.Of.route(state.route())).perSecond()));
    }

    private void file(ObjectNode one, InboxFiles.Reading file) {
        one.put("file", file.name()).put("route", file.route()).put("started", text(file.started())).put("read", file.counts().read()).put("accepted", file.counts().accepted());
        one.put("dead", file.counts().dead()).put("skipped", file.counts().skipped());
        boolean held = facts.isHeld(file.route());
        one.put("done", known(file.done()) ? rounded(file.done()) : null).put("held", held).put("remainingSeconds", !held && known(file.remaining()) ? (Long) Math.round(file.remaining()) : null);
    }

    private void inlet(ObjectNode one, InletState inlet) {
        Rates.Now now = rates.now(Rates.Of.inlet(inlet.name()));
        one.put("inlet", inlet.name()).put("status", Words.lower(inlet.status())).put("since", text(inlet.since()));
        one.put("accepted", inlet.accepted()).put("refused", inlet.refused()).put("repeated", inlet.repeated()).put("waiting", inlet.waiting());
        one.put("oldestWaitingSeconds", seconds(inlet.oldest())).put("perSecond", rounded(now.perSecond()));
        one.put("latencySeconds", known(now.latency()) ? rounded(now.latency()) : null).put("batch", known(now.batch()) ? rounded(now.batch()) : null);
        one.put("reason", inlet.reason() == null ? null : inlet.reason().toString());
        one.put("goesOn", inlet.goesOn());
    }

    private long seconds(Instant since) {
        return since == null ? 0 : Duration.between(since, clock.instant()).toSeconds();
    }

    private static boolean known(double value) {
        return !Double.isNaN(value) && !Double.isInfinite(value);
    }

    private static Double rounded(double value) {
        return Math.round(value * 1e3) / 1e3;
    }

    private static String text(Instant time) {
        return time == null ? null : time.toString();
    }
}
