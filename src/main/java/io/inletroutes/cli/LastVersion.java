package io.inletroutes.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The version that ran a home last, noted in its data folder, so that the first start of another one can say so. */
final class LastVersion {

    private LastVersion() {
    }

    /** What to tell of the change to {@code version}; empty when the same one ran before, or none is known of. Notes {@code version}. */
    static Optional<String> note(Path data, String version) throws IOException {
        Path file = data.resolve("version.txt");
        String before = Files.exists(file) ? Files.readString(file).strip() : version;
        if (!Files.exists(file) || !before.equals(version)) {
            Files.writeString(file, version + "\n");
        }
        return before.equals(version) ? Optional.empty() : Optional.of(version + ", and it was " + before + " before; what changed stands in changes.md");
    }
}
