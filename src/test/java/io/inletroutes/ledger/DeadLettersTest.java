package io.inletroutes.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.inletroutes.Refusal;
import io.inletroutes.ledger.DeadLetter.State;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeadLettersTest {

    @TempDir
    Path data;

    private Instant now = Samples.NOW;

    @Test
    void keepsARefusalWithAllItsReasons() throws IOException {
        try (Ledger ledger = open()) {
            FileRun run = ledger.openFile("r", "a.csv", "f1").orElseThrow();

            String id = ledger.deadLetters().keep("r", run, List.of(Samples.unfillable(Samples.row(7))), kept -> Map.of("CamelFileName", "a.csv")).get(0);

            DeadLetter letter = ledger.deadLetters().find(id).orElseThrow();
            assertThat(letter).isEqualTo(new DeadLetter(id, "r", "mapping", "variable $.email has no value; variable $.name has no value", 0, "a.csv", 7, null, 0, 0, now, now,
                    State.OPEN, "dead-letters/r/2026-03-01.jsonl", ""));
            JsonNode line = ledger.deadLetters().read(letter).orElseThrow();
            assertThat(line.path("event")).hasToString("{\"row\":7,\"email\":\"ann@example.com\"}");
            assertThat(line.path("reason").asText()).isEqualTo(letter.reason());
            assertThat(line.path("headers")).hasToString("{\"CamelFileName\":\"a.csv\"}");
        }
    }

    /** After a crash the event comes again: one line, one entry, and both refusals counted. */
    @Test
    void keepsAnEventThatIsRefusedAgainAsTheSameDeadLetter() throws IOException {
        try (Ledger ledger = open()) {
            List<String> first = ledger.deadLetters().keep("r", null, List.of(Samples.refused(Samples.message("ID:1"), "e-1")), kept -> Map.of());
            now = now.plusSeconds(60);

            List<String> second = ledger.deadLetters().keep("r", null, List.of(Samples.refused(Samples.message("ID:1"), "e-1")), kept -> Map.of());

            assertThat(second).isEqualTo(first);
            assertThat(lines()).hasSize(1);
            DeadLetter letter = ledger.deadLetters().find(first.get(0)).orElseThrow();
            assertThat(letter.attempts()).isEqualTo(2);
            assertThat(letter.firstAt()).isEqualTo(Samples.NOW);
            assertThat(letter.lastAt()).isEqualTo(now);
        }
    }

    @Test
    void keepsAnEventOnceThatIsRefusedTwiceInOneChunk() throws IOException {
        try (Ledger ledger = open()) {
            Refusal refusal = Samples.unfillable(Samples.row(7));

            List<String> ids = ledger.deadLetters().keep("r", null, List.of(refusal, refusal), kept -> Map.of());

            assertThat(ids.get(0)).isEqualTo(ids.get(1));
            assertThat(lines()).hasSize(1);
        }
    }

    /** While the database failed, each try again wrote every line once more. */
    @Test
    void keepsDeadLettersWithoutTheirIndexAndIndexesThemWhenTheDatabaseIsBack() throws IOException {
        Instant time = now;
        BreakableStore store = new BreakableStore(new LocalStore(data, Clock.systemUTC()));
        try (Database database = Database.open(store)) {
            DeadLetters letters = new DeadLetters(new DeadLetterFiles(data), new DeadLetterIndex(database, ""), Clock.fixed(time, ZoneOffset.UTC), null);
            store.breakDown(database);

            List<String> ids = letters.keep("r", null, List.of(Samples.unfillable(Samples.row(2)), Samples.unfillable(Samples.row(3))), kept -> Map.of());

            assertThat(lines()).hasSize(2);
            store.mend();
            assertThat(letters.list(DeadLetterFilter.OPEN, null, 10)).extracting(DeadLetter::id).containsExactlyInAnyOrderElementsOf(ids);
            assertThat(letters.keep("r", null, List.of(Samples.unfillable(Samples.row(2))), kept -> Map.of())).containsExactly(ids.get(0));
            assertThat(lines()).hasSize(2);
        }
    }

    @Test
    void indexesWhatACrashLeftInTheFilesAlone() throws IOException {
        try (Ledger ledger = open()) {
            ledger.deadLetters().keep("r", null, List.of(Samples.unfillable(Samples.row(2))), kept -> Map.of());
        }
        String line = lines().get(0);
        Files.writeString(file(), line.replace("\"id\":\"", "\"id\":\"x") + "\n", StandardOpenOption.APPEND);

        try (Ledger ledger = open()) {
            assertThat(ledger.deadLetters().count(DeadLetterFilter.OPEN)).isEqualTo(2);
        }
    }

    @Test
    void makesTheIndexAgainWhenTheDatabaseIsLost() throws IOException {
        List<DeadLetter> before;
        try (Ledger ledger = open()) {
            ledger.deadLetters().keep("r", null, List.of(Samples.unfillable(Samples.row(2)), Samples.refused(Samples.message("ID:1"), "e-1")), kept -> Map.of());
            before = ledger.deadLetters().list(DeadLetterFilter.ALL, null, 10);
        }
        Files.delete(data.resolve("ledger.mv.db"));

        try (Ledger ledger = open()) {
            assertThat(ledger.deadLetters().list(DeadLetterFilter.ALL, null, 10)).isEqualTo(before).hasSize(2);
        }
    }

    /** Moved to a larger disk: Files.walk looked at the link alone. */
    @Test
    void makesTheIndexAgainOfAFolderBehindALink() throws IOException {
        try (Ledger ledger = open()) {
            ledger.deadLetters().keep("r", null, List.of(Samples.unfillable(Samples.row(2))), kept -> Map.of());
        }
        Files.delete(data.resolve("ledger.mv.db"));
        Files.move(data.resolve("dead-letters"), data.resolve("elsewhere"));
        Files.createSymbolicLink(data.resolve("dead-letters"), Path.of("elsewhere"));

        try (Ledger ledger = open()) {
            assertThat(ledger.deadLetters().count(DeadLetterFilter.OPEN)).isEqualTo(1);
        }
    }

    @Test
    void takesALineBackThatACrashTore() throws IOException {
        try (Ledger ledger = open()) {
            ledger.deadLetters().keep("r", null, List.of(Samples.unfillable(Samples.row(2))), kept -> Map.of());
            Files.writeString(file(), "{\"id\":\"torn", StandardOpenOption.APPEND);

            String id = ledger.deadLetters().keep("r", null, List.of(Samples.unfillable(Samples.row(3))), kept -> Map.of()).get(0);

            assertThat(lines()).hasSize(2).noneMatch(line -> line.contains("torn"));
            assertThat(ledger.deadLetters().read(ledger.deadLetters().find(id).orElseThrow())).isPresent();
        }
    }

    @Test
    void keepsAWholeLineThatAnEditorTookTheEndOf() throws IOException {
        try (Ledger ledger = open()) {
            ledger.deadLetters().keep("r", null, List.of(Samples.unfillable(Samples.row(2))), kept -> Map.of());
            Files.writeString(file(), Files.readString(file()).stripTrailing());

            String id = ledger.deadLetters().keep("r", null, List.of(Samples.unfillable(Samples.row(3))), kept -> Map.of()).get(0);

            assertThat(lines()).hasSize(2);
            assertThat(ledger.deadLetters().read(ledger.deadLetters().find(id).orElseThrow())).isPresent();
        }
    }

    /** A kill may end the file at any byte: every whole line is a dead letter, nothing else is, and the next one is kept whole. */
    @Test
    void survivesAKillAtAnyByteOfItsFile() throws IOException {
        Path whole = data.resolve("whole");
        try (Ledger ledger = Ledger.open(LedgerSettings.in(whole), clock())) {
            ledger.deadLetters().keep("r", null, List.of(Samples.unfillable(Samples.row(2)), Samples.unfillable(Samples.row(3, "Zoë \uD83D\uDE00"))), kept -> Map.of());
        }
        byte[] bytes = Files.readAllBytes(whole.resolve("dead-letters/r/2026-03-01.jsonl"));
        Path cut = data.resolve("cut");
        try (Database database = Database.open(new LocalStore(Folders.makePrivate(cut), clock()))) {
            for (int length = 0; length <= bytes.length; length++) {
                database.transact(connection -> connection.createStatement().executeUpdate("delete from dead_letter"));
                database.transact(connection -> connection.createStatement().executeUpdate("delete from dead_letter_file"));
                Files.createDirectories(cut.resolve("dead-letters/r"));
                Files.write(cut.resolve("dead-letters/r/2026-03-01.jsonl"), java.util.Arrays.copyOf(bytes, length));
                long wholeLines = LongStream.range(0, length).filter(at -> bytes[(int) at] == '\n').count();

                DeadLetters letters = new DeadLetters(new DeadLetterFiles(cut), new DeadLetterIndex(database, ""), clock(), null);
                assertThat(letters.count(DeadLetterFilter.ALL)).isEqualTo(wholeLines);

                String next = letters.keep("r", null, List.of(Samples.unfillable(Samples.row(9))), kept -> Map.of()).get(0);
                assertThat(letters.read(letters.find(next).orElseThrow())).isPresent();
                assertThat(letters.count(DeadLetterFilter.ALL)).isBetween(wholeLines + 1, wholeLines + 2);
            }
        }
    }

    @Test
    void listsByRouteSourceReasonTimeAndStateAPageAtATime() throws IOException {
        try (Ledger ledger = open()) {
            DeadLetters letters = ledger.deadLetters();
            letters.keep("r", null, List.of(Samples.unfillable(Samples.row(2)), Samples.unfillable(Samples.row(3)), Samples.unfillable(Samples.row(4))), kept -> Map.of());
            now = now.plus(Duration.ofHours(1));
            String message = letters.keep("s", null, List.of(Samples.refused(Samples.message("ID:1"), "e-1")), kept -> Map.of()).get(0);
            letters.close(List.of(message));

            assertThat(letters.count(DeadLetterFilter.ALL.route("r"))).isEqualTo(3);
            assertThat(letters.count(DeadLetterFilter.ALL.source("orders"))).isEqualTo(1);
            assertThat(letters.count(DeadLetterFilter.ALL.reason("EXPECTED type"))).isEqualTo(1);
            assertThat(letters.count(DeadLetterFilter.ALL.reason("100%"))).isZero();
            assertThat(letters.count(DeadLetterFilter.ALL.between(now, null))).isEqualTo(1);
            assertThat(letters.count(DeadLetterFilter.ALL.between(null, now))).isEqualTo(3);
            assertThat(letters.count(DeadLetterFilter.OPEN)).isEqualTo(3);
            assertThat(letters.count(DeadLetterFilter.ALL.state(State.CLOSED))).isEqualTo(1);
            List<DeadLetter> paged = new ArrayList<>();
            for (List<DeadLetter> page = letters.list(DeadLetterFilter.ALL, null, 2); !page.isEmpty(); page = letters.list(DeadLetterFilter.ALL, page.get(page.size() - 1), 2)) {
                paged.addAll(page);
            }
            assertThat(paged).hasSize(4).doesNotHaveDuplicates();
        }
    }

    @Test
    void countsReplaysAndDeletesNothing() throws IOException {
        try (Ledger ledger = open()) {
            DeadLetters letters = ledger.deadLetters();
            Refusal refusal = Samples.refused(Samples.message("ID:1"), "e-1");
            String id = letters.keep("r", null, List.of(refusal), kept -> Map.of()).get(0);

            letters.refusedAgain(Map.of(id, refusal));
            assertThat(letters.find(id).orElseThrow()).matches(letter -> letter.state() == State.OPEN && letter.replays() == 1 && letter.attempts() == 2);
            letters.replayed(List.of(id, "unknown"));

            assertThat(letters.find(id).orElseThrow()).matches(letter -> letter.state() == State.REPLAYED && letter.replays() == 2);
            assertThat(letters.openByRoute()).isEmpty();
            assertThat(lines()).hasSize(1);
        }
    }

    @Test
    void erasesWhatAPersonsEventsSaidAndKeepsTheCounts() throws IOException {
        String id;
        try (Ledger ledger = open()) {
            DeadLetters letters = ledger.deadLetters();
            letters.keep("r", null, List.of(Samples.unfillable(Samples.row(2, "bob@example.com"))), kept -> Map.of());
            id = letters.keep("r", null, List.of(Samples.refused(Samples.row(3, "Ann@example.com"), "e-3")), kept -> Map.of("CamelFileName", "a.csv")).get(0);
            letters.keep("r", null, List.of(Samples.unfillable(Samples.row(4, "cid@example.com"))), kept -> Map.of());

            List<String> erased = letters.erase("ann@example.com");

            assertThat(erased).containsExactly(id);
        }
        try (Ledger ledger = open()) {
            DeadLetters letters = ledger.deadLetters();
            assertThat(lines()).hasSize(3);
            assertThat(Files.readString(file())).doesNotContainIgnoringCase("ann@").doesNotContain("e-3").contains("bob@", "cid@");
            assertThat(letters.find(id).orElseThrow().state()).isEqualTo(State.ERASED);
            assertThat(letters.count(DeadLetterFilter.OPEN)).isEqualTo(2);
            for (DeadLetter letter : letters.list(DeadLetterFilter.OPEN, null, 10)) {
                assertThat(letters.read(letter).orElseThrow().path("event").path("row").asLong()).isEqualTo(letter.row());
            }
        }
    }

    @Test
    void forgetsWhatIsOlderThanTheRetention() throws IOException {
        try (Ledger ledger = open()) {
            ledger.deadLetters().keep("r", null, List.of(Samples.unfillable(Samples.row(2))), kept -> Map.of());
            FileRun run = ledger.openFile("r", "a.csv", "f1").orElseThrow();
            ledger.finish(run, "a.csv");
            now = now.plus(Duration.ofDays(29));
            ledger.deadLetters().keep("r", null, List.of(Samples.unfillable(Samples.row(3))), kept -> Map.of());
            ledger.forgetOld();
            assertThat(ledger.deadLetters().count(DeadLetterFilter.ALL)).isEqualTo(2);

            now = now.plus(Duration.ofDays(2));
            ledger.forgetOld();

            assertThat(ledger.deadLetters().list(DeadLetterFilter.ALL, null, 10)).extracting(DeadLetter::row).containsExactly(3L);
            assertThat(file()).doesNotExist();
        }
    }

    private List<String> lines() throws IOException {
        return Files.readAllLines(file());
    }

    private Path file() {
        return data.resolve("dead-letters/r/2026-03-01.jsonl");
    }

    private Ledger open() throws IOException {
        return Ledger.open(LedgerSettings.in(data), clock());
    }

    /** Tells the time of this test. */
    private Clock clock() {
        return new Clock() {
            @Override
            public java.time.ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(java.time.ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return now;
            }
        };
    }
}
