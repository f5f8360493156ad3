package io.inletroutes.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.inletroutes.routes.SampleHome;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code check} as a command: everything wrong in one run, and its exit code. */
class CheckTest {

    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void findsTenMistakesOfDifferentKindsInOneRun() throws IOException {
        SampleHome home = SampleHome.in(folder);
        home.settings("inlet.bach.max-messages = 10\ninbox.quiet = five\n");
        home.edit("routes/store-heartbeat-from-timer.camel.yaml", "      steps:", "     steps:");
        home.edit("routes/order-placed-from-json.camel.yaml", "mapping:order-placed", "mapping:order-plcaed");
        home.edit("routes/loyalty-signup-from-csv.camel.yaml", "unmarshal:", "unmarshall:");
        home.edit("routes/booking-cancelled-from-jms.camel.yaml", "destinationName", "destinatonName");
        home.edit("routes/booking-cancelled-from-jms.camel.yaml", "inlet:sample", "inlet:sampel");
        home.edit("mappings/loyalty-signup/mapping.json", "\"$.store?\"", "\"$.[store\"");
        home.edit("mappings/newsletter-confirmed/mapping.json", "\"eventID\": \"", "\"eventID\": \"0");
        Path broken = folder.resolve("mappings/order-placed/mapping.json");
        String text = Files.readString(broken);
        Files.writeString(broken, text.substring(0, text.lastIndexOf('}')));

        int code = check();

        assertThat(code).isEqualTo(1);
        assertThat(out.toString().lines().filter(line -> line.matches("[a-z.-]+(/[a-z.-]+)*:\\d+.*")).map(line -> line.replaceFirst("^(\\S+?):(\\d+).*", "$1:$2")))
                .hasSize(10).doesNotHaveDuplicates();
        assertThat(out.toString()).endsWith("10 problems in 5 mappings and 5 cases" + System.lineSeparator());
    }

    @Test
    void comparesAMappingWithThePreviewAndTheOrganisationOfTheInletThatItsRouteDeliversTo() throws IOException {
        SampleHome home = SampleHome.in(folder);
        Path mapping = folder.resolve("mappings/store-heartbeat");
        String preview = Files.readString(mapping.resolve("preview.json"));
        Files.writeString(mapping.resolve("preview.sample.json"), preview.replace("\"name\": \"", "\"name\": \"Other "));
        Files.writeString(mapping.resolve("preview.json"), "{}"); // of no inlet that is delivered to
        home.edit("mappings/store-heartbeat/mapping.json", "{{inlet.sample.ims-org-id}}", "OTHER@AdobeOrg");

        int code = check();

        assertThat(code).isEqualTo(1);
        assertThat(out.toString().lines().filter(line -> !line.startsWith(" "))).containsExactly(
                "mappings/store-heartbeat/mapping.json:8:17: warning: imsOrgId is not the organisation of the settings",
                "mappings/store-heartbeat/mapping.json:14:15: source differs from the preview",
                "1 problem, 1 warning in 5 mappings and 14 cases");
        assertThat(out.toString()).contains("fix      copy it from mappings/store-heartbeat/preview.sample.json:");
    }

    @Test
    void endsWith0WhenNothingIsWrong() throws IOException {
        SampleHome.in(folder);

        int code = check();

        assertThat(code).isZero();
        assertThat(out.toString()).startsWith("no problems in 5 mappings");
    }

    @Test
    void endsWith2WhereThereIsNoHome() {
        int code = check();

        assertThat(code).isEqualTo(2);
        assertThat(err.toString()).contains("is no home: it holds no folder routes/");
    }

    private int check() {
        return InletRoutes.execute(new PrintWriter(out, true), new PrintWriter(err, true), "check", "--home", folder.toString());
    }
}
