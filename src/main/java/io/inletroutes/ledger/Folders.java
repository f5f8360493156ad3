package io.inletroutes.ledger;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** Folders that hold people's data are their owner's alone (0700), where the file system knows owners. */
public final class Folders {

    private Folders() {
    }

    /** Makes the folder and its parents when they are missing; an existing one stays as it is. */
    public static Path makePrivate(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            return folder;
        }
        if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            return Files.createDirectories(folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        }
        return Files.createDirectories(folder);
    }
}
