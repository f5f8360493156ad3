package io.inletroutes.routes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.inletroutes.Location;
import io.inletroutes.Problem;
import io.inletroutes.ProblemsException;
import io.inletroutes.inlet.InletComponent;
import io.inletroutes.ledger.DeadLetter;
import io.inletroutes.ledger.DeadLetterFilter;
import io.inletroutes.ledger.EventTrace;
import io.inletroutes.ledger.Ledger;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What operators ask of an instance, as one JSON object each with the answer as another: {@code {"do": "find", "id": ...}}. A running
 * instance answers for the commands beside it; without one, the ledger alone does, and what needs routes says so. Thread-safe.
 */
public final class Operations {

    private static final int PAGE = 500;
    private static final int COUNTED = 100_000;

    private final Ledger ledger;
    private final WholeLetters letters;
    private final InletComponent inlets;
    private final Replay replay;
    private final WatchedFolders folders;
    private final FileWhereabouts whereabouts;

    /** Of a home at rest. */
    Operations(Ledger ledger, FileWhereabouts whereabouts) {
        this(ledger, whereabouts, new WholeLetters(ledger.deadLetters(), null), null, null, null);
    }

    /** Of a running instance. */
    Operations(Ledger ledger, FileWhereabouts whereabouts, WholeLetters letters, InletComponent inlets, Replay replay, WatchedFolders folders) {
        this.whereabouts = whereabouts;
        this.ledger = ledger;
        this.letters = letters;
        this.inlets = inlets;
        this.replay = replay;
        this.folders = folders;
    }

    /** @throws ProblemsException for a request that cannot be done, with its cure */
    public ObjectNode answer(JsonNode request) throws Exception {
        String what = request.path("do").asText();
        return switch (what) {
            case "find" -> find(request);
            case "dead-letters" -> list(request);
            case "read" -> read(request);
            case "close" -> JsonNodeFactory.instance.objectNode().put("closed", ledger.deadLetters().close(texts(request.path("ids"))));
            case "erase" -> erase(request);
            case "replay" -> replay(request);
            case "mend" -> mend(request);
            case "take" -> {
                needsInstance(folders == null);
                yield folders.take(request.path("mapping").asText(), request.path("name").asText());
            }
            case "progress" -> {
                needsInstance(folders == null);
                yield folders.progress(Path.of(request.path("file").asText()));
            }
            case "pause", "resume" -> pause(request, what.equals("pause"));
            default -> throw new ProblemsException(Problem.error(Location.NONE, "there is nothing called \"" + what + "\" to be done").fix("use a command of the same version as the instance"));
        };
    }

    private ObjectNode find(JsonNode request) throws IOException {
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        ArrayNode found = answer.putArray("found");
        if (request.has("id")) {
            ledger.findById(request.get("id").asText()).forEach(trace -> found.add(describe(trace)));
        } else if (request.has("key")) {
            ledger.findByKey(request.get("key").asText()).forEach(trace -> found.add(describe(trace)));
        } else if (request.has("kept")) {
            ledger.findByKeptRow(request.get("kept").asText(), request.path("row").asLong()).forEach(trace -> found.add(describe(trace)));
        } else {
            String file = request.path("file").asText().replaceFirst(".*[/\\\\]", ""); // people paste the whole path
            long row = request.path("row").asLong();
            whereabouts.tell(file, row, ledger.findByRow(file, row)).forEach(found::add);
        }
        return answer;
    }

    static ObjectNode describe(EventTrace trace) {
        return JsonNodeFactory.instance.objectNode().put("fate", trace.fate().name().toLowerCase(Locale.ROOT)).put("route", trace.route()).put("file", trace.file()).put("row", trace.row())
                .put("batchId", trace.batchId()).put("xactionId", trace.xactionId()).put("time", trace.time() == null ? null : trace.time().toString()).put("deadLetter", trace.deadLetterId())
                .put("letterState", trace.letterState() == null ? null : trace.letterState().name().toLowerCase(Locale.ROOT)).put("keptAs", trace.keptAs());
    }

    private ObjectNode list(JsonNode request) throws IOException {
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        DeadLetterFilter filter = filter(request);
        answer.put("count", ledger.deadLetters().count(filter));
        ArrayNode reasons = answer.putArray("reasons");
        ledger.deadLetters().reasons(filter, COUNTED).forEach(one -> reasons.addObject().put("route", one.route()).put("reason", one.reason()).put("count", one.count()));
        ArrayNode listed = answer.putArray("letters");
        int most = request.path("limit").asInt(100);
        DeadLetter last = null;
        while (listed.size() < most) {
            List<DeadLetter> page = ledger.deadLetters().list(filter, last, Math.min(PAGE, most - listed.size()));
            page.forEach(letter -> listed.add(describe(letter)));
            if (page.isEmpty()) {
                break;
            }
            last = page.get(page.size() - 1);
        }
        return answer;
    }

    private static ObjectNode describe(DeadLetter letter) {
        return JsonNodeFactory.instance.objectNode().put("id", letter.id()).put("route", letter.route()).put("refusedBy", letter.refusedBy()).put("reason", letter.reason())
                .put("status", letter.status()).put("source", letter.source()).put("row", letter.row()).put("key", letter.key()).put("attempts", letter.attempts())
                .put("replays", letter.replays()).put("firstAt", letter.firstAt().toString()).put("lastAt", letter.lastAt().toString())
                .put("state", letter.state().name().toLowerCase(Locale.ROOT));
    }

