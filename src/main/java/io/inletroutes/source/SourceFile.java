package io.inletroutes.source;

import io.inletroutes.Problem;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Opens a file of events, whatever holds them. */
public final class SourceFile {

    private SourceFile() {
    }

    /**
     * Reads CSV, or JSON where the file's name or its first character says so.
     *
     * @throws UnreadableFileException when the file as a whole cannot be read
     */
    public static EventReader open(Path file, ReadOptions options) throws IOException {
        Content content = Content.of(file);
        return isJson(content) ? json(content, options, SettledRows.NONE, () -> false) : csv(content, options, SettledRows.NONE, () -> false);
    }

    /** What is wrong with a file that is no text at all, a spreadsheet say. */
    public static Optional<Problem> refusal(Path file) throws IOException {
        try {
            Content.of(file);
            return Optional.empty();
        } catch (UnreadableFileException e) {
            return Optional.of(e.problem());
        }
    }

    /** Whether {@link #open} reads the file as JSON. */
    public static boolean isJson(Path file) throws IOException {
        return isJson(Content.of(file));
    }

    static EventReader csv(Content content, ReadOptions options, SettledRows settled, BooleanSupplier stopping) throws IOException {
        return new CsvEvents(content, options, settled, stopping);
    }

    static EventReader json(Content content, ReadOptions options, SettledRows settled, BooleanSupplier stopping) throws IOException {
        return new JsonEvents(content, options, settled, stopping);
    }

    private static boolean isJson(Content content) throws IOException {
        String name = content.unpackedName();
        if (name.endsWith(".json") || name.endsWith(".jsonl") || name.endsWith(".ndjson")) {
            return true;
        }
        if (name.endsWith(".csv") || name.endsWith(".tsv")) {
            return false;
        }
        for (byte b : content.head(64)) {
            if (b == '{' || b == '[') {
                return true;
            }
            if (b > ' ') {
                return false;
            }
        }
        return false;
    }
}
