package io.inletroutes.simulator;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;

/** Takes messages, one or a batch, as the inlet does. Thread-safe. */
final class Collection {

    private static final Pattern PATH = Pattern.compile("/collection/(?<batch>batch/)?(?<inlet>[\\w-]+)");
    private static final String ORGANISATION = "Message has an absent or wrong ims org in the header";
    private static final int JUDGED_A_MINUTE = 60;
    private static final ObjectMapper JSON = JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION).build();

    private final SimulatorOptions options;
    private final MessageCheck check;
    private final Memory memory;
    private final Tokens tokens;
    private long number;
    /** Messages that would have been taken; not those of {@link #number}, which also counts answers. */
    private final AtomicLong good = new AtomicLong();
    private Instant minute = Instant.MIN;
    private int judged;

    Collection(SimulatorOptions options, Tokens tokens, Memory memory) {
        this.options = options;
        this.tokens = tokens;
        this.memory = memory;
        this.check = new MessageCheck(options.schemas(), options.clock());
    }

    /** @param refuseEvery every how many messages one is refused, 0 for none */
    Answer answer(HttpRequest request, int refuseEvery) {
        var place = PATH.matcher(request.path());
        if (!place.matches()) {
            return Answer.problem(404, "there is no such inlet");
        }
        if (!request.method().equals("POST")) {
            return Answer.problem(405, "messages are sent by POST").with("Allow", "POST");
        }
        if (!tokens.allow(request)) {
            return Answer.problem(401, "the token is missing, unknown or expired");
        }
        if (!request.header("content-type").toLowerCase(Locale.ROOT).matches("application/json(\\s*;.*)?")) {
            return Answer.problem(415, "Content-Type is not application/json");
        }
        if (request.unreadable() != 0) {
            return Answer.problem(request.unreadable(), request.unreadable() == 413 ? "the request is larger than 1 MB" : "the request's body cannot be read");
        }
        String organisation = request.header("x-gw-ims-org-id");
        if (organisation.isEmpty() || options.organisation().isPresent() && !options.organisation().get().equals(organisation)) {
            return Answer.invalid(ORGANISATION);
        }
        JsonNode body;
        try {
            body = JSON.readTree(request.body());
        } catch (IOException e) {
            return Answer.problem(400, "the request is no JSON");
        }
        String inlet = place.group("inlet");
        return place.group("batch") != null ? batch(body, request, inlet, refuseEvery) : single(body, request, inlet, refuseEvery);
    }

    private Answer batch(JsonNode body, HttpRequest request, String inlet, int refuseEvery) {
        if (request.asks("syncValidation") || request.asks("synchronousValidation")) {
            return Answer.problem(501, "synchronous validation is for single messages");
        }
        JsonNode messages = body.path("messages");
        if (!messages.isArray() || messages.isEmpty()) {
            return Answer.invalid("the field messages is missing or empty");
        }
        long now = options.clock().millis();
        ObjectNode answer = JsonNodeFactory.instance.objectNode().put("inletId", inlet).put("batchId", now + ":" + next()).put("receivedTimeMs", now);
        ArrayNode responses = answer.putArray("responses");
        for (JsonNode message : messages) {
            Verdict verdict = take(message, request, inlet, refuseEvery, request.body().length / messages.size());
            if (verdict.isGood()) {
                responses.addObject().put("xactionId", now + ":" + next() + ":0");
            } else {
                refusal(responses.addObject(), verdict.answered());
            }
        }
        return Answer.json(207, answer);
    }

    /** In turn in each of the three shapes that inlets were seen to use. */
    private void refusal(ObjectNode entry, String why) {
        switch ((int) (next() % 3)) {
            case 0 -> entry.put("statusCode", 400);
            case 1 -> entry.put("status", 400);
            default -> entry.put("xactionId", UUID.randomUUID() + "-0").put("status", 400);
        }
        entry.put("message", why);
    }

    private Answer single(JsonNode body, HttpRequest request, String inlet, int refuseEvery) {
        String asked = request.asks("synchronousValidation") ? "synchronousValidation" : "syncValidation";
        boolean judges = request.asks(asked);
        if (judges && !judgesOneMore()) {
            return Answer.problem(429, "60 messages a minute are judged synchronously");
        }
        Verdict verdict = take(body, request, inlet, refuseEvery, request.body().length);
        if (!verdict.isGood()) {
            return judges && !verdict.violations().isEmpty() ? Answer.verdict(verdict.violations()) : Answer.invalid(verdict.answered());
        }
        long now = options.clock().millis();
        ObjectNode answer = JsonNodeFactory.instance.objectNode().put("inletId", inlet).put("xactionId", now + ":" + next() + ":0").put("receivedTimeMs", now);
        if (judges) {
            answer.putObject(asked).put("status", "pass");
        } else {
            answer.putObject("syncValidation").put("skipped", true);
        }
        return Answer.json(200, answer);
    }

    private Verdict take(JsonNode message, HttpRequest request, String inlet, int refuseEvery, int bytes) {
        Verdict verdict = check.judge(message, request.header("x-gw-ims-org-id"));
        if (verdict.isGood() && refuseEvery > 0 && good.incrementAndGet() % refuseEvery == 0) {
            verdict = Verdict.bad("told to refuse every " + refuseEvery + ". message");
        }
        JsonNode entity = message.at("/body/xdmEntity");
        String id = entity.path("_id").asText();
        if (verdict.isGood()) {
            memory.accepted(id, message, bytes);
        } else {
            memory.refused();
        }
        options.listener().accept(new Received(inlet, id, message.at("/header/msgId").asText(), entity.at("/_experience/campaign/orchestration/eventID").asText(),
                verdict.isGood() ? null : verdict.told()));
        return verdict;
    }

    private synchronized boolean judgesOneMore() {
        Instant now = options.clock().instant();
        if (minute.equals(Instant.MIN) || now.isAfter(minute.plusSeconds(60))) {
            minute = now;
            judged = 0;
        }
        return ++judged <= JUDGED_A_MINUTE;
    }

    private synchronized long next() {
        return ++number;
    }
}
