package io.inletroutes.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.inletroutes.Event;
import io.inletroutes.Outcome;
import io.inletroutes.ProblemsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerTest {

    private static final Clock CLOCK = Clock.fixed(Samples.NOW, ZoneOffset.UTC);

    @TempDir
    Path data;

    @Test
    void goesOnWithAFileOfTheSameContentBehindItsSettledRows() throws IOException {
        try (Ledger ledger = open()) {
            FileRun run = ledger.openFile("r", "a.csv", "f1").orElseThrow();
            run.settle(Samples.accepted(2, 4));
            ledger.leave(run);
        }

        try (Ledger ledger = open()) {
            FileRun run = ledger.openFile("r", "renamed.csv", "f1").orElseThrow();

            assertThat(run.isResumed()).isTrue();
            assertThat(run.counts()).isEqualTo(new Counts(3, 0, 0));
            assertThat(Stream.of(1L, 2L, 4L, 5L).map(run::isSettled)).containsExactly(false, true, true, false);
        }
    }

    @Test
    void leavesOpenEventsOutOfWhatIsSettled() throws IOException {
        try (Ledger ledger = open()) {
            FileRun run = ledger.openFile("r", "a.csv", "f1").orElseThrow();
            List<Event> events = List.of(Samples.row(2), Samples.row(3), Samples.row(4));
            events.get(0).settle(Outcome.SKIPPED);
            events.get(2).settle(new Outcome.Dead("d"));

            int open = run.settle(events);

            assertThat(open).isEqualTo(1);
            assertThat(run.counts()).isEqualTo(new Counts(0, 1, 1));
            assertThat(Stream.of(2L, 3L, 4L).map(run::isSettled)).containsExactly(true, false, true);
        }
    }

    @Test
    void readsTheSameContentOnceAtATime() throws IOException {
        try (Ledger ledger = open()) {
            FileRun run = ledger.openFile("r", "a.csv", "f1").orElseThrow();

            assertThat(ledger.openFile("r", "copy-of-a.csv", "f1")).isEmpty();
            assertThat(ledger.openFile("other-route", "a.csv", "f1")).isPresent();
            ledger.leave(run);
            assertThat(ledger.openFile("r", "copy-of-a.csv", "f1")).isPresent();
        }
    }

    @Test
    void beginsAFinishedFileAnewWhenItComesAgain() throws IOException {
        try (Ledger ledger = open()) {
            FileRun run = ledger.openFile("r", "a.csv", "f1").orElseThrow();
            run.settle(Samples.accepted(2, 4));
            ledger.keepAs(run, "a-2.csv");
            Receipt receipt = ledger.finish(run, "a-2.csv");

            FileRun again = ledger.openFile("r", "a.csv", "f1").orElseThrow();

            assertThat(receipt.counts()).isEqualTo(new Counts(3, 0, 0));
            assertThat(receipt.batches()).containsExactly("batch-1");
            assertThat(again.id()).isNotEqualTo(run.id());
            assertThat(again.isResumed()).isFalse();
        }
    }

    /** The progress of a finished file was still there when the process ended: its events must not count as settled for the next of the same content. */
    @Test
    void beginsAnewWhenAKillCameBetweenTheEndOfAFileAndTheRemovalOfItsProgress() throws IOException {
        Path rows;
        byte[] progress;
        try (Ledger ledger = open()) {
            FileRun run = ledger.openFile("r", "a.csv", "f1").orElseThrow();
            run.settle(Samples.accepted(2, 4));
            rows = onlyFile("progress");
            progress = Files.readAllBytes(rows);
            ledger.finish(run, "a.csv");
        }
        Files.write(rows, progress);

        try (Ledger ledger = open()) {
            assertThat(ledger.openFile("r", "a.csv", "f1").orElseThrow().isResumed()).isFalse();
        }
    }

    @Test
    void remembersUnderWhichNameAFileWasToBeKept() throws IOException {
        try (Ledger ledger = open()) {
            FileRun run = ledger.openFile("r", "a.csv", "f1").orElseThrow();
            ledger.keepAs(run, "a-2.csv");
            ledger.leave(run);

            assertThat(ledger.openFile("r", "a.csv", "f1").orElseThrow().keptAs()).contains("a-2.csv");
        }
    }

    /** A process killed between the move and its note left a file that was being read for ever, in the ledger's eyes. */
    @Test
    void endsAFileWhoseMoveWasTheLastThingThatWasDone() throws IOException {
        try (Ledger ledger = open()) {
            FileRun moved = ledger.openFile("r", "a.csv", "f1").orElseThrow();
            moved.settle(Samples.accepted(2, 4));
            ledger.keepAs(moved, "a-2.csv");
            ledger.leave(moved);
            FileRun waiting = ledger.openFile("r", "b.csv", "f2").orElseThrow();
            ledger.keepAs(waiting, "b.csv");
            ledger.leave(waiting);
        }

        try (Ledger ledger = open()) {
            ledger.finishMoved((name, fingerprint) -> name.equals("a-2.csv") && fingerprint.equals("f1"));

            assertThat(ledger.findByRow("a.csv", 5)).singleElement().extracting(EventTrace::fate).isEqualTo(EventTrace.Fate.SETTLED);
            assertThat(ledger.findByRow("b.csv", 5)).singleElement().extracting(EventTrace::fate).isEqualTo(EventTrace.Fate.OPEN);
            assertThat(ledger.findByRow("a-2.csv", 5)).as("by the name it has in done/").hasSize(1).isEqualTo(ledger.findByRow("a.csv", 5));
            assertThat(ledger.openFile("r", "a.csv", "f1").orElseThrow().isResumed()).isFalse();
        }
    }

    @Test
    void goesOnWithAFileWhenTheDatabaseIsLost() throws IOException {
        try (Ledger ledger = open()) {
            FileRun run = ledger.openFile("r", "a.csv", "f1").orElseThrow();
            run.settle(Samples.accepted(2, 4));
        }
        Files.delete(data.resolve("ledger.mv.db"));

        try (Ledger ledger = open()) {
            FileRun run = ledger.openFile("r", "a.csv", "f1").orElseThrow();
            FileRun other = ledger.openFile("r", "b.csv", "f2").orElseThrow();

            assertThat(run.counts()).isEqualTo(new Counts(3, 0, 0));
            assertThat(other.id()).isNotEqualTo(run.id());
            assertThat(other.isResumed()).isFalse();
            assertThat(ledger.finish(run, "a.csv").counts()).isEqualTo(new Counts(3, 0, 0));
        }
    }

    @Test
    void putsADamagedDatabaseAsideAndGoesOn() throws IOException {
        open().close();
        byte[] bytes = Files.readAllBytes(data.resolve("ledger.mv.db"));
        for (byte[] damaged : List.of("no database\n".repeat(1_000).getBytes(), java.util.Arrays.copyOf(bytes, 100))) {
            Files.write(data.resolve("ledger.mv.db"), damaged);

            try (Ledger ledger = open()) {
                assertThat(ledger.openFile("r", "a.csv", "f1")).isPresent();
            }

            try (Stream<Path> files = Files.list(data)) {
                Path aside = files.filter(file -> file.getFileName().toString().startsWith("ledger.broken-")).findFirst().orElseThrow();
                assertThat(Files.readAllBytes(aside)).isEqualTo(damaged);
                Files.delete(aside);
            }
        }
    }

    /** An error that says nothing of damage once moved a healthy ledger aside. */
    @Test
    void stopsTheStartAndTouchesNothingWhenTheDatabaseCannotBeOpenedForAnotherReason() throws IOException {
        Files.createDirectories(data.resolve("ledger.mv.db"));

        ProblemsException thrown = catchThrowableOfType(ProblemsException.class, this::open);

        assertThat(thrown).hasMessageStartingWith(data.getFileName() + "/ledger.mv.db: the ledger cannot be opened (H2 error 90028)");
        assertThat(data.resolve("ledger.mv.db")).isDirectory();
    }

    @Test
    void readsThePasswordFromAFile() throws IOException {
        Path secret = Files.writeString(data.resolve("password"), "s3cret\n");
        LedgerSettings settings = new LedgerSettings(data, "jdbc:h2:mem:secret;USER=sa;PASSWORD=s3cret", null, "file:" + secret, Duration.ofDays(7), Duration.ofDays(30));

        assertThat(settings.secret()).isEqualTo("s3cret");
        assertThat(settings.toString()).doesNotContain("s3cret");
    }

    @Test
    void saysWhenThePasswordsFileCannotBeRead() {
        LedgerSettings settings = new LedgerSettings(data, "jdbc:h2:mem:secret", "sa", "file:" + data.resolve("none"), Duration.ofDays(7), Duration.ofDays(30));

        assertThat(catchThrowableOfType(ProblemsException.class, () -> Ledger.open(settings, CLOCK))).hasMessageContaining("ledger.password names a file that cannot be read");
    }

    @Test
    void saysWhenTheDriverIsMissing() {
        LedgerSettings settings = new LedgerSettings(data, "jdbc:none://host/x", null, null, Duration.ofDays(7), Duration.ofDays(30));

        assertThat(catchThrowableOfType(ProblemsException.class, () -> Ledger.open(settings, CLOCK))).hasMessageContaining("put the driver's jar into lib/ext");
    }

    @Test
    void findsAnEventByItsIdItsRowAndItsMessage() throws IOException {
        try (Ledger ledger = open()) {
            FileRun run = ledger.openFile("r", "a.csv", "f1").orElseThrow();
            ledger.acceptedIds().accept(run.id(), List.of(Samples.accepted("e-2", Samples.row(2), "b-1", "x-2")));
            ledger.acceptedIds().accept(0, List.of(Samples.accepted("e-m", Samples.message("ID:1"), "b-1", "x-3")));
            String dead = ledger.deadLetters().keep("r", run, List.of(Samples.refused(Samples.row(3), "e-3")), kept -> Map.of()).get(0);
            String deadMessage = ledger.deadLetters().keep("s", null, List.of(Samples.refused(Samples.message("ID:2"), "e-n")), kept -> Map.of()).get(0);
            EventTrace accepted = new EventTrace(EventTrace.Fate.ACCEPTED, "r", "a.csv", 2, "b-1", "x-2", Samples.NOW, null, null, null);
            EventTrace refused = new EventTrace(EventTrace.Fate.DEAD, "r", "a.csv", 3, null, null, Samples.NOW, dead, DeadLetter.State.OPEN, null);

            assertThat(ledger.findById("e-2")).containsExactly(accepted);
            assertThat(ledger.findByRow("a.csv", 2)).containsExactly(accepted);
            assertThat(ledger.findById("e-3")).containsExactly(refused);
            assertThat(ledger.findByRow("a.csv", 3)).containsExactly(refused);
            assertThat(ledger.findByKey("ID:1")).containsExactly(new EventTrace(EventTrace.Fate.ACCEPTED, null, null, 0, "b-1", "x-3", Samples.NOW, null, null, null));
            assertThat(ledger.findByKey("ID:2")).extracting(EventTrace::deadLetterId).containsExactly(deadMessage);
            assertThat(ledger.findByRow("a.csv", 4)).extracting(EventTrace::fate).containsExactly(EventTrace.Fate.OPEN);
            ledger.finish(run, "a.csv");
            assertThat(ledger.findByRow("a.csv", 4)).extracting(EventTrace::fate).containsExactly(EventTrace.Fate.SETTLED);
            assertThat(ledger.findByRow("b.csv", 4)).isEmpty();
            assertThat(ledger.findById("e-9")).isEmpty();
        }
    }

    private Ledger open() throws IOException {
        return Ledger.open(LedgerSettings.in(data), CLOCK);
    }

    private Path onlyFile(String folder) throws IOException {
        try (Stream<Path> files = Files.list(data.resolve(folder))) {
            return files.findFirst().orElseThrow();
        }
    }
}
