package io.inletroutes.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.inletroutes.SetClock;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The stand-in inlet over real sockets: what it takes, counts and tells. */
class SimulatorTest {

    private final SetClock clock = new SetClock();
    private final List<Received> told = new ArrayList<>();
    private Simulator simulator;
    private Client client;

    @BeforeEach
    void start() throws IOException {
        simulator = Simulator.start(SimulatorOptions.any().by(clock).telling(told::add));
        client = new Client(simulator);
    }

    @AfterEach
    void stop() throws IOException {
        simulator.close();
    }

    @Test
    void acknowledgesASingleMessage() throws Exception {
        HttpResponse<String> answer = client.single(Client.message("a"));

        assertThat(answer.statusCode()).isEqualTo(200);
        JsonNode body = Client.json(answer);
        assertThat(body.get("inletId").asText()).isEqualTo("house");
        assertThat(body.get("xactionId").asText()).matches("\\d+:\\d+:0");
        assertThat(body.get("receivedTimeMs").asLong()).isEqualTo(clock.millis());
        assertThat(body.at("/syncValidation/skipped").asBoolean()).isTrue();
        assertThat(told).containsExactly(new Received("house", "a", "m-1", "e-1", null));
        assertThat(simulator.received()).containsExactly(Client.message("a"));
    }

    @Test
    void answersEachMessageOfABatchByItsPlace() throws Exception {
        ObjectNode batch = Client.batch("a", "b c", "c", "d e", "f g");

        HttpResponse<String> answer = client.batch(batch);

        assertThat(answer.statusCode()).isEqualTo(207);
        JsonNode body = Client.json(answer);
        assertThat(body.get("batchId").asText()).isNotEmpty();
        JsonNode responses = body.get("responses");
        assertThat(responses).hasSize(5);
        assertThat(responses.get(0).has("xactionId")).isTrue();
        assertThat(responses.get(0).has("message")).isFalse();
        assertThat(responses.get(1).get("message").asText()).isEqualTo("#/_id: [b c] is not a valid URI reference");
        List<String> shapes = new ArrayList<>();
        for (int refused : new int[] {1, 3, 4}) {
            List<String> names = new ArrayList<>();
            responses.get(refused).fieldNames().forEachRemaining(names::add);
            shapes.add(String.join(" ", names));
        }
        assertThat(shapes).isSubsetOf("statusCode message", "status message", "xactionId status message");
        assertThat(simulator.counts()).isEqualTo(new SimulatorCounts(1, 2, 2, 3));
    }

    @ParameterizedTest
    @CsvSource({"POST, /collection/house, text/plain, HOUSE@AdobeOrg, 415", "POST, /collection/house, application/jsonx, HOUSE@AdobeOrg, 415",
            "POST, /collection/house, application/json; charset=utf-8, HOUSE@AdobeOrg, 200", "POST, /collection/house, Application/JSON, HOUSE@AdobeOrg, 200",
            "POST, /collection/house, application/json, OTHER@AdobeOrg, 400", "PUT, /collection/house, application/json, HOUSE@AdobeOrg, 405",
            "POST, /collection/, application/json, HOUSE@AdobeOrg, 404", "POST, /elsewhere, application/json, HOUSE@AdobeOrg, 404"})
    void checksMethodPlaceAndHeaders(String method, String path, String type, String organisation, int status) throws Exception {
        HttpResponse<String> answer = client.send(method, path, BodyPublishers.ofString(Client.message("a").toString()), "Content-Type", type, "x-gw-ims-org-id", organisation);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    }

    @Test
    void asksForTheOrganisationOfTheRequest() throws Exception {
        HttpResponse<String> answer = client.send("POST", "/collection/house", BodyPublishers.ofString(Client.message("a").toString()), "Content-Type", "application/json");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(Client.json(answer).at("/report/message").asText()).isEqualTo("Message has an absent or wrong ims org in the header");
    }

    @Test
    void takesMessagesOfOneOrganisationAloneWhenItIsTold() throws Exception {
        try (Simulator strict = Simulator.start(SimulatorOptions.any().of("OTHER@AdobeOrg"))) {
            assertThat(new Client(strict).single(Client.message("a")).statusCode()).isEqualTo(400);
        }
    }

    @ParameterizedTest
    @CsvSource(value = {"no JSON", "{\"header\":", "{\"messages\":[]}", "{}", "{\"messages\":1}", "{\"messages\":[]} x"}, delimiter = ';')
    void refusesABatchThatIsNone(String body) throws Exception {
        assertThat(client.post("/collection/batch/house", body).statusCode()).isEqualTo(400);
    }

    @Test
    void takesOneMegabyteAndNotAByteMore() throws Exception {
        String message = Client.message("a").toString();
        String most = message + " ".repeat((1 << 20) - message.length());

        assertThat(client.post("/collection/house", most).statusCode()).isEqualTo(200);
        assertThat(client.post("/collection/house", most + " ").statusCode()).isEqualTo(413);
        assertThat(client.single(Client.message("b")).statusCode()).isEqualTo(200);
    }

    @Test
    void countsTheBytesOfAChunkedBodyToo() throws Exception {
        byte[] body = " ".repeat((1 << 20) + 1).getBytes(StandardCharsets.UTF_8);

        HttpResponse<String> answer = client.send("POST", "/collection/house", BodyPublishers.fromPublisher(BodyPublishers.ofByteArray(body)), "Content-Type", "application/json",
                "x-gw-ims-org-id", Client.HOUSE);

        assertThat(answer.statusCode()).isEqualTo(413);
    }

