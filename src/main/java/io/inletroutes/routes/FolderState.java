package io.inletroutes.routes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Tells cheaply whether files of a folder changed: by their names, sizes and times. */
final class FolderState {

    private FolderState() {
    }

    /** A text that differs when a file with that ending came, went or changed. A folder that cannot be read is as an empty one. */
    static String of(Path folder, String ending) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(ending)).sorted().map(FolderState::describe).collect(Collectors.joining(" "));
        } catch (IOException e) {
            return "";
        }
    }

    private static String describe(Path file) {
        try {
            return file.getFileName() + " " + Files.size(file) + " " + Files.getLastModifiedTime(file).toMillis();
        } catch (IOException e) {
            return file.getFileName() + " gone";
        }
    }
}
