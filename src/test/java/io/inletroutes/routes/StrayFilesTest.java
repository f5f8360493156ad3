package io.inletroutes.routes;

import static org.assertj.core.api.Assertions.assertThat;

import io.inletroutes.Location;
import io.inletroutes.SetClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.file.FileEndpoint;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StrayFilesTest {

    @TempDir
    Path folder;

    private final SetClock clock = new SetClock();
    private final DefaultCamelContext context = new DefaultCamelContext();
    private final AtomicInteger failed = new AtomicInteger();
    private Path inbox;
    private StrayFiles strays;

    @BeforeEach
    void start() throws Exception {
        inbox = folder.resolve("inbox");
        Files.createDirectories(inbox.resolve("orders"));
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("file:" + inbox.resolve("orders") + "?include=.*[.]csv&initialDelay=3600000").routeId("orders").to("mock:orders");
                from("file:" + inbox.resolve("returns") + "?include=.*[.]json&initialDelay=3600000").routeId("returns").to("mock:returns");
            }
        });
        context.start();
        strays = new StrayFiles(context, inbox, id -> id.equals("orders") ? Optional.of(Location.of("routes/orders.camel.yaml", 2)) : Optional.empty(), failed::incrementAndGet, clock);
    }

    @AfterEach
    void stop() {
        context.stop();
    }

    @Test
    void returnsAFileWhoseNameNoRouteTakesAfterAMinute() throws IOException {
        Path file = Files.writeString(inbox.resolve("orders/orders.xlsx"), "x");

        lookFor(Duration.ofSeconds(65));

        assertThat(file).doesNotExist();
        assertThat(inbox.resolve("orders/failed/orders.xlsx")).exists();
        assertThat(Files.readString(inbox.resolve("orders/failed/orders.xlsx.reason.txt"))).isEqualTo("""
                inbox/orders/orders.xlsx: no route takes a file of that name
                  fix      rename it: route orders (routes/orders.camel.yaml:2) takes *.csv
                Nothing of it was sent.
                """);
        assertThat(failed).hasValue(1);
    }

    @Test
    void saysWhatToDoWithASpreadsheet() throws IOException {
        Files.write(inbox.resolve("orders/orders.xlsx"), new byte[] {'P', 'K', 3, 4, 20, 0});

        lookFor(Duration.ofSeconds(65));

        assertThat(Files.readString(inbox.resolve("orders/failed/orders.xlsx.reason.txt"))).isEqualTo("""
                inbox/orders/orders.xlsx: the file is a spreadsheet or an archive, not text
                  fix      in the spreadsheet choose "save as" and "CSV UTF-8", then drop that file
                Nothing of it was sent.
                """);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            (?i).*\\.(csv|gz|zip)                      ; *.csv or *.gz or *.zip
            (?i).*\\.csv(\\.(gz|zip))?                 ; *.csv or these with .gz or .zip behind
            (?i).*\\.(json|jsonl|ndjson)(\\.(gz|zip))? ; *.json or *.jsonl or *.ndjson or these with .gz or .zip behind
            .*[.]csv                                 ; *.csv
            orders-\\d+\\.csv                         ; the pattern orders-\\d+\\.csv
            """)
    void saysInWordsWhichNamesARouteTakes(String include, String words) {
        FileEndpoint endpoint = new FileEndpoint();
        endpoint.setInclude(include);

        assertThat(NamePatterns.words(endpoint)).isEqualTo(words);
    }

    @Test
    void returnsAFileOfAFolderThatNoRouteReads() throws IOException {
        Files.writeString(Files.createDirectories(inbox.resolve("ordres")).resolve("a.csv"), "x");

        lookFor(Duration.ofSeconds(65));

        assertThat(Files.readString(inbox.resolve("ordres/failed/a.csv.reason.txt"))).isEqualTo("""
                inbox/ordres/a.csv: no route reads this folder
                  fix      drop the file into inbox/orders, where route orders (routes/orders.camel.yaml:2) takes *.csv
                Nothing of it was sent.
                """);
    }

    @Test
    void namesTheFolderWhoseRouteTakesAFileOfThatName() throws IOException {
        Files.writeString(inbox.resolve("orders/a.json"), "x");
        Files.writeString(Files.createDirectories(inbox.resolve("elsewhere")).resolve("a.txt"), "x");

        lookFor(Duration.ofSeconds(65));

        assertThat(Files.readString(inbox.resolve("orders/failed/a.json.reason.txt")))
                .contains("fix      rename it: route orders (routes/orders.camel.yaml:2) takes *.csv; or, if that is meant, drop it into inbox/returns, where route returns takes *.json");
        assertThat(Files.readString(inbox.resolve("elsewhere/failed/a.txt.reason.txt")))
                .contains("fix      drop the file into a folder that a route reads: inbox/orders: route orders (routes/orders.camel.yaml:2), inbox/returns: route returns");
    }

    @Test
    void waitsAsLongAsTheFileGrows() throws IOException {
        Path file = inbox.resolve("orders/orders.txt");

        for (int part = 0; part < 20; part++) {
            Files.writeString(file, "x".repeat(part + 1));
            lookFor(Duration.ofSeconds(30));
        }

        assertThat(file).exists();
    }

    @ParameterizedTest
    @ValueSource(strings = {"orders/a.csv", "orders/a.csv.part", "orders/.hidden", "orders/WAITING.txt", "orders/done/a.txt", "orders/failed/a.txt", "done/a.txt", "orders/a.TMP"})
    void leavesFilesAlone(String name) throws IOException {
        Files.createDirectories(inbox.resolve(name).getParent());
        Files.writeString(inbox.resolve(name), "x");

        lookFor(Duration.ofMinutes(5));

        assertThat(inbox.resolve(name)).exists();
    }

    private void lookFor(Duration time) throws IOException {
        for (Duration gone = Duration.ZERO; gone.compareTo(time) <= 0; gone = gone.plusSeconds(5)) {
            strays.look();
            clock.advance(Duration.ofSeconds(5));
        }
    }
}
