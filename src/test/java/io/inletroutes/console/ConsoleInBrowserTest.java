package io.inletroutes.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.inletroutes.ledger.DeadLetter;
import io.inletroutes.ledger.DeadLetterFilter;
import io.inletroutes.simulator.Fault;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The console as an operator sees it, in a real browser. */
class ConsoleInBrowserTest {

    private static final Path PICTURES = Path.of("target/console");
    private static final String HEADING = "signup_id,signed_up_at,first_name,last_name,email,birth_year,tier,store,newsletter\n";

    @TempDir
    static Path folder;

    private static ConsoleHome home;
    private static Chromium browser;

    @BeforeAll
    static void start() throws Exception {
        assumeTrue(Chromium.find().isPresent(), "no Chromium is installed here (Debian: apt-get install chromium)");
        home = ConsoleHome.start(folder.resolve("home"), "console.edit = true\n");
        browser = Chromium.start(folder.resolve("profile"));
    }

    @AfterAll
    static void stop() throws Exception {
        if (browser != null) {
            browser.close();
        }
        if (home != null) {
            home.close();
        }
    }

    @Test
    void showsWhatEachInletAndRouteDoes() throws Exception {
        browser.open(home.url());

        browser.awaitText("Rate now");

        picture("overview");
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void showsHowFarAFileIsUntilItIsDone() throws Exception {
        home.simulator().fault(Fault.parse("slow 1s"));
        home.drop("loyalty-signup", "progress.csv", rows("P", 60_000)); // far more than what is under way at a time

        browser.open(home.url().resolve("/files"));
        browser.awaitTrue("document.querySelector('progress').value > 0");
        double before = browser.run("document.querySelector('progress').value").asDouble();
        picture("files");
        browser.awaitTrue("document.querySelector('progress').value > " + before);
        home.simulator().mend();
        browser.awaitText("No file is being read.");

        browser.open(home.url().resolve("/files"));
        assertThat(browser.text()).contains("progress.csv", "60,000", "receipt");
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void mendsARefusedRowAndReplaysIt() throws Exception {
        home.drop("loyalty-signup", "refused.csv", HEADING + row("R", 1) + row("R", 2).replace(",Name2,", ",<b onclick=alert(1)>Name2</b>,").replace(",Last2,", ",,") + row("R", 3));
        await().until(() -> home.routes.ledger().deadLetters().count(DeadLetterFilter.OPEN.source("refused.csv")) == 1);

        browser.open(home.url().resolve("/files"));
        picture("files-recent");
        browser.open(home.url().resolve("/dead-letters"));
        picture("dead-letters");
        browser.press("refused.csv, row 3");
        browser.awaitText("variable $.last_name has no value");
        assertThat(browser.run("document.querySelectorAll('b').length").asInt()).isZero();
        assertThat(browser.run("document.querySelector('mark').innerText").asText()).contains("$.last_name");
        picture("dead-letter");
        browser.press("Replay as it was");
        browser.awaitText("1 refused again.");
        browser.type("[id='field.last_name']", "Lindqvist");
        browser.press("Mend and replay");
        browser.awaitText("1 accepted.");

        picture("dead-letter-mended");
        assertThat(home.simulator().received().toString()).contains("Lindqvist");
        assertThat(home.routes.ledger().deadLetters().count(DeadLetterFilter.OPEN.source("refused.csv"))).isZero();
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void replaysAnEventThatTheInletRefusedWithTheIdsItHad() throws Exception {
        home.simulator().fault(Fault.parse("400 times 2"));
        home.drop("loyalty-signup", "ids.csv", HEADING + row("I", 1));
        DeadLetterFilter filter = DeadLetterFilter.OPEN.source("ids.csv");
        await().until(() -> home.routes.ledger().deadLetters().count(filter) == 1);
        home.simulator().mend();
        DeadLetter letter = home.routes.ledger().deadLetters().list(filter, null, 1).get(0);
        JsonNode refused = home.routes.ledger().deadLetters().read(letter).orElseThrow().get("payload");

        browser.open(home.url().resolve("/dead-letters/" + letter.id()));
        picture("dead-letter-refused-by-the-inlet");
        browser.type("[id='field.first_name']", "Mended");
        browser.press("Mend and replay");
        browser.awaitText("1 accepted.");

        JsonNode accepted = home.simulator().received().stream().filter(one -> one.at("/body/xdmEntity/_id").asText().equals("I-1")).findFirst().orElseThrow();
        assertThat(accepted.at("/body/xdmEntity/_examplehouse/person/firstName").asText()).isEqualTo("Mended");
        assertThat(accepted.at("/body/xdmEntity/_id")).isEqualTo(refused.at("/body/xdmEntity/_id"));
        assertThat(accepted.at("/header/msgId")).isEqualTo(refused.at("/header/msgId"));
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void mendsOneFieldOfManyRefusedRows() throws Exception {
        home.drop("loyalty-signup", "many.csv", HEADING + row("M", 1).replace(",Last1,", ",,") + row("M", 2).replace(",Last2,", ",,") + row("M", 3).replace(",1984,", ",old,"));
        DeadLetterFilter filter = DeadLetterFilter.OPEN.source("many.csv");
        await().until(() -> home.routes.ledger().deadLetters().count(filter) == 3);

        browser.open(home.url().resolve("/dead-letters?source=many.csv&from=2020-01-01T00:00"));
        browser.awaitText("2 reasons");
        picture("dead-letters-by-reason");
        browser.run("[...document.querySelectorAll('.reasons a')].find(one => one.innerText.includes('last_name')).click()");
        browser.awaitTrue("document.readyState === 'complete' && document.querySelectorAll('[name=id]').length === 2");
        browser.run("document.querySelector('[data-all]').click()");
        browser.press("Mend chosen");
        browser.type("#field", "last_name");
        browser.type("#value", "Unknown");
        browser.press("Mend and replay chosen");
        browser.awaitText("2 accepted.");

        assertThat(home.routes.ledger().deadLetters().count(filter)).isEqualTo(1);
        assertThat(home.simulator().received().stream().filter(one -> one.at("/body/xdmEntity/_examplehouse/person/lastName").asText().equals("Unknown"))).hasSize(2);
    }

    @Test
    void findsAnEventByAValueInIt() throws Exception {
        home.drop("loyalty-signup", "found.csv", rows("F", 5));
        await().until(() -> home.routes.files().finished(Long.MAX_VALUE, 50).stream().anyMatch(file -> file.name().equals("found.csv")));

        browser.open(home.url().resolve("/find"));
        browser.type("#field", "signup_id");
        browser.type("#value", "F-4");
        browser.run("document.querySelector('#value').form.requestSubmit()");
        browser.awaitText("found.csv, row 5");

        assertThat(browser.text()).contains("accepted", "xactionId", "Accepted means received");
        browser.run("document.querySelectorAll('.way details').forEach(one => { one.open = true; })");
        assertThat(browser.text()).contains("\"person4@example.org\"");
        picture("find");
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void drawsRoutesAndTellsSettings() throws Exception {
        browser.open(home.url().resolve("/routes"));
        assertThat(browser.run("document.querySelector('#loyalty-signup-from-csv svg.route').textContent").asText()).contains("chunks-of-rows", "route loyalty-signup-to-inlet", "mapping:loyalty-signup", "inlet:sample");
        picture("routes");

        browser.open(home.url().resolve("/settings"));
        browser.type("#filter", "console.edit");
        assertThat(browser.text()).contains("application.properties").doesNotContain("jms.consumers");
        browser.type("#filter", "console");
        picture("settings");
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void fillsThePayloadWhileSomebodyEditsTheMapping() throws Exception {
        Path file = home.folder.resolve("mappings/loyalty-signup/mapping.json");
        String before = Files.readString(file);
        browser.open(home.url().resolve("/mappings"));
        picture("mappings");
        browser.press("loyalty-signup");
        browser.awaitTrue("document.querySelector('#filled .tree').innerText.includes('\"Noor\"')");
        picture("workbench");

        browser.type("#mapping", before.replace("$.first_name", "$.first_name ~> uppercase"));
        browser.awaitTrue("document.querySelector('#filled .tree').innerText.includes('\"NOOR\"')");
        browser.type("#mapping", before.replace("$.first_name", "$.first_name ~> upercase"));
        browser.awaitTrue("document.querySelector('.gutter .bad') !== null");
        assertThat(browser.run("document.querySelector('#filled').innerText").asText()).contains("upercase", "line 37");
        picture("workbench-problem");
        browser.type("#mapping", before.replace("$.first_name", "$.first_name ~> uppercase"));
        browser.awaitTrue("document.querySelector('.gutter .bad') === null");
        browser.press("Save");
        browser.awaitText("Saved.");

        assertThat(Files.readString(file)).isEqualTo(before.replace("$.first_name", "$.first_name ~> uppercase"));
        await().until(() -> dropped("U") == 0 && nameOf("U-" + ordinal).equals("NAME1"));
        restore(file, before);
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void saysWhichMappingIsBrokenAndThatTheOneBeforeGoesOn() throws Exception {
        Path file = home.folder.resolve("mappings/loyalty-signup/mapping.json");
        String before = Files.readString(file);
        dropped("V");
        await().until(() -> home.routes.liveMapping("loyalty-signup").isPresent());

        Files.writeString(file, before.replace("$.first_name", "$.first_name ~> upercase"));
        browser.open(home.url());
        browser.awaitText("Mapping loyalty-signup changed and is broken");
        assertThat(browser.text()).contains("mend mappings/loyalty-signup/mapping.json:37:", "there is no function \"upercase\"");
        picture("overview-broken-mapping");
        browser.open(home.url().resolve("/mappings"));
        browser.awaitText("not taken: the live version goes on filling payloads");
        picture("mappings-broken");
        restore(file, before);

        await().until(() -> home.routes.troubles().isEmpty());
    }

    @Test
    void isWorkedWithoutAMouse() throws Exception {
        browser.open(home.url());
        browser.awaitText("Rate now");

        browser.key("Tab");
        assertThat(browser.run("document.activeElement.innerText").asText()).isEqualTo("Skip to content");
        assertThat(browser.run("getComputedStyle(document.activeElement).outlineStyle").asText()).isEqualTo("solid");
        browser.key("Enter");
        assertThat(browser.run("location.hash").asText()).isEqualTo("#main");
        browser.run("document.getElementById('pause-sample').focus()");
        browser.key("Enter");

        browser.awaitTrue("document.getElementById('resume-sample') !== null");
        picture("overview-paused");
        browser.press("Resume");
        browser.awaitTrue("document.getElementById('pause-sample') !== null");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/files", "/dead-letters", "/find", "/find?file=axe.csv&row=2", "/mappings", "/mappings/loyalty-signup", "/routes", "/settings"})
    void bringsNobodyUpAgainstABarrier(String path) throws Exception {
        home.drop("loyalty-signup", "axe.csv", HEADING + row("X", 1) + row("X", 2).replace(",Last2,", ",,"));
        await().until(() -> home.routes.files().finished(Long.MAX_VALUE, 50).stream().anyMatch(file -> file.name().equals("axe.csv")));

        for (boolean dark : new boolean[] {false, true}) {
            browser.look(1200, dark);
            browser.open(home.url().resolve(path));
            assertThat(browser.barriers()).as(path + (dark ? ", dark" : "")).isEmpty();
        }
    }

    /** Until the routes use it again: other tests count on it. */
    private static void restore(Path mapping, String text) throws Exception {
        Files.writeString(mapping, text);
        await().until(() -> dropped("W") == 0 && nameOf("W-" + ordinal).equals("Name1"));
    }

    private static int ordinal;

    /** Drops a row of an id of its own, and says how many dead letters it has. */
    private static long dropped(String prefix) throws Exception {
        String name = prefix + ++ordinal + ".csv";
        home.drop("loyalty-signup", name, HEADING + row(prefix, 1).replace(prefix + "-1", prefix + "-" + ordinal));
        await().until(() -> home.routes.files().finished(Long.MAX_VALUE, 50).stream().anyMatch(file -> file.name().equals(name)));
        return home.routes.ledger().deadLetters().count(DeadLetterFilter.OPEN.source(name));
    }

    /** First name in the payload that the inlet got. */
    private static String nameOf(String id) {
        return home.simulator().received().stream().filter(one -> one.at("/body/xdmEntity/_id").asText().equals(id)).map(one -> one.at("/body/xdmEntity/_examplehouse/person/firstName").asText())
                .findFirst().orElse("");
    }

    private static String rows(String prefix, int count) {
        StringBuilder text = new StringBuilder(HEADING);
        for (int i = 1; i <= count; i++) {
            text.append(row(prefix, i));
        }
        return text.toString();
    }

    private static String row(String prefix, int i) {
        return prefix + "-" + i + ",2024-05-29T09:12:44+02:00,Name" + i + ",Last" + i + ",person" + i + "@example.org,1984,S,Utrecht,yes\n";
    }

    private static void picture(String name) throws Exception {
        browser.photograph(PICTURES.resolve(name + ".png"), 1200, false);
        browser.photograph(PICTURES.resolve(name + "-dark.png"), 1200, true);
        browser.photograph(PICTURES.resolve(name + "-narrow.png"), 400, false);
    }
}
