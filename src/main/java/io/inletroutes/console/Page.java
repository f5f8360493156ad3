package io.inletroutes.console;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One answer of the console.
 *
 * @param status  HTTP status
 * @param type    its {@code Content-Type}
 * @param body    never null
 * @param headers further ones
 * @param file    what is sent in place of the body; null for none
 */
public record Page(int status, String type, byte[] body, Map<String, String> headers, Path file) {

    public Page {
        headers = Map.copyOf(headers);
    }

    Page(int status, String type, byte[] body) {
        this(status, type, body, Map.of(), null);
    }

    /** JSON with status 200, or 503 when what was asked for is not well. */
    public static Page json(boolean well, String json) {
        return new Page(well ? 200 : 503, "application/json", json.getBytes(StandardCharsets.UTF_8));
    }

    /** The text format that Prometheus reads. */
    public static Page metrics(String text) {
        return new Page(200, "text/plain; version=0.0.4; charset=utf-8", text.getBytes(StandardCharsets.UTF_8));
    }

    static Page html(int status, Html html) {
        return new Page(status, "text/html; charset=utf-8", html.toString().getBytes(StandardCharsets.UTF_8));
    }

    static Page text(int status, String text) {
        return new Page(status, "text/plain; charset=utf-8", text.getBytes(StandardCharsets.UTF_8));
    }

    /** A file, however large. */
    static Page file(String type, Path file) {
        return new Page(200, type, new byte[0], Map.of(), file);
    }

    static Page empty(int status) {
        return new Page(status, "text/plain", new byte[0]);
    }

    /** Sends the browser to another page, which it gets. */
    static Page seeOther(String path) {
        return empty(303).with("Location", path);
    }

    Page with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Page(status, type, body, more, file);
    }
}