    private ObjectNode read(JsonNode request) throws IOException {
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        Optional<DeadLetter> letter = ledger.deadLetters().find(request.path("id").asText());
        if (letter.isPresent()) {
            answer.set("letter", letters.read(letter.get()).orElse(describe(letter.get())));
        }
        return answer;
    }

    private ObjectNode erase(JsonNode request) throws IOException {
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        letters.erase(request.path("identity").asText()).forEach(answer.putArray("erased")::add);
        return answer;
    }

    private ObjectNode replay(JsonNode request) throws Exception {
        boolean dry = request.path("dryRun").asBoolean();
        needsInstance(replay == null && !dry);
        boolean force = request.path("force").asBoolean();
        ObjectNode answer = JsonNodeFactory.instance.objectNode().put("dryRun", dry);
        ArrayNode guarded = answer.putArray("guarded");
        Map<String, List<DeadLetter>> byRoute = new LinkedHashMap<>();
        for (DeadLetter letter : chosen(request)) {
            if (letter.replays() >= Replay.MOST_REPLAYS && !force) {
                guarded.add(letter.id());
            } else {
                byRoute.computeIfAbsent(letter.route(), route -> new ArrayList<>()).add(letter);
            }
        }
        ObjectNode counts = answer.putObject("chosen");
        byRoute.forEach((route, letters) -> counts.put(route, letters.size()));
        ArrayNode accepted = answer.putArray("accepted");
        ArrayNode refused = answer.putArray("refused");
        ArrayNode open = answer.putArray("open");
        ArrayNode gone = answer.putArray("gone");
        for (Map.Entry<String, List<DeadLetter>> route : dry ? List.<Map.Entry<String, List<DeadLetter>>>of() : byRoute.entrySet()) {
            for (int from = 0; from < route.getValue().size() && open.isEmpty(); from += PAGE) {
                Replay.Result result = replay.send(route.getKey(), route.getValue().subList(from, Math.min(from + PAGE, route.getValue().size())));
                result.accepted().forEach(accepted::add);
                result.refused().forEach(refused::add);
                result.open().forEach(open::add);
                result.gone().forEach(gone::add);
            }
        }
        return answer;
    }

    private ObjectNode mend(JsonNode request) throws Exception {
        needsInstance(replay == null);
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        Optional<DeadLetter> letter = ledger.deadLetters().find(request.path("id").asText());
        Replay.Result result = letter.isEmpty() ? new Replay.Result(List.of(), List.of(), List.of(), List.of(request.path("id").asText())) : replay.mend(letter.get(), request.path("event"));
        result.accepted().forEach(answer.putArray("accepted")::add);
        result.refused().forEach(answer.putArray("refused")::add);
        result.open().forEach(answer.putArray("open")::add);
        result.gone().forEach(answer.putArray("gone")::add);
        return answer;
    }

    /** Those named, or the open ones that the filter lets through. */
    private List<DeadLetter> chosen(JsonNode request) throws IOException {
        List<DeadLetter> letters = new ArrayList<>();
        if (!request.path("ids").isEmpty()) {
            for (String id : texts(request.path("ids"))) {
                ledger.deadLetters().find(id).ifPresent(letters::add);
            }
            return letters;
        }
        DeadLetterFilter filter = filter(request).state(DeadLetter.State.OPEN);
        int most = request.path("limit").asInt(10_000);
        for (List<DeadLetter> page = ledger.deadLetters().list(filter, null, PAGE); !page.isEmpty() && letters.size() < most;
                page = ledger.deadLetters().list(filter, page.get(page.size() - 1), PAGE)) {
            letters.addAll(page);
        }
        return letters.size() > most ? letters.subList(0, most) : letters;
    }

    private ObjectNode pause(JsonNode request, boolean pause) {
        needsInstance(inlets == null);
        String inlet = request.path("inlet").asText();
        List<String> known = inlets.states().stream().map(state -> state.name()).toList();
        if (!known.contains(inlet)) {
            throw new ProblemsException(Problem.error(Location.NONE, "no route delivers to an inlet \"" + inlet + "\"").fix(Nearest.cure(inlet, known)));
        }
        if (pause) {
            inlets.pause(inlet);
        } else {
            inlets.resume(inlet);
        }
        return JsonNodeFactory.instance.objectNode().put("inlet", inlet).put("paused", pause);
    }

    private static void needsInstance(boolean missing) {
        if (missing) {
            throw new ProblemsException(Problem.error(Location.NONE, "no instance runs on this home, and this needs one").fix("start it: inlet-routes run"));
        }
    }

    private static DeadLetterFilter filter(JsonNode request) {
        DeadLetterFilter filter = DeadLetterFilter.ALL.route(request.path("route").textValue()).source(request.path("source").textValue()).reason(request.path("reason").textValue());
        filter = filter.between(time(request.path("since")), time(request.path("until")));
        String state = request.path("state").asText("open");
        return state.equals("all") ? filter : filter.state(DeadLetter.State.valueOf(state.toUpperCase(Locale.ROOT)));
    }

    /** Null where none is said. */
    private static Instant time(JsonNode text) {
        return text.isTextual() ? Instant.parse(text.textValue()) : null;
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(text -> texts.add(text.asText()));
        return texts;
    }
}
