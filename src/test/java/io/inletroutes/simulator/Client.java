package io.inletroutes.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Sends to a simulator as somebody else's program would. */
final class Client {

    static final ObjectMapper JSON = new ObjectMapper();
    static final String HOUSE = "HOUSE@AdobeOrg";
    private static final HttpClient HTTP = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final Simulator simulator;

    Client(Simulator simulator) {
        this.simulator = simulator;
    }

    /** A message that an inlet takes. */
    static ObjectNode message(String id) {
        ObjectNode message = (ObjectNode) resource("message.json");
        ((ObjectNode) message.at("/body/xdmEntity")).put("_id", id);
        return message;
    }

    static JsonNode resource(String name) {
        try (InputStream in = Client.class.getResourceAsStream(name)) {
            return JSON.readTree(in);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    static ObjectNode batch(String... ids) {
        ObjectNode batch = JSON.createObjectNode();
        for (String id : ids) {
            batch.withArray("messages").add(message(id));
        }
        return batch;
    }

    HttpResponse<String> single(JsonNode message) throws Exception {
        return post("/collection/house", message.toString());
    }

    HttpResponse<String> batch(JsonNode messages) throws Exception {
        return post("/collection/batch/house", messages.toString());
    }

    /** With the headers an inlet asks for. */
    HttpResponse<String> post(String path, String body) throws Exception {
        return send("POST", path, BodyPublishers.ofString(body), "Content-Type", "application/json", "x-gw-ims-org-id", HOUSE);
    }

    HttpResponse<String> get(String path, String... headers) throws Exception {
        return send("GET", path, BodyPublishers.noBody(), headers);
    }

    HttpResponse<String> send(String method, String path, BodyPublisher body, String... headers) throws Exception {
        java.net.http.HttpRequest.Builder request = java.net.http.HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + simulator.port() + path))
                .timeout(Duration.ofSeconds(30)).method(method, body);
        if (headers.length > 0) {
            request.headers(headers);
        }
        return HTTP.send(request.build(), BodyHandlers.ofString());
    }

    static JsonNode json(HttpResponse<String> answer) throws IOException {
        return JSON.readTree(answer.body());
    }
}
