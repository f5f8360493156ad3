package io.inletroutes.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.inletroutes.Event;
import io.inletroutes.Outcome;
import io.inletroutes.Payload;
import io.inletroutes.ledger.AcceptedIds.Known;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two instances, each with a data folder of its own, on one database. What that database is, subclasses say. */
abstract class SharedLedgerTest {

    private static final Clock CLOCK = Clock.fixed(Samples.NOW, ZoneOffset.UTC);

    @TempDir
    Path folders;

    abstract String url();

    @Test
    void readsAFileInOneInstanceAtATime() throws IOException {
        try (Ledger first = open("first"); Ledger second = open("second")) {
            FileRun run = first.openFile("r", "a.csv", "f1").orElseThrow();

            assertThat(second.openFile("r", "a.csv", "f1")).isEmpty();
            assertThat(second.openFile("r", "b.csv", "f2")).isPresent();
            first.finish(run, "a.csv");
            assertThat(second.openFile("r", "a.csv", "f1")).isPresent();
        }
    }

    @Test
    void goesOnInAnotherInstanceBehindTheSettledRowsWhenOneLeavesAFile() throws IOException {
        try (Ledger first = open("first"); Ledger second = open("second")) {
            FileRun run = first.openFile("r", "a.csv", "f1").orElseThrow();
            run.settle(Samples.accepted(2, 4));
            first.leave(run);

            FileRun taken = second.openFile("r", "a.csv", "f1").orElseThrow();

            assertThat(taken.id()).isEqualTo(run.id());
            assertThat(taken.counts()).isEqualTo(new Counts(3, 0, 0));
            assertThat(taken.isSettled(4)).isTrue();
            assertThat(taken.isSettled(5)).isFalse();
        }
    }

    /** The lease of a dead instance runs out; here it is made to. */
    @Test
    void takesAFileOverFromAnInstanceThatDied() throws Exception {
        try (Ledger dead = open("dead"); Ledger second = open("second")) {
            FileRun run = dead.openFile("r", "a.csv", "f1").orElseThrow();
            run.settle(Samples.accepted(2, 4));
            execute("update file_claim set held_until = current_timestamp - interval '1' second");

            FileRun taken = second.openFile("r", "a.csv", "f1").orElseThrow();

            assertThat(taken.counts()).isEqualTo(new Counts(3, 0, 0));
            assertThatThrownBy(() -> run.settle(Samples.accepted(5, 6))).isInstanceOf(IOException.class).hasMessage("another instance took the file over");
            taken.settle(Samples.accepted(5, 6));
            assertThat(second.finish(taken, "a.csv").counts()).isEqualTo(new Counts(5, 0, 0));
        }
    }

    @Test
    void renewsItsClaimsAndLetsARunGoThatAnotherInstanceTookOver() throws Exception {
        try (Ledger first = open("first"); Ledger second = open("second")) {
            FileRun kept = first.openFile("r", "a.csv", "f1").orElseThrow();
            FileRun lost = first.openFile("r", "b.csv", "f2").orElseThrow();
            execute("update file_claim set held_until = current_timestamp - interval '1' second where fingerprint = 'f2'");
            second.openFile("r", "b.csv", "f2").orElseThrow();
            execute("update file_claim set held_until = current_timestamp + interval '1' second where fingerprint = 'f1'");

            first.renewClaims();

            assertThat(kept.isLost()).isFalse();
            assertThat(lost.isLost()).isTrue();
            execute("update file_claim set held_until = held_until - interval '10' second");
            assertThat(second.openFile("r", "a.csv", "f1")).isEmpty();
        }
    }

    /** An instance that starts again on its data folder need not wait for its own lease. */
    @Test
    void takesItsOwnFilesBackAtOnce() throws Exception {
        try (Ledger before = open("first")) {
            FileRun run = before.openFile("r", "a.csv", "f1").orElseThrow();
            run.settle(Samples.accepted(2, 4));

            try (Ledger after = open("first")) {
                assertThat(after.openFile("r", "a.csv", "f1").orElseThrow().counts()).isEqualTo(new Counts(3, 0, 0));
            }
        }
    }

