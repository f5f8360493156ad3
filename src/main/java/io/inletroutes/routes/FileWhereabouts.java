package io.inletroutes.routes;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.inletroutes.ledger.EventTrace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Where a file lies whose events the ledger says nothing of: in {@code failed/}, or still in the inbox. Any thread may ask. */
final class FileWhereabouts {

    private final Home home;
    private final IntakeFolders folders;
    private final FailedFiles failed;

    FileWhereabouts(Home home, IntakeFolders folders) {
        this.home = home;
        this.folders = folders;
        this.failed = new FailedFiles(home, folders);
    }

    /** What became of a row of that file, with what the ledger knows of it; a file put away unread is told as that. */
    List<ObjectNode> tell(String name, long row, List<EventTrace> traces) throws IOException {
        List<FailedFiles.Note> notes = new ArrayList<>(failed.named(name));
        List<ObjectNode> told = new ArrayList<>();
        for (EventTrace trace : traces) {
            Optional<FailedFiles.Note> note = trace.fate() == EventTrace.Fate.SETTLED ? notes.stream().filter(one -> isOf(one, trace)).findFirst() : Optional.empty();
            note.ifPresent(notes::remove);
            notes.removeIf(one -> trace.fate() != EventTrace.Fate.SETTLED && one.keptAs().equals(trace.keptAs()) && !one.isUnsent());
            told.add(note.isPresent() ? failed(note.get(), name, row, trace.route()) : Operations.describe(trace));
        }
        notes.forEach(note -> told.add(failed(note, name, row, null)));
        if (told.isEmpty()) {
            waiting(name).ifPresent(file -> told.add(JsonNodeFactory.instance.objectNode().put("fate", "waiting").put("file", name).put("row", row).put("place", home.show(file))));
        }
        return told;
    }

    /** Names are given anew in each folder: where one of that name lies in done/ too, the one noted nearer to the end of the file is meant. */
    private static boolean isOf(FailedFiles.Note note, EventTrace trace) {
        if (!note.keptAs().equals(trace.keptAs())) {
            return false;
        }
        Path receipt = note.folder().resolveSibling("done").resolve(note.keptAs() + ".receipt.json");
        try {
            return !Files.exists(receipt) || apart(note.time(), trace.time()).compareTo(apart(Files.getLastModifiedTime(receipt).toInstant(), trace.time())) <= 0;
        } catch (IOException e) {
            return true; // it went away meanwhile
        }
    }

    private static Duration apart(Instant one, Instant other) {
        return Duration.between(one, other).abs();
    }

    private ObjectNode failed(FailedFiles.Note note, String name, long row, String route) {
        boolean there = Files.exists(note.folder().resolve(note.keptAs()));
        String cure = note.problem().cure().orElse("its .reason.txt says more");
        return JsonNodeFactory.instance.objectNode().put("fate", "failed").put("route", route).put("file", name).put("row", row).put("time", note.time().truncatedTo(ChronoUnit.SECONDS).toString())
                .put("place", there ? home.show(note.folder().resolve(note.keptAs())) : null).put("reason", note.problem().message()).put("sent", note.sent()).put("fix", cure);
    }

    private Optional<Path> waiting(String name) {
        return name.isEmpty() ? Optional.empty() : folders.all().stream().map(folder -> folder.resolve(name)).filter(Files::isRegularFile).findFirst();
    }
}
