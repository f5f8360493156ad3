package io.inletroutes.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.inletroutes.Location;
import io.inletroutes.Problem;
import io.inletroutes.ProblemsException;
import io.inletroutes.ledger.InstanceLock;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The instance that runs on a data folder, asked over loopback.
 *
 * @param process its number
 * @param console where it answers
 * @param key     shows that the caller may read the data folder
 */
record RunningInstance(String process, URI console, String key) {

    private static final Pattern ABOUT = Pattern.compile("process (\\d+), console ([^\\s,]+)(?:, key (\\S+))?");
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    /** A replay waits for the inlet's answers. */
    private static final Duration LONG_PATIENCE = Duration.ofMinutes(10);

    /** How an instance tells others of itself. */
    static String describe(long process, URI console, String key) {
        return "process " + process + ", console " + console + ", key " + key;
    }

    /** Empty when none runs there; a note that a killed one left is no instance. */
    static Optional<RunningInstance> on(Path data) throws IOException {
        Matcher about = ABOUT.matcher(InstanceLock.describe(data).orElse(""));
        if (!about.find() || !InstanceLock.isHeld(data)) {
            return Optional.empty();
        }
        return Optional.of(new RunningInstance(about.group(1), URI.create(about.group(2)), about.group(3)));
    }

    /** What it answers at that path. */
    JsonNode ask(String path) throws IOException, InterruptedException {
        return Json.exact().readTree(send(HttpRequest.newBuilder(console.resolve(path)).timeout(PATIENCE).header("Authorization", "Bearer " + key)).body());
    }

    /** Has it do something. Fails with the instance's own problem. */
    JsonNode command(ObjectNode request) throws IOException, InterruptedException {
        HttpResponse<byte[]> response = send(HttpRequest.newBuilder(console.resolve("/operations")).timeout(LONG_PATIENCE).header("Authorization", "Bearer " + key)
                .header("Content-Type", "application/json").POST(HttpRequest.BodyPublishers.ofString(request.toString())));
        JsonNode answer = Json.exact().readTree(response.body());
        if (response.statusCode() != 200) {
            String problem = answer.path("problem").asText("the instance could not do it");
            throw new ProblemsException(Problem.error(Location.NONE, problem).fix(answer.path("fix").asText("look at its log")));
        }
        return answer;
    }

    private static HttpResponse<byte[]> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).proxy(HttpClient.Builder.NO_PROXY).build();
        return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    /** Without the key. */
    @Override
    public String toString() {
        return "process " + process + ", console " + console;
    }
}
