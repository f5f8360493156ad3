package io.inletroutes.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.inletroutes.ProblemsException;
import io.inletroutes.simulator.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What operators ask of a running instance, and of a home at rest. */
class OperationsTest {

    private static final String NAME = "loyalty-signup";
    private static final String ROWS = """
            signup_id,signed_up_at,first_name,last_name,email,birth_year,tier,store,newsletter
            LS-1,2024-05-29T09:12:44+02:00,Noor,Achterberg,noor@example.org,1984,S,Utrecht,yes
            LS-2,2024-05-29T09:12:45+02:00,,Sander,sander@example.org,1985,S,Utrecht,yes
            LS-3,2024-05-29T09:12:46+02:00,Ida,Berg,ida@example.org,1986,S,Utrecht,yes
            """;

    @TempDir
    Path folder;

    private RunningHome home;

    @BeforeEach
    void deliverAFileWithARowThatCannotBeFilled() throws IOException {
        home = RunningHome.with(folder, "loyalty-signup-from-csv", RunningHome.QUICK).start();
        home.drop(NAME, "a.csv", ROWS);
        await().atMost(Duration.ofSeconds(30)).until(() -> home.isInboxEmpty(NAME));
    }

    @AfterEach
    void close() throws IOException {
        home.close();
    }

    @Test
    void findsAnAcceptedEventByItsIdAndByItsRow() throws Exception {
        JsonNode byId = ask("find").put("id", "LS-3");

        JsonNode found = answer((ObjectNode) byId).at("/found/0");
        JsonNode byRow = answer(ask("find").put("file", "a.csv").put("row", 4)).at("/found/0");

        assertThat(found.path("fate").asText()).isEqualTo("accepted");
        assertThat(found.path("file").asText()).isEqualTo("a.csv");
        assertThat(found.path("row").asInt()).isEqualTo(4);
        assertThat(byRow).isEqualTo(found);
        assertThat(home.routes.files().search("email", "ida@example.org")).containsExactly(new DoneFiles.Place("a.csv", 4));
    }

    /** The row of the second file was looked for under the name that it has in done/, where the ledger knew nothing, or in the first. */
    @Test
    void tellsFilesOfTheSameNameApart() throws Exception {
        home.drop(NAME, "a.csv", ROWS.replace("LS-", "LX-").replace(",,", ",Lea,").replace("ida@", "una@"));
        await().atMost(Duration.ofSeconds(30)).until(() -> home.isInboxEmpty(NAME));

        DoneFiles.Place place = home.routes.files().search("email", "una@example.org").get(0);
        JsonNode found = answer(ask("find").put("kept", place.file()).put("row", place.row())).path("found");

        assertThat(place.file()).isEqualTo("a-2.csv");
        assertThat(found).hasSize(1);
        assertThat(found.at("/0/file").asText()).isEqualTo("a.csv");
        assertThat(found.at("/0/keptAs").asText()).isEqualTo("a-2.csv");
        assertThat(answer(ask("find").put("file", "a.csv").put("row", 4)).path("found")).extracting(one -> one.path("keptAs").asText()).containsExactlyInAnyOrder("a.csv", "a-2.csv");
    }

    /** It was told to be skipped as accepted before, or never to have been here. */
    @Test
    void saysThatAFileLiesInFailedWithTheReasonAndTheCure() throws Exception {
        home.drop(NAME, "b.csv", ROWS.replace("email", "mail"));
        await().atMost(Duration.ofSeconds(30)).until(() -> home.isInboxEmpty(NAME));

        JsonNode found = answer(ask("find").put("file", "inbox/loyalty-signup/failed/b.csv").put("row", 2)).path("found");

        assertThat(found).hasSize(1);
        assertThat(found.at("/0/fate").asText()).isEqualTo("failed");
        assertThat(found.at("/0/place").asText()).isEqualTo("inbox/loyalty-signup/failed/b.csv");
        assertThat(found.at("/0/reason").asText()).isEqualTo("the heading has no column \"email\", which the mapping loyalty-signup needs");
        assertThat(found.at("/0/sent").asText()).isEqualTo("Nothing of it was sent.");
        assertThat(found.at("/0/fix").asText()).startsWith("name the columns as the mapping does");
    }

    @Test
    void tellsTheCorrectedFileFromTheOneOfThatNameInFailed() throws Exception {
        home.drop(NAME, "b.csv", ROWS.replace("email", "mail"));
        await().atMost(Duration.ofSeconds(30)).until(() -> home.isInboxEmpty(NAME));
        home.drop(NAME, "b.csv", ROWS.replace("LS-", "LX-"));
        await().atMost(Duration.ofSeconds(30)).until(() -> home.isInboxEmpty(NAME));

        JsonNode found = answer(ask("find").put("file", "b.csv").put("row", 4)).path("found");

        assertThat(found).extracting(one -> one.path("fate").asText()).containsExactlyInAnyOrder("accepted", "failed");
    }