    @Test
    void refusesAGigabyteWithoutReadingIt() throws Exception {
        assertThat(firstLine("Content-Length: 1000000000\r\n\r\n")).isEqualTo("HTTP/1.1 413 Payload Too Large");
    }

    /** Of the answer to a request whose head ends so, and of which nothing follows. */
    private String firstLine(String head) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", simulator.port())) {
            socket.setSoTimeout(30_000);
            socket.getOutputStream().write(("POST /collection/house HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nx-gw-ims-org-id: HOUSE@AdobeOrg\r\n" + head)
                    .getBytes(StandardCharsets.US_ASCII));
            return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8)).readLine();
        }
    }

    @Test
    void refusesTooMuchBeforeItIsSentWhenTheSenderAsks() throws Exception {
        assertThat(firstLine("Expect: 100-continue\r\nContent-Length: 2000000\r\n\r\n")).isEqualTo("HTTP/1.1 413 Payload Too Large");
        assertThat(firstLine("Expect: 100-continue\r\nContent-Length: 2000\r\n\r\n")).isEqualTo("HTTP/1.1 100 Continue");
    }

    @Test
    void unpacksACompressedBodyUpToTheSameLimit() throws Exception {
        String message = Client.message("a").toString();

        assertThat(compressed(message).statusCode()).isEqualTo(200);
        assertThat(compressed(message + " ".repeat(1 << 20)).statusCode()).isEqualTo(413);
    }

    private HttpResponse<String> compressed(String text) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return client.send("POST", "/collection/house", BodyPublishers.ofByteArray(bytes.toByteArray()), "Content-Type", "application/json", "x-gw-ims-org-id", Client.HOUSE,
                "Content-Encoding", "gzip");
    }

    @Test
    void tellsItsVerdictAtOnceWhenItIsAsked() throws Exception {
        ObjectNode wrong = Client.message("a");
        ((ObjectNode) wrong.at("/body/xdmEntity")).put("_id", 12).remove("timestamp");

        HttpResponse<String> good = client.post("/collection/house?syncValidation=true", Client.message("a").toString());
        HttpResponse<String> old = client.post("/collection/house?synchronousValidation=true", Client.message("a").toString());
        HttpResponse<String> bad = client.post("/collection/house?syncValidation=true", wrong.toString());

        assertThat(Client.json(good).at("/syncValidation/status").asText()).isEqualTo("pass");
        assertThat(Client.json(old).at("/synchronousValidation/status").asText()).isEqualTo("pass");
        assertThat(bad.statusCode()).isEqualTo(400);
        assertThat(Client.json(bad)).isEqualTo(Client.JSON.readTree("""
                {"type": "http://ns.adobe.com/adobecloud/problem/data-collection-service/inlet", "status": 400, "title": "Invalid XDM Message Format", "report": {
                  "message": "Message is not valid: #/_id: expected type: String, found: Long; #: required key [timestamp] not found",
                  "cause": {"_streamingValidation": [{"pointerToViolation": "#", "causingExceptions": [
                    {"pointerToViolation": "#/_id", "keyword": "type", "message": "expected type: String, found: Long"},
                    {"pointerToViolation": "#", "keyword": "required", "message": "required key [timestamp] not found"}],
                    "message": "#: 2 schema violations found"}]}}}
                """));
    }

    @Test
    void judgesNoBatchAtOnce() throws Exception {
        assertThat(client.post("/collection/batch/house?syncValidation=true", Client.batch("a").toString()).statusCode()).isEqualTo(501);
    }

    @Test
    void judgesSixtyMessagesAMinuteAtOnce() throws Exception {
        String path = "/collection/house?syncValidation=true";
        for (int i = 0; i < 60; i++) {
            assertThat(client.post(path, Client.message("m-" + i).toString()).statusCode()).isEqualTo(200);
        }

        int oneMore = client.post(path, Client.message("m-60").toString()).statusCode();
        int unjudged = client.single(Client.message("m-60")).statusCode();
        clock.advance(Duration.ofSeconds(61));
        int later = client.post(path, Client.message("m-61").toString()).statusCode();

        assertThat(List.of(oneMore, unjudged, later)).containsExactly(429, 200, 200);
    }

    @Test
    void tellsWhatCameAndForgetsItWhenAsked() throws Exception {
        client.batch(Client.batch("a", "b"));
        client.single(Client.message("a"));
        client.single(Client.message("no good"));

        JsonNode counts = Client.json(client.get("/simulator/counts"));
        JsonNode received = Client.json(client.get("/simulator/received"));
        client.send("DELETE", "/simulator/counts", BodyPublishers.noBody());

        assertThat(counts).isEqualTo(Client.JSON.readTree("{\"requests\":3,\"accepted\":3,\"distinct\":2,\"repeated\":1,\"refused\":1}"));
        assertThat(received.findValuesAsText("_id")).containsExactly("a", "b", "a");
        assertThat(simulator.counts()).isEqualTo(new SimulatorCounts(0, 0, 0, 0));
        assertThat(simulator.received()).isEmpty();
    }

    @Test
    void keepsTheLastMessagesAlone() throws Exception {
        ObjectNode batch = Client.JSON.createObjectNode();
        for (int i = 0; i < 1_100; i++) {
            batch.withArray("messages").add(Client.message("m-" + i));
        }

        client.batch(batch);

        assertThat(simulator.received()).hasSize(1_000);
        assertThat(simulator.received().get(0).at("/body/xdmEntity/_id").asText()).isEqualTo("m-100");
    }
}
