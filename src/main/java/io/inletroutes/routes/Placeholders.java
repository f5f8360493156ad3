package io.inletroutes.routes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The settings that a home's routes and mappings take as {@code {{name}}}. */
final class Placeholders {

    private Placeholders() {
    }

    static Set<String> of(Home home, RouteFiles files) {
        Set<String> names = new TreeSet<>();
        files.all().forEach(file -> collect(file.text(), names));
        if (Files.isDirectory(home.mappings())) {
            try (Stream<Path> mappings = Files.walk(home.mappings(), 2, FileVisitOption.FOLLOW_LINKS)) {
                for (Path file : mappings.filter(path -> path.toString().endsWith(".json")).toList()) {
                    collect(new String(Files.readAllBytes(file), StandardCharsets.UTF_8), names);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        if (Files.exists(home.settings())) {
            try {
                collect(new String(Files.readAllBytes(home.settings()), StandardCharsets.ISO_8859_1), names);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return names;
    }

    private static void collect(String text, Set<String> names) {
        for (int at = text.indexOf("{{"); at >= 0; at = text.indexOf("{{", at + 2)) {
            int end = text.indexOf("}}", at);
            if (end > 0) {
                names.add(text.substring(at + 2, end).replaceFirst("^[?!]", "").replaceFirst(":.*", "").strip());
            }
        }
    }
}