    /** No route ever began it, so the ledger knows nothing. */
    @Test
    void findsAFileThatNoRouteTookAndOneThatWaits() throws Exception {
        Path failed = Files.createDirectories(home.inbox(NAME).resolve("failed"));
        Files.writeString(failed.resolve("c.txt"), ROWS);
        Files.writeString(failed.resolve("c.txt.reason.txt"), "inbox/loyalty-signup/c.txt: no route takes a file of that name\n  fix      rename it\nNothing of it was sent.\n");
        home.drop(NAME, "d.txt", ROWS);

        assertThat(answer(ask("find").put("file", "c.txt").put("row", 2)).at("/found/0").toString()).contains("\"fate\":\"failed\"", "no route takes a file of that name", "rename it");
        assertThat(answer(ask("find").put("file", "d.txt").put("row", 2)).at("/found/0/fate").asText()).isEqualTo("waiting");
    }

    @Test
    void findsADeadLettersStateToo() throws Exception {
        String id = answer(ask("dead-letters")).at("/letters/0/id").asText();
        answer((ObjectNode) ask("close").set("ids", JsonNodeFactory.instance.arrayNode().add(id)));

        JsonNode found = answer(ask("find").put("file", "a.csv").put("row", 3)).at("/found/0");

        assertThat(found.path("fate").asText()).isEqualTo("dead");
        assertThat(found.path("letterState").asText()).isEqualTo("closed");
    }

    @Test
    void listsDeadLettersWithTheirReasons() throws Exception {
        JsonNode listed = answer(ask("dead-letters").put("route", "loyalty-signup-from-csv").put("reason", "FIRST_NAME"));

        assertThat(listed.path("count").asInt()).isEqualTo(1);
        assertThat(listed.at("/letters/0/source").asText()).isEqualTo("a.csv");
        assertThat(listed.at("/letters/0/row").asInt()).isEqualTo(3);
        assertThat(listed.at("/letters/0/reason").asText()).isEqualTo("variable $.first_name has no value");
        assertThat(answer(ask("dead-letters").put("route", "another")).path("count").asInt()).isZero();
    }

    @Test
    void sendsAnEventAgainThroughTheMendedMapping() throws Exception {
        mendTheMapping();

        JsonNode dry = answer(ask("replay").put("dryRun", true));
        JsonNode replayed = answer(ask("replay"));

        assertThat(dry.at("/chosen/loyalty-signup-from-csv").asInt()).isEqualTo(1);
        assertThat(dry.path("accepted")).isEmpty();
        assertThat(replayed.path("accepted")).hasSize(1);
        assertThat(home.inlet().received()).anyMatch(message -> message.at("/body/xdmEntity/_id").asText().equals("LS-2"));
        assertThat(answer(ask("dead-letters")).path("count").asInt()).isZero();
        assertThat(answer(ask("dead-letters").put("state", "replayed")).at("/letters/0/replays").asInt()).isEqualTo(1);
    }

    @Test
    void keepsOneThatIsRefusedAgainAndLeavesItOutAfterThreeReplays() throws Exception {
        for (int replay = 1; replay <= 3; replay++) {
            JsonNode refused = answer(ask("replay"));
            assertThat(refused.path("refused")).hasSize(1);
        }

        JsonNode guarded = answer(ask("replay"));
        JsonNode forced = answer(ask("replay").put("force", true));

        assertThat(guarded.path("guarded")).hasSize(1);
        assertThat(guarded.path("refused")).isEmpty();
        assertThat(forced.path("refused")).hasSize(1);
        assertThat(answer(ask("dead-letters")).at("/letters/0/replays").asInt()).isEqualTo(4);
        assertThat(answer(ask("dead-letters")).path("count").asInt()).isEqualTo(1);
    }

    @Test
    void givesAReplayedEventTheIdsItWouldHaveHad() throws Exception {
        home.files.edit("mappings/loyalty-signup/mapping.json", "\"_id\": \"$.signup_id\"", "\"_id\": \"${variable.eventId}\"");
        home.routes.reload();
        home.drop(NAME, "b.csv", ROWS);
        await().atMost(Duration.ofSeconds(30)).until(() -> home.isInboxEmpty(NAME));
        mendTheMapping();
        answer(ask("replay"));
        List<String> replayed = ids();

        home.drop(NAME, "b.csv", ROWS.replace("LS-1", "LS-9")); // the same row in a file of the same name

        await().atMost(Duration.ofSeconds(30)).until(() -> home.isInboxEmpty(NAME));
        assertThat(ids().stream().filter(id -> !replayed.contains(id))).as("only the changed row is new").hasSize(1);
    }

