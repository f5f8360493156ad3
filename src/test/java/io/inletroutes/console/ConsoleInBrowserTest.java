package io.inletroutes.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The console as an operator sees it, in a real browser. */
class ConsoleInBrowserTest {

    private static final Path PICTURES = Path.of("target/console");

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
    void showsThatEverythingIsDelivered() throws Exception {
        browser.open(home.url());

        browser.awaitText("Nothing is to be done.");

        picture("overview");
        assertThat(browser.complaints()).isEmpty();
    }

    private static void picture(String name) throws Exception {
        browser.photograph(PICTURES.resolve(name + ".png"), 1200, false);
        browser.photograph(PICTURES.resolve(name + "-dark.png"), 1200, true);
        browser.photograph(PICTURES.resolve(name + "-narrow.png"), 400, false);
    }
}
