package io.inletroutes.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.inletroutes.Location;
import io.inletroutes.Problem;
import io.inletroutes.ProblemsException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class ConsoleTest {

    private static final OperationsPage NOTHING = OperationsPage.of(request -> JsonNodeFactory.instance.objectNode());

    private final HttpClient client = HttpClient.newHttpClient();

    @Test
    void answersThePagesItWasGivenAndNoOthers() throws Exception {
        try (Console console = start(0, Map.of(
                "/well", () -> Page.json(true, "{}"),
                "/ill", () -> Page.json(false, "{}"),
                "/broken", () -> {
                    throw new IllegalStateException("a value");
                }), NOTHING)) {

            assertThat(get(console, "/well").statusCode()).isEqualTo(200);
            assertThat(get(console, "/ill").statusCode()).isEqualTo(503);
            assertThat(get(console, "/broken").body()).isEmpty();
            assertThat(get(console, "/broken").statusCode()).isEqualTo(500);
            assertThat(get(console, "/../etc/passwd").statusCode()).isEqualTo(404);
        }
    }

    @Test
    void takesTheNextPortWhereItsOwnIsTaken() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
                Console console = start(taken.getLocalPort(), Map.of(), NOTHING)) {

            assertThat(console.url().getPort()).isGreaterThan(taken.getLocalPort());
        }
    }

    @Test
    void doesNotAnswerToANameOfSomebodyElse() throws IOException {
        try (Console console = start(0, Map.of("/well", () -> Page.json(true, "{}")), NOTHING);
                Socket socket = new Socket("127.0.0.1", console.url().getPort())) {
            socket.getOutputStream().write("GET /well HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n".getBytes(StandardCharsets.US_ASCII));

            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);

            assertThat(answer).startsWith("HTTP/1.1 421");
        }
    }

    @Test
    void doesWhatIsAskedOnlyForWhoeverKnowsTheKey() throws Exception {
        OperationsPage echo = OperationsPage.of(request -> JsonNodeFactory.instance.objectNode().put("did", request.path("do").asText()));
        try (Console console = start(0, Map.of(), echo)) {
            HttpRequest.Builder request = HttpRequest.newBuilder(console.url().resolve("/operations")).POST(HttpRequest.BodyPublishers.ofString("{\"do\": \"pause\"}"));

            HttpResponse<String> without = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
            HttpResponse<String> wrong = client.send(request.copy().header("Authorization", "Bearer " + "0".repeat(48)).build(), HttpResponse.BodyHandlers.ofString());
            HttpResponse<String> right = client.send(request.copy().header("Authorization", "Bearer " + echo.key()).build(), HttpResponse.BodyHandlers.ofString());

            assertThat(without.statusCode()).isEqualTo(401);
            assertThat(wrong.statusCode()).isEqualTo(401);
            assertThat(right.statusCode()).isEqualTo(200);
            assertThat(right.body()).isEqualTo("{\"did\":\"pause\"}");
        }
    }

    @Test
    void saysWhatAnOperationNeedsAndHidesWhyItFailed() throws Exception {
        OperationsPage page = OperationsPage.of(request -> {
            if (request.has("wrong")) {
                throw new ProblemsException(Problem.error(Location.NONE, "no route delivers to it").fix("look at its spelling"));
            }
            throw new IllegalStateException("a value");
        });

        Page wrong = page.answer("Bearer " + page.key(), "{\"wrong\": 1}".getBytes(StandardCharsets.UTF_8));
        Page broken = page.answer("Bearer " + page.key(), "{}".getBytes(StandardCharsets.UTF_8));

        assertThat(new String(wrong.body(), StandardCharsets.UTF_8)).isEqualTo("{\"problem\":\"no route delivers to it\",\"fix\":\"look at its spelling\"}");
        assertThat(new String(broken.body(), StandardCharsets.UTF_8)).doesNotContain("a value");
    }

    private static Console start(int port, Map<String, Supplier<Page>> pages, OperationsPage operations) {
        return Console.start(ConsoleSettings.open(port), pages, operations, new Views(new Frame("home"), () -> { }));
    }

    private HttpResponse<String> get(Console console, String path) throws IOException, InterruptedException {
        URI url = console.url().resolve(path);
        return client.send(HttpRequest.newBuilder(url).build(), HttpResponse.BodyHandlers.ofString());
    }
}
