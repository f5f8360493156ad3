package io.inletroutes.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.inletroutes.SetClock;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tokens given and demanded, and the connections that the Flow Service tells to those who have one. */
class TokensTest {

    private static final String GOOD = "grant_type=client_credentials&client_id=ann&client_secret=s%2Bcret&scope=openid%2CAdobeID";
    private static final String CONNECTIONS = "/data/foundation/flowservice/connections";

    private final SetClock clock = new SetClock();
    private Simulator simulator;
    private Client client;

    @BeforeEach
    void start() throws IOException {
        simulator = Simulator.start(SimulatorOptions.any().by(clock).listing(List.of("orders", "bookings"))
                .demanding(new SimulatorOptions.Credentials("ann", "s+cret", Duration.ofMinutes(10))));
        client = new Client(simulator);
    }

    @AfterEach
    void stop() throws IOException {
        simulator.close();
    }

    @Test
    void givesATokenThatOpensTheInletUntilItEnds() throws Exception {
        JsonNode given = Client.json(ask(GOOD));

        assertThat(given.get("expires_in").asInt()).isEqualTo(600);
        assertThat(given.get("token_type").asText()).isEqualTo("bearer");
        String token = given.get("access_token").asText();
        assertThat(send("Bearer " + token)).isEqualTo(200);
        assertThat(send("Bearer other")).isEqualTo(401);
        assertThat(client.single(Client.message("a")).statusCode()).isEqualTo(401);
        clock.advance(Duration.ofMinutes(10));
        assertThat(send("Bearer " + token)).isEqualTo(401);
    }

    @ParameterizedTest
    @CsvSource({"grant_type=client_credentials&client_id=ann&client_secret=wrong&scope=openid, 401, invalid_client",
            "grant_type=client_credentials&client_id=ben&client_secret=s%2Bcret&scope=openid, 400, invalid_client",
            "grant_type=client_credentials&client_id=ann&client_secret=s%2Bcret, 400, invalid_scope", "client_id=ann&client_secret=s%2Bcret&scope=openid, 400, unsupported_grant_type"})
    void refusesATokenAsTheTokenServiceDoes(String form, int status, String error) throws Exception {
        HttpResponse<String> answer = ask(form);

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.body()).isEqualTo("{\"error\":\"" + error + "\"}");
    }

    @Test
    void givesAnyClientATokenThatLastsADayWhenItDemandsNone() throws Exception {
        try (Simulator open = Simulator.start(SimulatorOptions.any())) {
            HttpResponse<String> answer = new Client(open).send("POST", "/ims/token/v3", BodyPublishers.ofString(GOOD), "Content-Type", "application/x-www-form-urlencoded");

            assertThat(Client.json(answer).get("expires_in").asInt()).isEqualTo(86_399);
        }
    }

    @Test
    void listsTheConnectionsPageByPage() throws Exception {
        JsonNode all = Client.json(list(CONNECTIONS));
        JsonNode first = Client.json(list(CONNECTIONS + "?limit=2"));
        String next = first.at("/_links/next/href").asText();
        JsonNode second = Client.json(list("/data/foundation" + next));

        assertThat(all.at("/items")).hasSize(3);
        assertThat(all.at("/_links").isEmpty()).isTrue();
        assertThat(all.at("/items/0/auth/params")).isEqualTo(Client.JSON.readTree("{\"sourceId\":\"orders\",\"inletUrl\":\"" + simulator.url("orders")
                + "\",\"authenticationRequired\":true,\"inletId\":\"orders\",\"dataType\":\"xdm\",\"name\":\"orders\"}"));
        assertThat(all.at("/items/0/state").asText()).isEqualTo("enabled");
        assertThat(first.at("/items").findValuesAsText("id")).containsSubsequence("connection-orders", "connection-bookings");
        assertThat(second.at("/items").findValuesAsText("id")).containsExactly("connection-of-files");
        assertThat(second.at("/items/0/auth/params").has("inletUrl")).isFalse();
    }

    @Test
    void tellsOneConnection() throws Exception {
        assertThat(Client.json(list(CONNECTIONS + "/connection-bookings")).at("/items/0/auth/params/inletId").asText()).isEqualTo("bookings");
        assertThat(list(CONNECTIONS + "/other").statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource({"Authorization, 401", "x-api-key, 403", "x-gw-ims-org-id, 403", "x-sandbox-name, 400"})
    void asksForEveryHeader(String without, int status) throws Exception {
        String token = "Bearer " + Client.json(ask(GOOD)).get("access_token").asText();
        List<String> headers = new java.util.ArrayList<>(List.of("Authorization", token, "x-api-key", "ann", "x-gw-ims-org-id", Client.HOUSE, "x-sandbox-name", "prod"));
        int place = headers.indexOf(without);
        headers.subList(place, place + 2).clear();

        assertThat(client.get(CONNECTIONS, headers.toArray(String[]::new)).statusCode()).isEqualTo(status);
    }

    private HttpResponse<String> ask(String form) throws Exception {
        return client.send("POST", "/ims/token/v3", BodyPublishers.ofString(form), "Content-Type", "application/x-www-form-urlencoded");
    }

    private int send(String authorization) throws Exception {
        return client.send("POST", "/collection/house", BodyPublishers.ofString(Client.message("a").toString()), "Content-Type", "application/json", "x-gw-ims-org-id", Client.HOUSE,
                "Authorization", authorization).statusCode();
    }

    private HttpResponse<String> list(String path) throws Exception {
        return client.get(path, "Authorization", "Bearer " + Client.json(ask(GOOD)).get("access_token").asText(), "x-api-key", "ann", "x-gw-ims-org-id", Client.HOUSE,
                "x-sandbox-name", "prod");
    }
}