    @Test
    void pausesAndResumesAnInlet() throws Exception {
        answer(ask("pause").put("inlet", "sample"));
        assertThat(home.isHeld()).isTrue();

        answer(ask("resume").put("inlet", "sample"));

        assertThat(home.isHeld()).isFalse();
        assertThatThrownBy(() -> answer(ask("pause").put("inlet", "sampel"))).isInstanceOf(ProblemsException.class)
                .hasMessageContaining("no route delivers to an inlet \"sampel\"").hasMessageContaining("did you mean \"sample\"?");
    }

    @Test
    void leavesThemOpenWhenTheInletIsHeld() throws Exception {
        mendTheMapping();
        answer(ask("pause").put("inlet", "sample"));
        home.inlet().fault(Fault.parse("503"));

        JsonNode replayed = answer(ask("replay"));

        assertThat(replayed.path("open")).hasSize(1);
        assertThat(answer(ask("dead-letters")).path("count").asInt()).isEqualTo(1);
    }

    @Test
    void erasesWhatAPersonsEventSaid() throws Exception {
        String id = answer(ask("dead-letters")).at("/letters/0/id").asText();

        JsonNode erased = answer(ask("erase").put("identity", "sander@example.org"));

        assertThat(erased.path("erased")).hasSize(1);
        assertThat(answer(ask("read").put("id", id)).toString()).doesNotContain("sander").doesNotContain("Sander");
    }

    @Test
    void closesWhatNeedsNothingMore() throws Exception {
        ObjectNode close = ask("close");
        close.putArray("ids").add(answer(ask("dead-letters")).at("/letters/0/id").asText());

        assertThat(answer(close).path("closed").asInt()).isEqualTo(1);
        assertThat(answer(ask("dead-letters")).path("count").asInt()).isZero();
    }

    @Test
    void answersFromTheLedgerWhenNoInstanceRuns() throws Exception {
        home.stop();
        try (RunningRoutes resting = new RunningRoutes(new Home(folder), java.time.Clock.systemUTC())) {

            assertThat(resting.atRest().answer(ask("find").put("id", "LS-1")).at("/found/0/fate").asText()).isEqualTo("accepted");
            assertThat(resting.atRest().answer(ask("dead-letters")).path("count").asInt()).isEqualTo(1);
            assertThatThrownBy(() -> resting.atRest().answer(ask("replay"))).isInstanceOf(ProblemsException.class).hasMessageContaining("no instance runs on this home");
        }
    }

    /** Without an instance only the inbox was looked at. */
    @Test
    void findsFilesOfAFolderElsewhereWhenNoInstanceRuns() throws Exception {
        home.stop();
        Path share = folder.resolve("share");
        home.files.edit("routes/loyalty-signup-from-csv.camel.yaml", "\"{{inbox.directory}}/loyalty-signup\"", "\"{{signups}}\"");
        home.files.settings(RunningHome.QUICK + "signups = " + share + "\n");
        Files.createDirectories(share.resolve("done"));
        Files.createDirectories(share.resolve("failed"));
        Files.writeString(share.resolve("w.csv"), ROWS);
        Files.writeString(share.resolve("done/d.csv"), ROWS);
        Files.writeString(share.resolve("failed/f.csv"), ROWS);
        Files.writeString(share.resolve("failed/f.csv.reason.txt"), "share/f.csv:1: the heading is wrong\n  fix      mend it\nNothing of it was sent.\n");
        try (RunningRoutes resting = new RunningRoutes(new Home(folder), java.time.Clock.systemUTC())) {

            assertThat(resting.atRest().answer(ask("find").put("file", "w.csv").put("row", 2)).at("/found/0/fate").asText()).isEqualTo("waiting");
            assertThat(resting.atRest().answer(ask("find").put("file", "f.csv").put("row", 2)).at("/found/0/fate").asText()).isEqualTo("failed");
            assertThat(resting.atRest().search("email", "ida@example.org")).contains(new DoneFiles.Place("d.csv", 4));
        }
    }

    private void mendTheMapping() throws IOException {
        home.files.edit("mappings/loyalty-signup/mapping.json", "\"$.first_name\"", "\"$.first_name?\"");
        home.routes.reload();
    }

    private List<String> ids() {
        return home.inlet().received().stream().map(message -> message.at("/body/xdmEntity/_id").asText()).distinct().toList();
    }

    private static ObjectNode ask(String what) {
        return JsonNodeFactory.instance.objectNode().put("do", what);
    }

    private JsonNode answer(ObjectNode request) throws Exception {
        return home.routes.operations().answer(request);
    }
}
