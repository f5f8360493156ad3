package io.inletroutes.console;

import io.inletroutes.Problem;
import io.inletroutes.inlet.InletState;
import io.inletroutes.routes.InboxFiles;
import io.inletroutes.routes.RouteMetrics;
import io.inletroutes.routes.RouteState;
import io.inletroutes.routes.Trouble;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What somebody has to do next, in words that the console and the shell share. */
final class WhatToDo {

    private WhatToDo() {
    }

    /**
     * The most pressing first; empty when all goes well. Dead letters apart.
     *
     * @param troubles what else is wrong
     * @param failed   files put away as not readable, the last first
     * @param settled  events since the start
     */
    static List<String> next(List<InletState> inlets, List<RouteState> routes, List<Trouble> troubles, List<InboxFiles.Failed> failed, Map<RouteMetrics.Of, Long> settled) {
        List<String> next = new ArrayList<>();
        for (InletState inlet : inlets) {
            if (inlet.isWaiting()) {
                next.add("inlet " + inlet.name() + " is " + Words.lower(inlet.status()) + (inlet.reason() == null ? ": inlet-routes resume " + inlet.name() + " when the reason for the pause is gone"
                        : " (" + inlet.reason().firstLine() + "): " + inlet.reason().cure().orElse("nothing is to be done here. " + inlet.goesOn()))
                        + page(inlet.status() == InletState.Status.PAUSED ? "stop-and-go-on" : "inlet-held"));
            }
        }
        for (RouteState route : routes) {
            if (route.status() == RouteState.Status.STOPPED) {
                next.add("route " + route.route() + " does not run: the log says why" + page("does-not-start"));
            }
        }
        troubles.forEach(trouble -> next.add(trouble.problem().firstLine() + ": " + trouble.problem().cure().orElse("the log says more")
                + page(pageOf(trouble.kind()))));
        if (!failed.isEmpty()) {
            Problem last = failed.get(0).problem();
            next.add((failed.size() == 1 ? "a file was" : Words.number(failed.size()) + " files were") + " put into failed/ within a day, " + (failed.size() == 1 ? "" : "the last ") + "at "
                    + Words.time(failed.get(0).time()) + ": " + last.location() + ": " + last.message() + "; " + last.cure().orElse("its .reason.txt says more") + page("file-not-read"));
        }
        next.addAll(skipped(routes, settled));
        return next;
    }

    /** Routes that delivered nothing since the start, and skipped what came: the same file again, or ids that are not those of events. */
    private static List<String> skipped(List<RouteState> routes, Map<RouteMetrics.Of, Long> settled) {
        List<String> next = new ArrayList<>();
        for (RouteState route : routes) {
            long skipped = count(settled, route, "skipped");
            if (skipped > 0 && count(settled, route, "accepted") + count(settled, route, "dead") == 0) {
                next.add("route " + route.route() + " skipped all that came since the start (" + Words.counted(skipped, "event")
                        + "), as accepted before: if they are new, their _id in mapping.json is not their own" + page("nothing-arrives"));
            }
        }
        return next;
    }

    private static long count(Map<RouteMetrics.Of, Long> settled, RouteState route, String outcome) {
        return settled.getOrDefault(new RouteMetrics.Of(route.route(), outcome), 0L);
    }

    private static String pageOf(Trouble.Kind kind) {
        return switch (kind) {
            case DATA_FOLDER -> "file-not-read";
            case BROKER -> "broker-not-reached";
            case MAPPING, CASES, ROUTES -> "changed-and-nothing-changed";
        };
    }

    /** Where the documentation answers the question behind it. */
    private static String page(String name) {
        return "; page: at-night/" + name + ".md";
    }

    /** Empty without dead letters. */
    static List<String> deadLetters(List<RouteState> routes) {
        return routes.stream().filter(route -> route.deadLetters() > 0).map(route -> "route " + route.route() + " has " + Words.counted(route.deadLetters(), "dead letter")
                + ": inlet-routes dead-letters --route " + route.route() + " says why; mend the mapping or the rows in rejected/, then inlet-routes replay --route " + route.route() + page("events-refused")).toList();
    }
}
