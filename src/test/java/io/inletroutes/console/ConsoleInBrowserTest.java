package io.inletroutes.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.inletroutes.ledger.DeadLetterFilter;
import io.inletroutes.simulator.Fault;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
        home.drop("loyalty-signup", "progress.csv", rows("P", 200_000)); // far more than what is under way at a time

        browser.open(home.url().resolve("/files"));
        browser.awaitTrue("document.querySelector('progress').value > 0");
        double before = browser.run("document.querySelector('progress').value").asDouble();
        picture("files");
        browser.awaitTrue("document.querySelector('progress').value > " + before);
        home.simulator().mend();
        browser.awaitText("No file is being read.");

        browser.open(home.url().resolve("/files"));
        assertThat(browser.text()).contains("progress.csv", "200,000", "receipt");
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
        assertThat(browser.run("document.querySelectorAll('svg.route').length").asInt()).isGreaterThan(3);
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
        assertThat(browser.complaints()).isEmpty();
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
