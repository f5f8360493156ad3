package io.inletroutes.routes;

import static org.assertj.core.api.Assertions.assertThat;

import io.inletroutes.simulator.Fault;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The web service of route-authors.md, as it stands there. */
@Timeout(90)
class RouteAuthorsTest {

    private static final Pattern YAML = Pattern.compile("```yaml\\n(.*?)```", Pattern.DOTALL);

    @TempDir
    Path folder;

    private RunningHome home;
    private int port;

    @BeforeEach
    void start() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        home = RunningHome.with(folder.resolve("home"), "none", RunningHome.QUICK + "camel.server.enabled = true\ncamel.server.host = 127.0.0.1\ncamel.server.port = " + port + "\n");
        String yaml = YAML.matcher(Files.readString(Path.of("src/site/markdown/route-authors.md"))).results().findFirst().orElseThrow().group(1);
        Files.writeString(home.folder.resolve("routes/loyalty-signup-from-rest.camel.yaml"), yaml.replace("\"10s\"", "\"500ms\""));
        home.start();
    }

    @AfterEach
    void close() throws IOException {
        home.close();
    }

    @Test
    void answers202WithTheIdOfAnAcceptedEvent() throws Exception {
        HttpResponse<String> answer = post("LS-1", "noor@example.org");

        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(answer.body()).isNotBlank();
        assertThat(home.inlet().counts().accepted()).isEqualTo(1);
    }

    @Test
    void answers202AndSendsNothingWhenTheEventWasAcceptedBefore() throws Exception {
        post("LS-1", "noor@example.org");

        assertThat(post("LS-1", "noor@example.org").statusCode()).isEqualTo(202);
        assertThat(home.inlet().counts().accepted()).isEqualTo(1);
    }

    @Test
    void answers422WithTheFieldThatIsMissing() throws Exception {
        HttpResponse<String> answer = post("LS-2", "");

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("variable $.email has no value");
    }

    @Test
    void answers422WithWhatTheInletSaid() throws Exception {
        home.inlet().fault(Fault.parse("400"));

        HttpResponse<String> answer = post("LS-3", "noor@example.org");

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("the inlet refused the event with 400").doesNotContain("noor@example.org");
    }

    @Test
    void answers503WhileTheInletIsHeldAndKeepsNoDeadLetter() throws Exception {
        home.inlet().fault(Fault.parse("503"));

        HttpResponse<String> answer = post("LS-4", "noor@example.org");

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).contains("30");
        assertThat(answer.body()).isEqualTo("inlet sample is held: the inlet answers 503");
        assertThat(home.deadLetters()).isEmpty();
    }

    private HttpResponse<String> post(String id, String email) throws Exception {
        String event = "{\"signup_id\": \"%s\", \"signed_up_at\": \"2024-05-29T09:12:44+02:00\", \"first_name\": \"Noor\", \"last_name\": \"Achterberg\", \"email\": \"%s\", "
                .formatted(id, email) + "\"birth_year\": \"1984\", \"tier\": \"S\", \"store\": \"Utrecht\", \"newsletter\": \"yes\"}";
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/loyalty-signups")).header("Content-Type", "application/json")
                .header("x-sandbox-name", "someone-elses").POST(HttpRequest.BodyPublishers.ofString(event)).build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }
}
