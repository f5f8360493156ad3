package io.inletroutes.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import org.junit.jupiter.api.Test;

class ConsoleTest {

    private final HttpClient client = HttpClient.newHttpClient();

    @Test
    void answersThePagesItWasGivenAndNoOthers() throws Exception {
        try (Console console = Console.start("127.0.0.1", 0, Map.of(
                "/well", () -> Page.json(true, "{}"),
                "/ill", () -> Page.json(false, "{}"),
                "/broken", () -> {
                    throw new IllegalStateException("a value");
                }))) {

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
                Console console = Console.start("127.0.0.1", taken.getLocalPort(), Map.of())) {

            assertThat(console.url().getPort()).isGreaterThan(taken.getLocalPort());
        }
    }

    @Test
    void refusesToListenBeyondLoopback() {
        assertThatThrownBy(() -> Console.start("0.0.0.0", 0, Map.of()))
                .isInstanceOf(ProblemsException.class)
                .hasMessage("""
                        console.host is 0.0.0.0, which is not loopback; the console asks for no password
                          fix      set console.host to 127.0.0.1; reach it from elsewhere through an SSH tunnel or a proxy that asks for one""");
    }

    @Test
    void doesNotAnswerToANameOfSomebodyElse() throws IOException {
        try (Console console = Console.start("127.0.0.1", 0, Map.of("/well", () -> Page.json(true, "{}")));
                Socket socket = new Socket("127.0.0.1", console.url().getPort())) {
            socket.getOutputStream().write("GET /well HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n".getBytes(StandardCharsets.US_ASCII));

            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);

            assertThat(answer).startsWith("HTTP/1.1 421");
        }
    }

    private HttpResponse<String> get(Console console, String path) throws IOException, InterruptedException {
        URI url = console.url().resolve(path);
        return client.send(HttpRequest.newBuilder(url).build(), HttpResponse.BodyHandlers.ofString());
    }
}