    @Test
    void knowsInEachInstanceWhatAnyOfThemDelivered() throws IOException {
        try (Ledger first = open("first"); Ledger second = open("second")) {
            Payload row = Samples.accepted("e-1", Samples.row(2), "b-1", "x-1");
            first.acceptedIds().accept(first.openFile("r", "a.csv", "f1").orElseThrow().id(), List.of(row, Samples.payload("e-2", "still open", Samples.row(3))));
            first.acceptedIds().accept(0, List.of(Samples.accepted("e-2", Samples.message("ID:1"), null, null)));

            Event again = Samples.row(2);
            again.settle(new Outcome.Accepted(null, null));
            Payload changed = Samples.payload("e-1", "changed", again);
            Payload other = Samples.payload("e-3", "as sent", Samples.row(4));
            assertThat(second.acceptedIds().known(List.of(row, Payload.of(new byte[0]), changed, other))).containsExactly(Known.SAME, Known.NO, Known.OTHER_CONTENT, Known.NO);
            assertThat(second.acceptedIds().known(List.of(other))).isEmpty();
            second.acceptedIds().accept(0, List.of(changed));
            EventTrace trace = new EventTrace(EventTrace.Fate.ACCEPTED, "r", "a.csv", 2, "b-1", "x-1", Samples.NOW, null, null, null);
            assertThat(second.findByRow("a.csv", 2)).containsExactly(trace);
            assertThat(second.findById("e-1")).hasSize(2).contains(trace);
            assertThat(second.findByKey("ID:1")).hasSize(1);
        }
    }

    @Test
    void listsTheDeadLettersOfAllInstancesAndReadsItsOwn() throws IOException {
        try (Ledger first = open("first"); Ledger second = open("second")) {
            String id = first.deadLetters().keep("r", null, List.of(Samples.refused(Samples.message("ID:1"), "e-1")), kept -> Map.of()).get(0);

            DeadLetter letter = second.deadLetters().list(DeadLetterFilter.OPEN.route("r").reason("expected").between(Samples.NOW, Samples.NOW.plus(Duration.ofDays(1))), null, 9).get(0);
            assertThat(letter.id()).isEqualTo(id);
            assertThat(second.deadLetters().read(letter)).isEmpty();
            assertThat(first.deadLetters().read(letter)).isPresent();
            assertThat(second.deadLetters().keep("r", null, List.of(Samples.refused(Samples.message("ID:1"), "e-1")), kept -> Map.of())).containsExactly(id);
            assertThat(second.deadLetters().close(List.of(id))).isEqualTo(1);
            assertThat(first.deadLetters().openByRoute()).isEmpty();
        }
    }

    @Test
    void forgetsNothingThatAnotherInstanceReads() throws Exception {
        try (Ledger first = open("first")) {
            FileRun run = first.openFile("r", "a.csv", "f1").orElseThrow();
            run.settle(Samples.accepted(2, 4));
            first.acceptedIds().accept(run.id(), List.of(Samples.accepted("e-1", Samples.row(2), "b-1", "x-1")));

            try (Ledger second = open("second", Clock.offset(CLOCK, Duration.ofDays(40)))) { // forgets on a thread of its own too until it is closed
                second.forgetOld();
                assertThat(second.findById("e-1")).isEmpty();
            }

            first.leave(run);
            assertThat(first.openFile("r", "a.csv", "f1").orElseThrow().counts()).isEqualTo(new Counts(3, 0, 0));
        }
    }

