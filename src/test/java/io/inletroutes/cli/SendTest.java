package io.inletroutes.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.inletroutes.ledger.InstanceLock;
import io.inletroutes.simulator.Fault;
import io.inletroutes.simulator.Simulator;
import io.inletroutes.simulator.SimulatorCounts;
import io.inletroutes.simulator.SimulatorOptions;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code send} to an inlet on loopback that judges by a schema. */
class SendTest {

    private static final String HEADING = "email,first_name,birth_year,timestamp\n";

    @TempDir
    private Path folder;
    private Path home;
    private Path events;
    private Simulator inlet;
    private StringWriter out = new StringWriter();
    private StringWriter err = new StringWriter();

    @BeforeEach
    void draftAMappingWithAnInlet() throws IOException {
        Path preview = folder.resolve("copied.json");
        try (InputStream copied = SendTest.class.getResourceAsStream("preview.json")) {
            Files.copy(copied, preview);
        }
        JsonNode header = new ObjectMapper().readTree(preview.toFile()).get("header");
        JsonNode capitals = new ObjectMapper().readTree("{\"properties\":{\"_acme\":{\"properties\":{\"firstName\":{\"pattern\":\"^[A-Z]\"}}}}}");
        inlet = Simulator.start(SimulatorOptions.any().withSchemas(Map.of(header.at("/schemaRef/id").asText(), capitals)));
        home = Files.createDirectories(folder.resolve("home/routes")).getParent();
        Files.writeString(home.resolve("application.properties"), "inlet.url = " + inlet.url("house") + "\ninlet.ims-org-id = " + header.get("imsOrgId").asText() + "\n");
        events = Files.writeString(folder.resolve("events.csv"), HEADING + """
                ann@example.org,Ann,1984,2024-05-29T18:30:00Z
                ben@example.org,Ben,1985,2024-05-29T18:31:00Z
                """);
        run("init", "signup", "--preview", preview.toString(), "--sample", events.toString());
        assertThat(out.toString()).as(err.toString()).contains("1 leaf to look at:\n  /body/xdmEntity/_id  ${variable.eventId}\n");
        forget();
    }

    @AfterEach
    void stop() throws IOException {
        inlet.close();
    }

    @Test
    void deliversAFileAndLeavesItWhereItIs() throws IOException {
        int code = run("send", "signup", events.toString());

        assertThat(code).as(err.toString()).isZero();
        assertThat(out.toString()).isEqualTo("events.csv: 2 read, 2 accepted, 0 refused, 0 skipped as accepted before\n");
        assertThat(inlet.counts().accepted()).isEqualTo(2);
        assertThat(events).exists();
        assertThat(kept()).containsExactlyInAnyOrder("events.csv.receipt.json", "events.csv.receipt.txt");
    }

    @Test
    void sendsNoEventASecondTime() throws IOException {
        run("send", "signup", events.toString());
        Files.writeString(events, Files.readString(events) + "cem@example.org,Cem,1990,2024-05-29T18:32:00Z\n");
        forget();

        int code = run("send", "signup", events.toString());

        assertThat(code).isZero();
        assertThat(out.toString()).isEqualTo("events.csv: 3 read, 1 accepted, 0 refused, 2 skipped as accepted before\n");
        assertThat(inlet.counts()).extracting(SimulatorCounts::accepted, SimulatorCounts::repeated).containsExactly(3L, 0L);
    }

    @Test
    void tracesWhatTheInletRefusesToTheLineOfTheMappingAndTheColumn() throws IOException {
        Path some = Files.writeString(folder.resolve("some.csv"), HEADING + """
                ann@example.org,Ann,1984,2024-05-29T18:30:00Z
                xav@example.org,xavier,1984,2024-05-29T18:30:00Z
                ben@example.org,Ben,later,2024-05-29T18:31:00Z
                """);

        int code = run("send", "signup", some.toString());

        assertThat(code).isEqualTo(1);
        assertThat(out.toString()).isEqualTo("some.csv: 3 read, 1 accepted, 2 refused, 0 skipped as accepted before\n");
        assertThat(err.toString()).containsPattern("mappings/signup/mapping.json:\\d+: the inlet refused the event with 400: #/_acme/firstName: string \\[..] does not match pattern")
                .contains("  event    some.csv, row 3\n").contains("  payload  /body/xdmEntity/_acme/firstName\n").contains("  variable $.first_name, column first_name\n  fix      see the pattern in the schema")
                .contains("  event    some.csv, row 4\n").doesNotContain("xav").doesNotContain("later");
    }

