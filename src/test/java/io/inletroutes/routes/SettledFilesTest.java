package io.inletroutes.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.inletroutes.simulator.Fault;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What becomes of files, from the folder they are dropped into to the one they end in. */
class SettledFilesTest {

    private static final String NAME = "loyalty-signup";
    private static final String HEADING = "signup_id,signed_up_at,first_name,last_name,email,birth_year,tier,store,newsletter\n";

    @TempDir
    Path folder;

    private RunningHome home;

    @BeforeEach
    void makeHome() throws IOException {
        home = RunningHome.with(folder, "loyalty-signup-from-csv", RunningHome.QUICK);
    }

    @AfterEach
    void close() throws IOException {
        home.close();
    }

    @Test
    void writesAReceiptThatAddsUp() throws IOException {
        home.start();
        home.drop(NAME, "a.csv", HEADING + row("LS-1") + row("LS-2") + row("LS-3").replace("noor@example.org", ""));

        awaitSettled();

        assertThat(inDone("a.csv.receipt.txt")).contains("read      3").contains("accepted  2").contains("dead      1").contains("skipped   0");
        assertThat(home.inlet().counts().accepted()).isEqualTo(2);
    }

    /** Of such a file all bytes are looked at between the two looks at its times; of one that changes meanwhile this must not count. */
    @Test
    void deliversALargeFileThatWasCompleteBeforeItsRename() throws IOException {
        try (RunningHome large = RunningHome.with(Files.createDirectories(folder.resolve("large")), "loyalty-signup-from-csv", RunningHome.QUICK.replace("quiet = 0s", "quiet = 1s")).start()) {
            Path fresh = large.inbox(NAME).resolve("large.part");
            StringBuilder rows = new StringBuilder(HEADING.replace("\n", ",remark\n"));
            String remark = ",\u00e9" + "x".repeat(100_000);
            for (int event = 0; event < 400; event++) {
                rows.append(row("LS-" + event).replace("\n", remark + "\n"));
            }
            Files.writeString(fresh, rows);
            Files.setLastModifiedTime(fresh, FileTime.from(Instant.now().minusSeconds(10)));
            Path dropped = Files.move(fresh, large.inbox(NAME).resolve("large.csv"));

            await().atMost(Duration.ofSeconds(60)).until(() -> !Files.exists(dropped));

            assertThat(Files.readString(large.inbox(NAME).resolve("done/large.csv.receipt.txt"))).contains("accepted  400");
            assertThat(large.inlet().counts().distinct()).isEqualTo(400);
        }
    }

    @Test
    void keepsTwoFilesOfOneName() throws IOException {
        home.start();
        home.drop(NAME, "a.csv", HEADING + row("LS-1"));
        awaitSettled();
        home.drop(NAME, "a.csv", HEADING + row("LS-2"));
        awaitSettled();

        assertThat(home.inlet().counts().distinct()).isEqualTo(2);
        assertThat(inDone("a.csv")).contains("LS-1");
        assertThat(inDone("a-2.csv")).contains("LS-2");
    }

    @Test
    void settlesTwoFilesOfTheSameContentOneAfterTheOther() throws IOException {
        home.start();
        home.inlet().fault(Fault.parse("503"));
        home.drop(NAME, "a.csv", HEADING + row("LS-1") + row("LS-2"));
        home.drop(NAME, "b.csv", HEADING + row("LS-1") + row("LS-2"));
        await().until(home::isHeld);
        assertThat(home.routes.filesInProgress()).hasSize(1); // two readers of one progress file would spoil it

        home.inlet().mend();

        awaitSettled();
        assertThat(inDone("a.csv.receipt.txt") + inDone("b.csv.receipt.txt")).contains("accepted  2").contains("skipped   2");
        assertThat(home.inlet().counts().accepted()).isEqualTo(2);
    }

    @Test
    void deliversARejectedFileThatWasMended() throws Exception {
        home.start();
        home.drop(NAME, "a.csv", HEADING + row("LS-1") + row("LS-2").replace("noor@example.org", "") + row("LS-3"));
        awaitSettled();
        Path rejected = home.inbox(NAME).resolve("rejected/a.csv");
        String text = Files.readString(rejected);
        assertThat(text.lines()).hasSize(2).first().asString().contains("_reason").contains("_row").contains("_dead_letter");
        assertThat(text).contains("email");

        home.drop(NAME, "mended.csv", text.replace("Achterberg,,", "Achterberg,noor@example.org,"));

        awaitSettled();
        assertThat(home.inlet().counts().distinct()).isEqualTo(3);
        assertThat(home.inlet().counts().repeated()).isZero();
        assertThat(inDone("mended.csv.receipt.txt")).contains("accepted  1");
        assertThat(home.routes.ledger().deadLetters().openByRoute()).isEmpty();
    }

