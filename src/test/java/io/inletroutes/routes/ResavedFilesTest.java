package io.inletroutes.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rejected files that a spreadsheet saved in an encoding of its own, dropped into the inbox again. */
class ResavedFilesTest {

    private static final String NAME = "loyalty-signup";
    private static final String HEADING = "signup_id,signed_up_at,first_name,last_name,email,birth_year,tier,store,newsletter\n";

    @TempDir
    Path folder;

    private RunningHome home;

    @AfterEach
    void close() throws IOException {
        home.close();
    }

    @Test
    void areDeliveredWithTheirLettersAndCloseTheirDeadLetters() throws Exception {
        start(RunningHome.QUICK);
        reject(row("LS-1", "No\u00e9") + row("LS-2", "Ann"));

        drop("mended.csv", spreadsheet(mended(rejected("a.csv", "UTF-8"))), "windows-1252");

        assertThat(names()).containsExactlyInAnyOrder("No\u00e9", "Ann");
        assertThat(inbox("done/mended.csv.receipt.txt")).contains("accepted  2");
        assertThat(home.routes.ledger().deadLetters().openByRoute()).isEmpty();
    }

    @Test
    void giveRowsThatAreRefusedAgainBackInTheirEncoding() throws Exception {
        start(RunningHome.QUICK);
        reject(row("LS-1", "No\u00e9") + row("LS-2", "Zo\u00eb"));
        String saved = spreadsheet(rejected("a.csv", "UTF-8"));
        drop("half.csv", saved.replaceFirst("Achterberg;;", "Achterberg;noor@example.org;"), "windows-1252");
        assertThat(names()).containsExactly("No\u00e9");

        String again = rejected("half.csv", "windows-1252");
        drop("whole.csv", again.replace("Achterberg;;", "Achterberg;noor@example.org;"), "windows-1252");

        assertThat(again).contains(";Zo\u00eb;").doesNotContain("LS-1");
        assertThat(names()).containsExactly("No\u00e9", "Zo\u00eb");
        assertThat(home.routes.ledger().deadLetters().openByRoute()).isEmpty();
    }

    /** The letter was typed by whoever mended the row: nothing says what it was meant to be. */
    @Test
    void areRefusedWhereNoLetterStoodBefore() throws Exception {
        start(RunningHome.QUICK);
        reject(row("LS-1", "Noe"));

        drop("mended.csv", spreadsheet(mended(rejected("a.csv", "UTF-8"))).replace("Noe", "No\u00e9"), "windows-1252");

        assertRefused();
    }

    @Test
    void areRefusedWhereTheirDeadLettersAreNotKnown() throws Exception {
        start(RunningHome.QUICK);
        reject(row("LS-1", "No\u00e9"));
        String letter = home.deadLetters().get(0).path("id").asText();

        drop("mended.csv", spreadsheet(mended(rejected("a.csv", "UTF-8"))).replace(letter, letter.substring(1)), "windows-1252");

        assertRefused();
    }

    @Test
    void areRefusedWithoutTheColumnOfDeadLetters() throws Exception {
        start(RunningHome.QUICK);
        reject(row("LS-1", "No\u00e9"));

        drop("mended.csv", spreadsheet(mended(rejected("a.csv", "UTF-8"))).replace("_dead_letter", "letter"), "windows-1252");

        assertRefused();
    }

    /** One letter is the same in both sets, the other would have become a pound sign. */
    @Test
    void areRefusedWhereALetterBecameAnother() throws Exception {
        start(RunningHome.QUICK);
        reject(row("LS-1", "No\u00e9") + row("LS-2", "\u0141ukasz"));

        drop("mended.csv", spreadsheet(mended(rejected("a.csv", "UTF-8"))), "windows-1250");

        assertRefused();
    }

    @Test
    void areRefusedWhereTheSpreadsheetLostALetter() throws Exception {
        start(RunningHome.QUICK);
        reject(row("LS-1", "No\u00e9") + row("LS-2", "\u0141ukasz"));

        drop("mended.csv", spreadsheet(mended(rejected("a.csv", "UTF-8"))), "windows-1252");

        assertRefused();
    }

    @Test
    void areRefusedWhereAQueueAloneHasTheEvents() throws Exception {
        start(RunningHome.QUICK + "dead-letters.queue = jms:refused-events\ndead-letters.files = false\n");
        reject(row("LS-1", "No\u00e9"));

        drop("mended.csv", spreadsheet(mended(rejected("a.csv", "UTF-8"))), "windows-1252");

        assertRefused();
    }

    private void start(String settings) throws IOException {
        home = RunningHome.with(folder, "loyalty-signup-from-csv", settings).start();
    }

    /** Drops rows that lack what the mapping requires. */
    private void reject(String rows) throws IOException {
        drop("a.csv", HEADING + rows, "UTF-8");
    }

    private void drop(String file, String text, String charset) throws IOException {
        Path fresh = Files.write(Files.createDirectories(home.inbox(NAME)).resolve(file + ".part"), text.getBytes(Charset.forName(charset)));
        Files.move(fresh, home.inbox(NAME).resolve(file), StandardCopyOption.ATOMIC_MOVE);
        await().atMost(Duration.ofSeconds(30)).until(() -> home.isInboxEmpty(NAME));
    }

    private String rejected(String file, String charset) throws IOException {
        return Files.readString(home.inbox(NAME).resolve("rejected").resolve(file), Charset.forName(charset));
    }

    private String inbox(String file) throws IOException {
        return Files.readString(home.inbox(NAME).resolve(file));
    }

    private List<String> names() {
        return home.inlet().received().stream().flatMap(request -> request.findValuesAsText("firstName").stream()).toList();
    }

    private void assertRefused() throws IOException {
        assertThat(inbox("failed/mended.csv.reason.txt")).startsWith("mended.csv:").contains("is not UTF-8").contains("save the file as UTF-8").contains("Nothing of it was sent.");
        assertThat(names()).isEmpty();
        assertThat(home.routes.ledger().deadLetters().openByRoute()).isNotEmpty();
    }

    private static String row(String id, String name) {
        return id + ",2024-05-29T09:12:44+02:00," + name + ",Achterberg,,1984,S,Utrecht,yes\n";
    }

    private static String mended(String rejected) {
        return rejected.replace("Achterberg,,", "Achterberg,noor@example.org,");
    }

    /** Cut and quoted anew: a reason holds the new delimiter. */
    private static String spreadsheet(String text) throws IOException {
        StringWriter saved = new StringWriter();
        try (CsvReader<CsvRecord> rows = CsvReader.builder().ofCsvRecord(text); CsvWriter writer = CsvWriter.builder().fieldSeparator(';').lineDelimiter(LineDelimiter.CRLF).build(saved)) {
            rows.forEach(row -> writer.writeRecord(row.getFields()));
        }
        return saved.toString();
    }
}
