package io.inletroutes.simulator;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** Gives bearer tokens for client credentials, as the platform's token service does, and knows them again. Thread-safe. */
final class Tokens {

    private static final Duration LIFE = Duration.ofSeconds(86_399);

    private final SimulatorOptions options;
    private final Map<String, Instant> ends = new HashMap<>();

    Tokens(SimulatorOptions options) {
        this.options = options;
    }

    /** Whether no token is demanded, or the request has one that is good. */
    boolean allow(HttpRequest request) {
        return options.credentials().isEmpty() || knows(request);
    }

    /** Whether the request has a token that was given here and has not ended. */
    synchronized boolean knows(HttpRequest request) {
        String header = request.header("authorization");
        Instant end = header.startsWith("Bearer ") ? ends.get(header.substring("Bearer ".length())) : null;
        return end != null && options.clock().instant().isBefore(end);
    }

    /** The answer of {@code POST /ims/token/v3}. Without credentials of its own the simulator knows every client. */
    Answer answer(HttpRequest request) {
        if (!request.method().equals("POST")) {
            return Answer.problem(405, "a token is asked for by POST").with("Allow", "POST");
        }
        Map<String, String> form = form(request.text());
        String client = form.getOrDefault("client_id", "");
        String secret = form.getOrDefault("client_secret", "");
        if (!form.getOrDefault("grant_type", "").equals("client_credentials")) {
            return error(400, "unsupported_grant_type");
        }
        if (client.isEmpty() || options.credentials().isPresent() && !options.credentials().get().clientId().equals(client)) {
            return error(400, "invalid_client");
        }
        if (secret.isEmpty() || options.credentials().isPresent() && !options.credentials().get().clientSecret().equals(secret)) {
            return error(401, "invalid_client");
        }
        return form.getOrDefault("scope", "").isBlank() ? error(400, "invalid_scope") : issue();
    }

    private synchronized Answer issue() {
        Instant now = options.clock().instant();
        Duration life = options.credentials().map(SimulatorOptions.Credentials::life).orElse(LIFE);
        ends.values().removeIf(now::isAfter);
        String token = "simulated-" + UUID.randomUUID();
        ends.put(token, now.plus(life));
        return Answer.json(200, JsonNodeFactory.instance.objectNode().put("access_token", token).put("token_type", "bearer").put("expires_in", life.toSeconds()));
    }

    private static Answer error(int status, String error) {
        return Answer.json(status, JsonNodeFactory.instance.objectNode().put("error", error));
    }

    private static Map<String, String> form(String text) {
        Map<String, String> form = new HashMap<>();
        for (String pair : text.split("&")) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                form.put(pair.substring(0, equals), URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
            }
        }
        return form;
    }
}
