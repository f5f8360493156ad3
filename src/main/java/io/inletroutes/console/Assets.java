package io.inletroutes.console;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;

/** The style, the script and the picture that pages use: no others, from nowhere else. */
final class Assets {

    private static final Map<String, String> TYPES = Map.of("/assets/console.css", "text/css; charset=utf-8", "/assets/console.js", "text/javascript; charset=utf-8",
            "/assets/icon.svg", "image/svg+xml");

    private Assets() {
    }

    static Optional<Page> find(String path) {
        String type = TYPES.get(path);
        if (type == null) {
            return Optional.empty();
        }
        try (InputStream in = Assets.class.getResourceAsStream(path.substring("/assets/".length()))) {
            return Optional.of(new Page(200, type, in.readAllBytes()).with("Cache-Control", "no-cache"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
