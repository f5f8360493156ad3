package io.inletroutes.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class GuessingTest {

    @Test
    void letsNobodyGuessAndStillKnowsTheCommandsBesideIt() throws Exception {
        OperationsPage operations = OperationsPage.of(request -> null);
        ConsoleSettings settings = new ConsoleSettings(InetAddress.getLoopbackAddress(), 0, "operator", null, "0123456789abcdef", Set.of(), false);
        try (Console console = Console.start(settings, Map.of("/status", () -> Page.json(true, "{}")), operations, new Views(new Frame("home"), () -> { }))) {
            assertThat(ask(console, "0123456789abcdef")).isEqualTo(200);
            for (int i = 0; i < 4; i++) {
                assertThat(ask(console, "guess" + i)).isEqualTo(401);
            }

            assertThat(ask(console, "guess")).isEqualTo(429);
            assertThat(ask(console, "0123456789abcdef")).isEqualTo(429);
            assertThat(ask(console, operations.key())).isEqualTo(200);
        }
    }

    private static int ask(Console console, String token) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(console.url().resolve("/status")).header("Authorization", "Bearer " + token).build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString()).statusCode();
    }
}
