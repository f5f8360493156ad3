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
import java.util.stream.Stream;

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
            lines.add("An instance runs, process " + status.path("pid").asText() + (status.path("console").isTextual() ? ", console " + status.get("console").asText() : "") + ".");
            status.path("inlets").forEach(this::inlet);
            status.path("routes").forEach(this::route);
            status.path("troubles").forEach(this::trouble);
            status.path("next").forEach(what -> next.add(what.asText()));
        } else {
            lines.add("No instance runs on this home.");
            status.path("filesWaiting").fields().forEachRemaining(folder -> lines.add("  inbox  " + folder.getKey() + ": " + files(folder.getValue().asLong()) + " waiting"));
            status.path("deadLetters").fields().forEachRemaining(route -> lines.add("  route  " + route.getKey() + ": " + ProblemReport.counted(route.getValue().asLong(), "dead letter")));
            next.add("start it: inlet-routes run; page: at-night/does-not-start.md");
        }
        if (next.isEmpty()) {
            lines.add("Nothing is to be done.");
        }
        next.forEach(what -> lines.add("Next: " + what));
        lines.add(status.path("exitCode").asInt() == 0 ? "Exit code 0: nothing is stuck."
                : "Exit code 1: nothing runs, or an inlet, a route, a broker, a changed file or a file in failed/ needs somebody; page: at-night/who-watches.md");
        return lines;
    }

    private void inlet(JsonNode inlet) {
        String name = inlet.path("inlet").asText();
        String state = inlet.path("status").asText();
        boolean stuck = state.matches("held|paused");
        String reason = inlet.path("reason").asText("");
        lines.add("  inlet  " + name + ": " + state + (stuck ? " since " + since(inlet.path("since").asText()) : "")
                + String.format(Locale.ROOT, ", %,d accepted, %,d refused, %,d tried again", inlet.path("accepted").asLong(), inlet.path("refused").asLong(), inlet.path("repeated").asLong())
                + (inlet.path("waiting").asLong() == 0 ? "" : ", " + ProblemReport.counted(inlet.path("waiting").asLong(), "event") + " waiting, the oldest for "
                        + duration(inlet.path("oldestWaitingSeconds").asLong())));
        if (stuck) {
            Stream.concat(reason.lines(), Stream.ofNullable(inlet.path("goesOn").textValue())).forEach(line -> lines.add("         " + line));
        }
    }

    private void route(JsonNode route) {
        List<String> parts = new ArrayList<>();
        parts.add(route.path("status").asText() + (route.path("since").isTextual() ? " since " + since(route.path("since").asText()) : ""));
        route.path("filesInProgress").forEach(name -> parts.add("reading " + name.asText() + progress(name.asText())));
        if (route.path("filesWaiting").asLong() > 0) {
            parts.add(files(route.path("filesWaiting").asLong()) + " waiting, the oldest for " + duration(route.path("oldestWaitingSeconds").asLong()));
        }
        if (route.path("messagesWaiting").isNumber()) {
            parts.add(ProblemReport.counted(route.path("messagesWaiting").asLong(), "message") + " in the queue");
        } else if (route.path("source").asText().startsWith("jms")) {
            parts.add("what waits in the queue its broker knows");
        }
        long settled = route.path("accepted").asLong() + route.path("dead").asLong() + route.path("skipped").asLong();
        if (settled > 0) {
            parts.add(String.format(Locale.ROOT, "%,d accepted, %,d refused, %,d skipped since the start", route.path("accepted").asLong(), route.path("dead").asLong(), route.path("skipped").asLong()));
        }
        parts.add(route.path("last").isTextual() ? "last event " + ago(route.path("last").asText()) : "no event known");
        if (route.path("deadLetters").asLong() > 0) {
            parts.add(ProblemReport.counted(route.path("deadLetters").asLong(), "dead letter"));
        }
        lines.add("  route  " + route.path("route").asText() + ": " + String.join(", ", parts));
        lines.add("         takes events from " + route.path("source").asText());
    }

    private void trouble(JsonNode trouble) {
        List<String> said = trouble.path("reason").asText().lines().toList();
        lines.add("  " + trouble.path("kind").asText() + ": " + said.get(0) + ", since " + since(trouble.path("since").asText()));
    }

    private String progress(String name) {
        for (JsonNode file : status.path("files")) {
            if (file.path("file").asText().equals(name) && file.path("done").isNumber()) {
                return " (" + Math.round(file.path("done").asDouble() * 100) + " %" + (file.path("held").asBoolean() ? ", held" : file.path("remainingSeconds").isNumber() ? ", about " + duration(file.path("remainingSeconds").asLong()) + " left" : "") + ")";
            }
        }
        return "";
    }

    private static String files(long count) {
        return ProblemReport.counted(count, "file");
    }

    private String ago(String instant) {
        Instant then = Instant.parse(instant);
        return TIME.format(then) + " (" + duration(Duration.between(then, clock.instant()).toSeconds()) + " ago)";
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
