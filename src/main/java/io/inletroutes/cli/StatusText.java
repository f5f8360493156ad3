package io.inletroutes.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A status in lines that an operator reads: what each part does, what is stuck and why, what to do next. */
final class StatusText {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneId.systemDefault());

    private final JsonNode status;
    private final Clock clock;
    private final List<String> lines = new ArrayList<>();
    private final List<String> next = new ArrayList<>();

    StatusText(JsonNode status, Clock clock) {
        this.status = status;
        this.clock = clock;
    }

    List<String> lines() {
        if (status.path("running").asBoolean()) {
            lines.add("An instance runs, process " + status.path("pid").asText() + ".");
            status.path("inlets").forEach(this::inlet);
            status.path("routes").forEach(this::route);
            status.path("troubles").forEach(this::trouble);
        } else {
            lines.add("No instance runs on this home.");
            status.path("filesWaiting").fields().forEachRemaining(folder -> lines.add("  inbox  " + folder.getKey() + ": " + files(folder.getValue().asLong()) + " waiting"));
            status.path("deadLetters").fields().forEachRemaining(route -> dead(route.getKey(), route.getValue().asLong(), "  route  " + route.getKey() + ": "));
            next.add("start it: inlet-routes run");
        }
        if (next.isEmpty()) {
            lines.add("Nothing is to be done.");
        }
        next.forEach(what -> lines.add("Next: " + what));
        return lines;
    }

    private void inlet(JsonNode inlet) {
        String name = inlet.path("inlet").asText();
        String state = inlet.path("status").asText();
        boolean stuck = state.matches("held|paused");
        String reason = inlet.path("reason").asText("");
        lines.add("  inlet  " + name + ": " + state + (stuck ? " since " + since(inlet.path("since").asText()) : "")
                + String.format(Locale.ROOT, ", %,d accepted, %,d refused, %,d sent again", inlet.path("accepted").asLong(), inlet.path("refused").asLong(), inlet.path("repeated").asLong())
                + (inlet.path("waiting").asLong() == 0 ? "" : ", " + ProblemReport.counted(inlet.path("waiting").asLong(), "event") + " waiting, the oldest for "
                        + duration(inlet.path("oldestWaitingSeconds").asLong())));
        if (stuck) {
            reason.lines().forEach(line -> lines.add("         " + line));
            next.add(reason.lines().filter(line -> line.startsWith("  fix")).findFirst().map(line -> "inlet " + name + ": " + line.substring("  fix".length()).strip())
                    .orElse(state.equals("paused") ? "inlet " + name + ": resume it when the reason for the pause is gone" : "inlet " + name + ": nothing; delivery goes on by itself when it answers"));
        }
    }

    private void route(JsonNode route) {
        String name = route.path("route").asText();
        List<String> parts = new ArrayList<>();
        parts.add(route.path("status").asText() + (route.path("since").isTextual() ? " since " + since(route.path("since").asText()) : ""));
        if (!route.path("filesInProgress").isEmpty()) {
            List<String> names = new ArrayList<>();
            route.path("filesInProgress").forEach(file -> names.add(file.asText()));
            parts.add("reading " + String.join(", ", names));
        }
        if (route.path("filesWaiting").asLong() > 0) {
            parts.add(files(route.path("filesWaiting").asLong()) + " waiting, the oldest for " + duration(route.path("oldestWaitingSeconds").asLong()));
        }
        if (route.path("status").asText().equals("stopped")) {
            next.add("route " + name + ": it does not run; the log says why");
        }
        if (route.path("status").asText().equals("held") && next.stream().noneMatch(line -> line.startsWith("inlet "))) {
            next.add("route " + name + ": the data folder takes nothing; make room on its disk, or look at its rights");
        }
        String before = "  route  " + name + ": " + String.join(", ", parts);
        long dead = route.path("deadLetters").asLong();
        if (dead == 0) {
            lines.add(before);
        } else {
            dead(name, dead, before + ", ");
        }
    }

    /** What waits for the data folder is said of its route. */
    private void trouble(JsonNode trouble) {
        String reason = trouble.path("reason").asText();
        List<String> said = reason.lines().toList();
        lines.add("  " + trouble.path("kind").asText() + ": " + said.get(0) + ", since " + since(trouble.path("since").asText()));
        said.stream().filter(line -> line.startsWith("  fix")).findFirst().map(line -> trouble.path("about").asText() + ": " + line.substring("  fix".length()).strip())
                .filter(what -> !trouble.path("kind").asText().equals("data folder") || next.stream().noneMatch(line -> line.contains("the data folder takes nothing"))).ifPresent(next::add);
    }

    private void dead(String route, long count, String before) {
        lines.add(before + ProblemReport.counted(count, "dead letter"));
        next.add("route " + route + ": see why in data/dead-letters/" + route + "; rows of a file are in its folder rejected/, to be mended and dropped into the inbox again");
    }

    private static String files(long count) {
        return ProblemReport.counted(count, "file");
    }

    private String since(String instant) {
        Instant since = Instant.parse(instant);
        return TIME.format(since) + " (" + duration(Duration.between(since, clock.instant()).toSeconds()) + ")";
    }

    private static String duration(long seconds) {
        if (seconds < 120) {
            return seconds + " s";
        }
        return seconds < 7_200 ? seconds / 60 + " min" : seconds < 172_800 ? seconds / 3_600 + " h" : seconds / 86_400 + " days";
    }
}
