package io.inletroutes.console;

import java.nio.charset.StandardCharsets;

/**
 * One answer of the console.
 *
 * @param status HTTP status
 * @param type   its {@code Content-Type}
 * @param body   never null
 */
public record Page(int status, String type, byte[] body) {

    /** JSON with status 200, or 503 when what was asked for is not well. */
    public static Page json(boolean well, String json) {
        return new Page(well ? 200 : 503, "application/json", json.getBytes(StandardCharsets.UTF_8));
    }

    /** The text format that Prometheus reads. */
    public static Page metrics(String text) {
        return new Page(200, "text/plain; version=0.0.4; charset=utf-8", text.getBytes(StandardCharsets.UTF_8));
    }
}