    /** The first letter stayed open for ever, and a replay of it delivered the event a second time. */
    @Test
    void putsANewDeadLetterInThePlaceOfTheOneWhoseRowCameBackUnmended() throws Exception {
        home.start();
        home.drop(NAME, "a.csv", HEADING + row("LS-1").replace("noor@example.org", ""));
        awaitSettled();
        home.drop(NAME, "again.csv", Files.readString(home.inbox(NAME).resolve("rejected/a.csv")));
        awaitSettled();
        assertThat(home.routes.ledger().deadLetters().openByRoute().values()).containsExactly(1L);

        home.drop(NAME, "mended.csv", Files.readString(home.inbox(NAME).resolve("rejected/again.csv")).replace("Achterberg,,", "Achterberg,noor@example.org,"));

        awaitSettled();
        assertThat(inDone("mended.csv.receipt.txt")).contains("accepted  1");
        assertThat(home.routes.ledger().deadLetters().openByRoute()).isEmpty();
    }

    @ParameterizedTest(name = "_id {0}, dropped again as {1}")
    @CsvSource({"$.signup_id,a.csv", "$.signup_id,corrected.csv", "${$.store}-${$.signup_id},corrected.csv", "${variable.eventId},a.csv"})
    void sendsTheMendedRowsAloneWhenAWholeCorrectedFileIsDropped(String id, String name) throws IOException {
        home.files.edit("mappings/loyalty-signup/mapping.json", "\"_id\": \"$.signup_id\"", "\"_id\": \"" + id + "\"");
        home.start();
        StringBuilder rows = new StringBuilder(HEADING);
        for (int event = 0; event < 10_000; event++) {
            rows.append(event % 4_000 == 1_007 ? row("LS-" + event).replace("noor@example.org", "") : row("LS-" + event));
        }
        home.drop(NAME, "a.csv", rows.toString());
        awaitSettled();
        assertThat(inDone("a.csv.receipt.txt")).contains("accepted  9997").contains("dead      3");

        home.drop(NAME, name, rows.toString().replace("Achterberg,,", "Achterberg,noor@example.org,"));

        awaitSettled();
        String kept = name.equals("a.csv") ? "a-2.csv" : name;
        assertThat(inDone(kept + ".receipt.txt")).contains("read      10000").contains("accepted  3\n").contains("dead      0").contains("skipped   9997");
        assertThat(home.inlet().counts().accepted()).isEqualTo(10_000);
        assertThat(home.inlet().counts().repeated()).isZero();
    }

    /** Refusals of several chunks under way were counted as a row, although events between them were accepted. */
    @Test
    void doesNotBrakeForRefusalsThatAcceptedEventsStandBetween() throws IOException {
        home.start();
        StringBuilder rows = new StringBuilder(HEADING);
        for (int event = 0; event < 6_000; event++) {
            rows.append(event % 10 < 3 ? row("LS-" + event).replace("noor@example.org", "") : row("LS-" + event));
        }

        home.drop(NAME, "a.csv", rows.toString());

        awaitSettled();
        assertThat(inDone("a.csv.receipt.txt")).contains("accepted  4200").contains("dead      1800");
    }

    @Test
    void returnsAFileThatCannotBeReadWithTheReasonBeside() throws IOException {
        home.start();
        Files.createDirectories(home.inbox(NAME));
        Files.write(home.inbox(NAME).resolve("a.csv"), (HEADING + row("LS-1").replace("Noor", "No\u00e9")).getBytes(StandardCharsets.ISO_8859_1));

        awaitSettled();

        assertThat(home.inbox(NAME).resolve("failed/a.csv")).exists();
        assertThat(Files.readString(home.inbox(NAME).resolve("failed/a.csv.reason.txt"))).contains("csv.encoding").contains("Nothing of it was sent.");
        assertThat(home.inlet().counts().requests()).isZero();
    }

    @Test
    void returnsAFileWithoutAColumnThatTheMappingNeeds() throws IOException {
        home.start();
        home.drop(NAME, "a.csv", HEADING.replace("email", "e-mail") + row("LS-1"));

        awaitSettled();

        assertThat(Files.readString(home.inbox(NAME).resolve("failed/a.csv.reason.txt"))).contains("the heading has no column \"email\"")
                .contains("\"e-mail\" is meant for \"email\"?");
        assertThat(home.deadLetters()).isEmpty();
    }

    @Test
    void keepsAFileInTheInboxWhenItIsStoppedWhileHeldAndGoesOnWithIt() throws Exception {
        home.start();
        home.inlet().fault(Fault.parse("503"));
        home.drop(NAME, "a.csv", HEADING + row("LS-1") + row("LS-2"));
        await().until(home::isHeld);
        await().until(() -> Files.exists(home.inbox(NAME).resolve("WAITING.txt")));

        home.stop();

        assertThat(home.inbox(NAME).resolve("a.csv")).exists();
        assertThat(home.inbox(NAME).resolve("WAITING.txt")).doesNotExist();
        home.inlet().mend();
        home = home.again().start();
        awaitSettled();
        assertThat(home.inlet().counts().distinct()).isEqualTo(2);
        assertThat(home.deadLetters()).isEmpty();
    }

    private static String row(String id) {
        return id + ",2024-05-29T09:12:44+02:00,Noor,Achterberg,noor@example.org,1984,S,Utrecht,yes\n";
    }

    private void awaitSettled() {
        await().atMost(Duration.ofSeconds(30)).until(() -> home.isInboxEmpty(NAME));
    }

    private String inDone(String file) throws IOException {
        return Files.readString(home.inbox(NAME).resolve("done").resolve(file));
    }
}
