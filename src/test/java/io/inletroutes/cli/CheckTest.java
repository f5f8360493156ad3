package io.inletroutes.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.inletroutes.routes.SampleHome;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
    void asksTheBrokersOfRoutesForAConnectionWhereItIsOnline() throws IOException {
        SampleHome home = SampleHome.in(folder);
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        home.settings("jms.url = tcp://127.0.0.1:" + port + "\n");

        assertThat(check()).isZero();
        out.getBuffer().setLength(0);
        int code = check("--online");

        assertThat(code).isEqualTo(1);
        assertThat(out.toString().replaceFirst("\\(Active\\w+, AMQ\\d+\\)", "(KIND)").replaceFirst("\\(application.properties:\\d+\\)", "(PLACE)")).startsWith("the broker of jms (tcp://127.0.0.1:" + port
                + ") is not reached: no connection (KIND)\n  fix      start the broker, or look at the network between; it goes on by itself. "
                + "Where jms.url (PLACE) names the wrong place, mend it and restart\n");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void endsWith0WhenNothingIsWrong() throws IOException {
        SampleHome.in(folder);

        int code = check();

        assertThat(code).isZero();
        assertThat(out.toString()).startsWith("no problems in 5 mappings");
    }

    @Test
    void writesWhatTheMappingMakesTodayIntoTheCasesThatAreAnsweredYes() throws IOException {
        SampleHome.in(folder);
        Path file = folder.resolve("mappings/store-heartbeat/cases.json");
        Files.writeString(file, """
                {
                    "cases": [
                        {"name": "one", "event": {"store": "utrecht-02", "cashiers": 1.50}, "error": {"message": "old"}},
                        {"name": "two", "event": {}, "entity": {}}
                    ]
                }
                """);
        String before = Files.readString(file);

        int unanswered = answering("", "--accept");
        String untouched = Files.readString(file);
        int answered = answering("n\nyes\n", "--accept");
        String half = Files.readString(file);
        int all = answering("y\n", "--accept");

        assertThat(unanswered).isEqualTo(1);
        assertThat(untouched).isEqualTo(before);
        assertThat(answered).isEqualTo(1);
        assertThat(half).contains("\"old\"").contains("\"cashiers\": 1.50").doesNotContain("\"entity\": {}").startsWith("{\n    \"cases\"");
        assertThat(all).isZero();
        assertThat(Files.readString(file)).doesNotContain("\"old\"");
        assertThat(out.toString()).contains("  write what the mapping makes today into the case? [y/N]   left as it is").contains("[y/N]   written")
                .endsWith("cases, 1 case written" + System.lineSeparator());
    }

    @Test
    void endsWith2WhereThereIsNoHome() {
        int code = check();

        assertThat(code).isEqualTo(2);
        assertThat(err.toString()).contains("is no home: it holds no folder routes/");
    }

    private int answering(String answers, String... options) {
        InputStream before = System.in;
        System.setIn(new ByteArrayInputStream(answers.getBytes(StandardCharsets.UTF_8)));
        try {
            return check(options);
        } finally {
            System.setIn(before);
        }
    }

    private int check(String... options) {
        List<String> arguments = new ArrayList<>(List.of("check", "--home", folder.toString()));
        arguments.addAll(List.of(options));
        return InletRoutes.execute(new PrintWriter(out, true), new PrintWriter(err, true), arguments.toArray(String[]::new));
    }
}
