package io.inletroutes.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.inletroutes.Location;
import io.inletroutes.Problem;
import io.inletroutes.ProblemsException;
import io.inletroutes.ledger.Counts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A file handed to the running instance by its watched folder, and what that makes of it. Used by one thread. */
final class HandedFile {

    private final RunningInstance instance;
    private final Path file;
    private final Instant since;

    private HandedFile(RunningInstance instance, Path file, Instant since) {
        this.instance = instance;
        this.file = file;
        this.since = since;
    }

    /**
     * Copies the file to where a route of the instance takes it to that mapping.
     *
     * @throws ProblemsException when no route does, or a file of that name waits there
     */
    static HandedFile give(RunningInstance instance, String mapping, Path original) throws IOException, InterruptedException {
        String name = original.getFileName().toString();
        Path folder = Path.of(instance.command(Operator.request("take").put("mapping", mapping).put("name", name)).path("folder").asText());
        Path file = folder.resolve(name);
        if (Files.exists(file)) {
            throw new ProblemsException(Problem.error(Location.of(file.toString()), "a file of that name waits there already").fix("wait until it is delivered, or give yours another name"));
        }
        Instant since = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        Path part = folder.resolve("." + name + ".part"); // no route takes what begins with a dot
        Files.copy(original, part, StandardCopyOption.REPLACE_EXISTING);
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
        return new HandedFile(instance, file, since);
    }

    Path file() {
        return file;
    }

    boolean isEnded() {
        return !Files.exists(file);
    }

    /** What became of its events so far. */
    Counts counts() throws IOException, InterruptedException {
        Optional<JsonNode> receipt = isEnded() ? receipt() : Optional.empty();
        JsonNode counts = receipt.isPresent() ? receipt.get() : instance.command(Operator.request("progress").put("file", file.toString()));
        return new Counts(counts.path("accepted").asLong(), counts.path("dead").asLong(), counts.path("skipped").asLong());
    }

    private Optional<JsonNode> receipt() throws IOException {
        for (Path found : newest("done", ".receipt.json")) {
            JsonNode receipt = Json.exact().readTree(found.toFile());
            if (receipt.path("file").asText().equals(file.getFileName().toString()) && !Instant.parse(receipt.path("finished").asText()).isBefore(since)) {
                return Optional.of(receipt);
            }
        }
        return Optional.empty();
    }

    /** Why the file as a whole was of no use. */
    Optional<String> unreadable() throws IOException {
        String stem = file.getFileName().toString().replaceFirst("(?<=.)\\..*", "");
        for (Path reason : newest("failed", ".reason.txt")) {
            if (reason.getFileName().toString().startsWith(stem) && !Files.getLastModifiedTime(reason).toInstant().isBefore(since)) {
                return Optional.of(Files.readString(reason).strip());
            }
        }
        return Optional.empty();
    }

    private List<Path> newest(String folder, String ending) throws IOException {
        if (!Files.isDirectory(file.resolveSibling(folder))) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(file.resolveSibling(folder))) {
            return all.filter(path -> path.toString().endsWith(ending)).sorted(Comparator.comparingLong((Path path) -> path.toFile().lastModified()).reversed()).limit(100).toList();
        }
    }

    /** What was wrong with refused events, in the order of their rows; the first ones. Once it is ended. */
    List<String> refusals(int most) throws IOException, InterruptedException {
        JsonNode listed = instance.command(Operator.request("dead-letters").put("source", file.getFileName().toString()).put("since", since.toString()).put("state", "all").put("limit", most));
        List<JsonNode> letters = new ArrayList<>();
        listed.path("letters").forEach(letters::add);
        letters.sort(Comparator.comparingLong(letter -> letter.path("row").asLong()));
        List<String> told = new ArrayList<>();
        for (JsonNode letter : letters) {
            JsonNode whole = instance.command(Operator.request("read").put("id", letter.path("id").asText())).path("letter");
            told.add(whole.path("problem").asText(letter.path("reason").asText()));
        }
        return told;
    }

    /** The refused rows as a file to be corrected; empty when none was refused. */
    Optional<Path> rejected() throws IOException {
        return receipt().map(receipt -> file.resolveSibling("rejected").resolve(receipt.path("keptAs").asText())).filter(Files::exists);
    }
}
