package io.inletroutes.routes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.inletroutes.Location;
import io.inletroutes.Problem;
import io.inletroutes.ProblemsException;
import io.inletroutes.ledger.CopiedLedger;
import io.inletroutes.ledger.InstanceLock;
import io.inletroutes.ledger.Ledger;
import io.inletroutes.ledger.LedgerCopy;
import io.inletroutes.ledger.LedgerSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What the folders and the ledger of a home say while no instance runs. */
public final class RestingHome {

    private final Path inbox;
    private final LedgerSettings ledger;
    private final IntakeFolders folders;
    private final FileWhereabouts whereabouts;

    RestingHome(Path inbox, LedgerSettings ledger, Home home, IntakeFolders folders) {
        this.folders = folders;
        this.whereabouts = new FileWhereabouts(home, folders);
        this.inbox = inbox;
        this.ledger = ledger;
    }

    /** Open dead letters by route; empty where there is no ledger yet, or an instance has just started. */
    public Map<String, Long> deadLetters() throws IOException {
        if (!Files.isDirectory(ledger.folder())) {
            return Map.of();
        }
        Optional<InstanceLock> taken = InstanceLock.take(ledger.folder());
        if (taken.isEmpty()) {
            return Map.of();
        }
        try (InstanceLock held = taken.get(); Ledger asked = Ledger.open(ledger, Clock.systemUTC())) {
            return asked.deadLetters().openByRoute();
        }
    }

    /**
     * Answers what needs no running instance.
     *
     * @throws ProblemsException when the request needs one, or there is no ledger yet
     */
    public ObjectNode answer(JsonNode request) throws Exception {
        Optional<InstanceLock> taken = Files.isDirectory(ledger.folder()) ? InstanceLock.take(ledger.folder()) : Optional.empty();
        if (taken.isEmpty()) {
            throw new ProblemsException(Problem.error(Location.NONE, "there is no ledger yet, or an instance has just started").fix("run the home first, or ask again in a moment"));
        }
        try (InstanceLock held = taken.get(); Ledger asked = Ledger.open(ledger, Clock.systemUTC())) {
            return new Operations(asked, whereabouts).answer(request);
        }
    }

    /**
     * Copies all that the ledger knows to another one.
     *
     * @param url of its database, null for the file in the data folder; user and password may be null
     * @throws ProblemsException when an instance runs, or the other ledger holds something else
     */
    public CopiedLedger copyLedger(String url, String user, String password) throws IOException {
        Optional<InstanceLock> taken = Files.isDirectory(ledger.folder()) ? InstanceLock.take(ledger.folder()) : Optional.empty();
        if (taken.isEmpty()) {
            throw new ProblemsException(Problem.error(Location.NONE, "there is no ledger yet, or an instance has just started").fix("run the home first, or stop its instance"));
        }
        try (InstanceLock held = taken.get()) {
            return LedgerCopy.copy(ledger, new LedgerSettings(ledger.folder(), url, user, password, ledger.remembers(), ledger.keeps()), Clock.systemUTC());
        }
    }

    /** Where an event with that value in a top-level field stands, in the files that were read. */
    public List<DoneFiles.Place> search(String field, String value) throws IOException {
        return DoneFiles.search(folders, field, value);
    }

    /** Files in the folders of the inbox, by the folder's name. */
    public Map<String, Long> filesWaiting() throws IOException {
        Map<String, Long> waiting = new TreeMap<>();
        if (!Files.isDirectory(inbox)) {
            return waiting;
        }
        try (Stream<Path> folders = Files.list(inbox)) {
            for (Path folder : folders.filter(Files::isDirectory).toList()) {
                long count = count(folder);
                if (count > 0) {
                    waiting.put(folder.getFileName().toString(), count);
                }
            }
        }
        return waiting;
    }

    private static long count(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> Files.isRegularFile(file) && !file.getFileName().toString().equals(SettledFiles.WAITING)).count();
        }
    }
}