    @Test
    void takesOverWhatALedgerInAFileKnowsAndGivesItBack() throws Exception {
        LedgerSettings file = settings("first", null);
        long begun;
        try (Ledger local = Ledger.open(file, CLOCK)) {
            FileRun done = local.openFile("r", "done.csv", "f-done").orElseThrow();
            done.settle(Samples.accepted(2, 4));
            local.finish(done, "done.csv");
            FileRun run = local.openFile("r", "a.csv", "f-a").orElseThrow();
            begun = run.id();
            run.settle(Samples.accepted(2, 1_001));
            local.acceptedIds().accept(run.id(), List.of(Samples.accepted("e-2", Samples.row(2), "b-1", "x-1")));
            local.acceptedIds().accept(0, List.of(Samples.accepted("e-3", Samples.message("ID:3"), null, "x-3")));
            String closed = local.deadLetters().keep("r", run, List.of(Samples.refused(Samples.row(5), "e-5")), kept -> Map.of()).get(0);
            local.deadLetters().keep("r", null, List.of(Samples.refused(Samples.message("ID:9"), "e-9")), kept -> Map.of());
            local.deadLetters().close(List.of(closed));
            local.leave(run);
        }

        CopiedLedger there = LedgerCopy.copy(file, settings("first", url()), CLOCK);
        CopiedLedger again = LedgerCopy.copy(file, settings("first", url()), CLOCK);

        assertThat(there).isEqualTo(again).isEqualTo(new CopiedLedger(2, 1, 2, 2, 0));
        knowsAll(settings("first", url()), begun);
        for (String old : List.of("ledger.mv.db", "journal", "progress")) {
            Files.move(folders.resolve("first").resolve(old), folders.resolve(old));
        }
        Path left = Files.writeString(Files.createDirectories(folders.resolve("first/journal")).resolve("1-1.entries"), "of a journal that was given up");

        CopiedLedger back = LedgerCopy.copy(settings("first", url()), file, CLOCK);

        assertThat(back).isEqualTo(there);
        assertThat(left).doesNotExist();
        knowsAll(file, begun);
    }

    private static void knowsAll(LedgerSettings settings, long begun) throws IOException {
        try (Ledger ledger = Ledger.open(settings, CLOCK)) {
            FileRun run = ledger.openFile("r", "a.csv", "f-a").orElseThrow();
            assertThat(run.id()).isEqualTo(begun);
            assertThat(run.counts()).isEqualTo(new Counts(1_000, 0, 0));
            assertThat(run.isSettled(1_001)).isTrue();
            assertThat(run.isSettled(1_002)).isFalse();
            assertThat(ledger.findById("e-2")).singleElement().satisfies(trace -> assertThat(trace.xactionId()).isEqualTo("x-1"));
            assertThat(ledger.findByKey("ID:3")).hasSize(1);
            assertThat(ledger.finishedFiles(Long.MAX_VALUE, 10)).extracting(FinishedFile::name).containsExactly("done.csv");
            assertThat(ledger.deadLetters().openByRoute()).containsExactly(Map.entry("r", 1L));
            DeadLetter open = ledger.deadLetters().list(DeadLetterFilter.OPEN, null, 10).get(0);
            assertThat(ledger.deadLetters().read(open)).isPresent();
            ledger.leave(run);
        }
    }

    @Test
    void isNotWrittenOverByACopyOfALedgerThatDoesNotKnowIt() throws Exception {
        try (Ledger other = open("other")) {
            other.leave(other.openFile("r", "b.csv", "f-b").orElseThrow());
        }
        LedgerSettings file = settings("first", null);
        Ledger.open(file, CLOCK).close();

        assertThatThrownBy(() -> LedgerCopy.copy(file, settings("first", url()), CLOCK)).hasMessageContaining("the target is not empty, and holds what this ledger does not know; nothing was copied");

        try (Ledger other = open("other")) {
            assertThat(other.openFile("r", "b.csv", "f-b")).isPresent();
        }
    }

    private LedgerSettings settings(String folder, String url) {
        return new LedgerSettings(folders.resolve(folder), url, null, null, Duration.ofDays(7), Duration.ofDays(30));
    }

    Ledger open(String folder) throws IOException {
        return open(folder, CLOCK);
    }

    private Ledger open(String folder, Clock clock) throws IOException {
        return Ledger.open(new LedgerSettings(folders.resolve(folder), url(), null, null, Duration.ofDays(7), Duration.ofDays(30)), clock);
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url()); Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
