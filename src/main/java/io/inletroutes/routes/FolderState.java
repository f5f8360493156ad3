package io.inletroutes.routes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.CRC32;

/** Tells whether files of a folder changed: by their names and what is in them, since two saves within a tick of the file system's clock have the same time. */
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
            CRC32 sum = new CRC32();
            sum.update(Files.readAllBytes(file));
            return file.getFileName() + " " + Long.toHexString(sum.getValue());
        } catch (IOException e) {
            return file.getFileName() + " gone";
        }
    }
}