    @Test
    void givesRefusedRowsBackToBeCorrectedAndSent() throws IOException {
        Path some = Files.writeString(folder.resolve("some.csv"), HEADING + "xav@example.org,xavier,1984,2024-05-29T18:30:00Z\n");
        run("send", "signup", some.toString());
        Path rejected = home.resolve(err.toString().replaceAll("(?s).*The refused rows are in (\\S+): correct.*", "$1"));
        Files.writeString(rejected, Files.readString(rejected).replace(",xavier,", ",Xavier,"));
        forget();

        int code = run("send", "signup", rejected.toString());

        assertThat(code).as(err.toString()).isZero();
        assertThat(out.toString()).isEqualTo("some.csv: 1 read, 1 accepted, 0 refused, 0 skipped as accepted before\n");
    }

    @Test
    void showsTheVerdictOfTheInletOnEachEvent() throws IOException {
        Path some = Files.writeString(folder.resolve("some.csv"), HEADING + "xav@example.org,xavier,1984,2024-05-29T18:30:00Z\n");

        int code = run("send", "signup", some.toString(), "--sync-validation");

        assertThat(code).isEqualTo(1);
        assertThat(err.toString()).containsPattern("mappings/signup/mapping.json:\\d+: the inlet refused the event with 400: /_acme/firstName: ")
                .contains("  payload  /body/xdmEntity/_acme/firstName\n").contains("  variable $.first_name, column first_name\n  fix      see the pattern in the schema");
        assertThat(out.toString()).contains("0 accepted by the inlet as valid, 1 refused");
    }

    @Test
    void readsTheFileAsItIsTold() throws IOException {
        Path german = Files.write(folder.resolve("german.csv"), (HEADING + "joerg@example.org,Jörg,1984,2024-05-29T18:30:00Z\n").replace(',', ';').getBytes(Charset.forName("windows-1252")));

        int guessed = run("send", "signup", german.toString());
        int told = run("send", "signup", german.toString(), "--encoding", "windows-1252", "--delimiter", ";");

        assertThat(guessed).isEqualTo(1);
        assertThat(err.toString()).contains("csv.encoding");
        assertThat(told).as(err.toString()).isZero();
        assertThat(inlet.received()).hasSize(1);
        assertThat(inlet.received().get(0).at("/body/xdmEntity/_acme/firstName").asText()).isEqualTo("Jörg");
    }

    @Test
    void leavesItToTheRunningInstanceHowAFileIsDelivered() throws IOException {
        try (InstanceLock lock = InstanceLock.take(home.resolve("data")).orElseThrow()) {
            lock.describe("process 4711, console http://127.0.0.1:8080, key k");

            int code = run("send", "signup", events.toString(), "--sync-validation");

            assertThat(code).isEqualTo(2);
            assertThat(err.toString()).isEqualTo("an instance runs on this home (process 4711, console http://127.0.0.1:8080), and it delivers a file as its own routes say\n"
                    + "  fix      leave --inlet, --sync-validation and the CSV options out, or stop it first\n");
        }
    }

    @Test
    void replaysDeadLettersWhileNoInstanceRuns() throws IOException {
        inlet.fault(Fault.parse("400 every 1"));
        run("send", "signup", events.toString());
        inlet.mend();
        forget();

        int dry = run("replay", "--all", "--dry-run");
        int code = run("replay", "--all");

        assertThat(dry).isZero();
        assertThat(code).as(err.toString()).isZero();
        assertThat(out.toString()).isEqualTo("route signup-from-csv: 2 dead letters would be sent again\nroute signup-from-csv: 2 dead letters\n2 accepted, 0 refused again\n");
        assertThat(inlet.counts().accepted()).isEqualTo(2);
    }

    @Test
    void sendsNothingWhereAnInletIsNotSetUp() throws IOException {
        int code = run("send", "signup", events.toString(), "--inlet", "other");

        assertThat(code).isEqualTo(2);
        assertThat(err.toString()).startsWith("the inlet \"other\" is not set up: ");
        assertThat(inlet.counts().requests()).isZero();
    }

    @Test
    void namesTheMappingsThereAre() throws IOException {
        int code = run("send", "signups", events.toString());

        assertThat(code).isEqualTo(2);
        assertThat(err.toString()).contains("unknown mapping \"signups\"").contains("signup");
    }

    /** Names of what is left of sent files in the data folder. */
    private List<String> kept() throws IOException {
        try (Stream<Path> files = Files.walk(home.resolve("data/send"))) {
            return files.filter(Files::isRegularFile).map(file -> file.getFileName().toString()).toList();
        }
    }

    private void forget() {
        out = new StringWriter();
        err = new StringWriter();
    }

    private int run(String... arguments) {
        String[] all = new String[arguments.length + 2];
        System.arraycopy(arguments, 0, all, 0, arguments.length);
        all[arguments.length] = "--home";
        all[arguments.length + 1] = home.toString();
        return InletRoutes.execute(new PrintWriter(out, true), new PrintWriter(err, true), all);
    }
}
