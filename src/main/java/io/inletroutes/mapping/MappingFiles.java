package io.inletroutes.mapping;

import io.inletroutes.Location;
import io.inletroutes.Problem;
import io.inletroutes.ProblemsException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The files of one mapping, read once, so that what is compiled and what is hashed are the same. Used by one thread. */
final class MappingFiles {

    private static final int VERSION_BYTES = 4;

    private final Path folder;
    private final String place;
    private final Map<String, String> read = new TreeMap<>();

    /** @param place how problems call the folder: {@code mappings/NAME} */
    MappingFiles(Path folder, String place) {
        this.folder = folder;
        this.place = place;
    }

    boolean has(String file) {
        return Files.isRegularFile(folder.resolve(file));
    }

    /** How problems call a file. */
    String name(String file) {
        return place + "/" + file;
    }

    /** @throws ProblemsException when it is not there, with {@code cure}, or cannot be read */
    String text(String file, String cure) {
        if (!has(file)) {
            throw new ProblemsException(Problem.error(Location.of(name(file)), "this file is missing").fix(cure));
        }
        String text = TextFile.read(folder.resolve(file), name(file));
        read.put(file, text);
        return text;
    }

    /** A file that need not be there. Empty too when it is no JSON, which {@code problems} then says. */
    Optional<JsonPart> optional(String file, List<Problem> problems) {
        if (!has(file)) {
            return Optional.empty();
        }
        ReadJson json = JsonReader.read(name(file), text(file, ""));
        problems.addAll(json.problems());
        return json.part();
    }

    /** A short hash of all that was read. */
    String version() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            read.forEach((file, text) -> {
                digest.update(file.getBytes(StandardCharsets.UTF_8));
                digest.update((byte) 0);
                digest.update(text.getBytes(StandardCharsets.UTF_8));
                digest.update((byte) 0);
            });
            return HexFormat.of().formatHex(digest.digest(), 0, VERSION_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
