package io.inletroutes.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.inletroutes.cli.Broker;
import io.inletroutes.routes.RouteState;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A broker of one's own that is not there, is there, and goes away: each place that an operator looks at says the same. */
class BrokerNotReachedTest {

    private static final String CANCELLED = "{\"booking\":{\"number\":\"BK-1\"}}";

    @TempDir
    Path folder;

    private int port;
    private ConsoleHome home;

    @BeforeEach
    void startWithoutABroker() throws IOException {
        port = Broker.freePort();
        home = ConsoleHome.start(folder, "jms.url = tcp://127.0.0.1:" + port + "?retryInterval=20&maxRetryInterval=20&trustStorePassword=hunter2\n");
    }

    @AfterEach
    void stop() throws IOException {
        home.close();
    }

    @Test
    void saysEverywhereThatABrokerWasNeverReachedAndWhatToDo() throws Exception {
        awaitRoute("not connected");

        String about = "the broker of jms (tcp://127.0.0.1:" + port + ") is not reached: no connection (ActiveMQNotConnectedException, AMQ219007)";
        JsonNode status = json("/status");
        assertThat(status.at("/troubles/0/kind").asText()).isEqualTo("broker");
        assertThat(status.at("/troubles/0/about").asText()).isEqualTo("jms");
        assertThat(status.at("/troubles/0/reason").asText()).startsWith(about).contains("fix      start the broker, or look at the network between; it goes on by itself. Where jms.url (application.properties:");
        assertThat(status.at("/next/0").asText()).startsWith(about).endsWith("; page: at-night/broker-not-reached.md");
        assertThat(page("/").body()).contains("class=\"state not-connected\"", "The broker of jms (tcp://127.0.0.1:" + port + ") is not reached");
        assertThat(page("/observe/health/live").statusCode()).isEqualTo(200);
        assertThat(page("/observe/health/ready").statusCode()).isEqualTo(503);
        assertThat(json("/observe/health").at("/checks").toString()).contains("{\"name\":\"broker:jms\",\"status\":\"DOWN\",\"data\":{\"since\":\"", "\"reason\":\"" + about);
        assertThat(page("/observe/metrics").body()).contains("inlet_routes_troubles{kind=\"broker\"} 1.0", "inlet_routes_route_connected{route=\"booking-cancelled-from-jms\"} 0.0");
        for (String path : List.of("/status", "/", "/observe/health", "/observe/metrics")) {
            assertThat(page(path).body()).as(path).doesNotContain("hunter2");
        }
    }

    @Test
    void endsByItselfWhenTheBrokerIsThereAndBeginsAgainWhenItGoes() throws Exception {
        awaitRoute("not connected");

        Broker broker = Broker.at(port);
        awaitRoute("idle");
        assertThat(json("/status").path("troubles")).isEmpty();
        assertThat(page("/observe/health/ready").statusCode()).isEqualTo(200);

        broker.close();
        awaitRoute("not connected");
        assertThat(json("/status").at("/troubles/0/reason").asText()).contains("is not reached: ");
        assertThat(page("/observe/health/ready").statusCode()).isEqualTo(503);

        try (Broker again = Broker.at(port)) {
            awaitRoute("idle");
            again.send("booking-cancelled", 1, number -> CANCELLED);
            await().atMost(Duration.ofSeconds(30)).until(() -> home.routes.metrics().read().values().stream().mapToLong(Long::longValue).sum() == 1);
            assertThat(json("/status").path("troubles")).isEmpty();
        }
    }

    @Test
    void stopsWhileABrokerThatWasThereIsGone() throws Exception {
        Broker broker = Broker.at(port);
        awaitRoute("idle");
        broker.close();
        awaitRoute("not connected");

        home.routes.close(); // a client that connects again inside let nobody stop

        assertThat(home.routes.context().isStopped()).isTrue();
    }

    private void awaitRoute(String state) {
        await().atMost(Duration.ofSeconds(30)).until(() -> home.routes.states().stream().filter(route -> route.route().equals("booking-cancelled-from-jms")).map(RouteState::status)
                .allMatch(status -> Words.lower(status).equals(state)));
        await().until(() -> json("/status").path("routes").toString().contains("\"status\":\"" + state + "\"")); // routes are asked every moment
    }

    private JsonNode json(String path) throws Exception {
        return new ObjectMapper().readTree(page(path).body());
    }

    private HttpResponse<String> page(String path) throws Exception {
        return HttpClient.newHttpClient().send(HttpRequest.newBuilder(home.url().resolve(path)).build(), HttpResponse.BodyHandlers.ofString());
    }
}
