package io.inletroutes.routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;

/** A home with the shipped routes and mappings, to be changed by a test. */
public final class SampleHome {

    private final Path folder;

    private SampleHome(Path folder) {
        this.folder = folder;
    }

    public static SampleHome in(Path folder) throws IOException {
        copy(Path.of("routes"), folder.resolve("routes"));
        copy(Path.of("mappings"), folder.resolve("mappings"));
        return new SampleHome(folder);
    }

    /** Replaces a text, which must be there, everywhere in a file. */
    public void edit(String file, String text, String by) throws IOException {
        String before = Files.readString(folder.resolve(file));
        assertThat(before).contains(text);
        Files.writeString(folder.resolve(file), before.replace(text, by));
    }

    /** Writes the settings of the home. */
    public void settings(String text) throws IOException {
        Files.writeString(folder.resolve("application.properties"), text);
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.walkFileTree(from, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path visited, BasicFileAttributes attributes) throws IOException {
                Files.createDirectories(to.resolve(from.relativize(visited)));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.copy(file, to.resolve(from.relativize(file)));
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
