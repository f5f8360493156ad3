package io.inletroutes.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.inletroutes.simulator.Simulator;
import io.inletroutes.simulator.SimulatorOptions;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code inlets} and {@code check --online} against a platform on loopback that knows one client. */
class InletsTest {

    private static final String SECRET = "not-to-be-shown";

    @TempDir
    private Path home;
    private Simulator platform;
    private final Map<String, String> settings = new TreeMap<>();
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void start() throws IOException {
        List<String> inlets = IntStream.range(0, 120).mapToObj(i -> "inlet-" + i).toList(); // more than fit a page
        platform = Simulator.start(SimulatorOptions.any().of("HOUSE@AdobeOrg").listing(inlets)
                .demanding(new SimulatorOptions.Credentials("client", SECRET, Duration.ofHours(1))));
        Files.createDirectories(home.resolve("routes"));
        settings.put("platform.url", platform.at("").toString());
        settings.put("inlet.auth.token-url", platform.at("/ims/token/v3").toString());
        settings.put("inlet.auth.client-id", "client");
        settings.put("inlet.auth.client-secret", SECRET);
        settings.put("inlet.ims-org-id", "HOUSE@AdobeOrg");
    }

    @AfterEach
    void stop() throws IOException {
        platform.close();
    }

    @Test
    void listsEveryStreamingConnectionOverSeveralPagesAndNoOther() throws IOException {
        int code = run("inlets", "--format", "json");

        assertThat(code).as(err.toString()).isZero();
        JsonNode all = new ObjectMapper().readTree(out.toString());
        assertThat(all).hasSize(120);
        assertThat(all.get(119)).isEqualTo(new ObjectMapper().readTree("{\"name\":\"inlet-119\",\"inletUrl\":\"" + platform.url("inlet-119")
                + "\",\"inletId\":\"inlet-119\",\"state\":\"enabled\",\"dataType\":\"xdm\",\"id\":\"connection-inlet-119\"}"));
    }

    @Test
    void asksForTheOnlyInletThatRoutesDeliverTo() throws IOException {
        Files.writeString(home.resolve("routes/a.camel.yaml"), "- route:\n    id: a\n    description: To the CRM.\n    from:\n      uri: direct:a\n      steps:\n        - to:\n            uri: inlet:crm\n");
        new ArrayList<>(settings.keySet()).stream().filter(name -> name.startsWith("inlet.")).forEach(name -> settings.put(name.replace("inlet.", "inlet.crm."), settings.remove(name)));

        int one = run("inlets");
        Files.writeString(home.resolve("routes/b.camel.yaml"), Files.readString(home.resolve("routes/a.camel.yaml")).replace("id: a", "id: b").replace("direct:a", "direct:b").replace("inlet:crm", "inlet:erp"));
        int several = run("inlets");

        assertThat(one).as(err.toString()).isZero();
        assertThat(several).isEqualTo(2);
        assertThat(err.toString()).contains("routes deliver to several inlets: crm, erp\n  fix      name one: --inlet NAME");
    }

    @Test
    void showsUrlAndStateToPeople() throws IOException {
        int code = run("inlets");

        assertThat(code).isZero();
        assertThat(out.toString()).startsWith("inlet-0\n  url      " + platform.url("inlet-0") + "\n  state    enabled, xdm\n  id       connection-inlet-0\ninlet-1\n");
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
        "inlet.auth.client-secret; wrong; no token: the token endpoint answers 401 invalid_client: inlet.auth.client-secret or inlet.auth.client-id is wrong",
        "inlet.auth.client-secret; ; inlet.auth.client-secret is not set, but the other half is",
        "inlet.ims-org-id; OTHER@AdobeOrg; the platform answers 403 to the question for streaming connections",
        "inlet.ims-org-id; ; inlet.ims-org-id is not set",
        "platform.url; ftp://somewhere; platform.url is no http or https URL",
        "platform.url; http://127.0.0.1:1; no connection to 127.0.0.1:1"})
    void saysWhichSettingIsToBeMended(String setting, String value, String says) throws IOException {
        settings.put(setting, value == null ? "" : value);

        int code = run("inlets");

        assertThat(code).isEqualTo(2);
        assertThat(err.toString()).contains(says).contains("\n  fix      ").doesNotContain(SECRET);
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void asksForCredentialsWhereThereAreNone() throws IOException {
        settings.keySet().removeIf(setting -> setting.startsWith("inlet.auth.client"));

        int code = run("inlets");

        assertThat(code).isEqualTo(2);
        assertThat(err.toString()).startsWith("inlet.auth.client-id and inlet.auth.client-secret are not set");
    }

    @Test
    void aFixedTokenThatThePlatformDoesNotKnowIsTold() throws IOException {
        settings.remove("inlet.auth.client-secret");
        settings.remove("inlet.auth.client-id");
        settings.put("inlet.auth.token", "given");
        settings.put("inlet.headers.x-api-key", "client");

        int code = run("inlets");

        assertThat(code).isEqualTo(2);
        assertThat(err.toString()).startsWith("the platform answers 401").doesNotContain("given");
    }

    @Test
    void checkFindsTheInletInThePlatform() throws IOException {
        deliverTo(platform.url("inlet-7").toString());

        int code = run("check", "--online");

        assertThat(code).as(out.toString()).isZero();
    }

    @Test
    void checkFindsABatchUrlToo() throws IOException {
        deliverTo(platform.at("/collection/batch/inlet-7").toString());

        assertThat(run("check", "--online")).as(out.toString()).isZero();
    }

    @Test
    void checkSaysThatThePlatformDoesNotKnowTheInlet() throws IOException {
        deliverTo(platform.url("inlet-700").toString());

        assertThat(run("check", "--online")).isEqualTo(1);
        assertThat(out.toString()).contains("inlet.url is none of the 120 streaming connections in sandbox prod\n  fix      list them by bin/inlet-routes inlets");
    }

    private void deliverTo(String url) throws IOException {
        settings.put("inlet.url", url);
        Files.writeString(home.resolve("routes/orders.camel.yaml"), """
                - route:
                    id: orders
                    description: Delivers ready-made payloads.
                    from:
                      uri: direct:orders
                      steps:
                        - to:
                            id: to-the-inlet
                            uri: inlet:default
                """);
    }

    private int run(String... arguments) throws IOException {
        StringBuilder file = new StringBuilder();
        settings.forEach((name, value) -> file.append(name).append(" = ").append(value).append('\n'));
        Files.writeString(home.resolve("application.properties"), file);
        String[] all = new String[arguments.length + 2];
        System.arraycopy(arguments, 0, all, 0, arguments.length);
        all[arguments.length] = "--home";
        all[arguments.length + 1] = home.toString();
        return InletRoutes.execute(new PrintWriter(out, true), new PrintWriter(err, true), all);
    }
}
