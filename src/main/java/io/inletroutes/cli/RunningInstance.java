package io.inletroutes.cli;

import com.fasterxml.jackson.databind.JsonNode;
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
 * @param about   what it says of itself
 * @param console where it answers
 */
record RunningInstance(String about, URI console) {

    private static final Pattern CONSOLE = Pattern.compile("console (\\S+)");
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** Empty when none runs there; a note that a killed one left is no instance. */
    static Optional<RunningInstance> on(Path data) throws IOException {
        Optional<String> about = InstanceLock.describe(data);
        Matcher console = CONSOLE.matcher(about.orElse(""));
        if (!console.find() || !InstanceLock.isHeld(data)) {
            return Optional.empty();
        }
        return Optional.of(new RunningInstance(about.get(), URI.create(console.group(1))));
    }

    /** What it answers at that path. */
    JsonNode ask(String path) throws IOException, InterruptedException {
        HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).proxy(HttpClient.Builder.NO_PROXY).build();
        HttpRequest request = HttpRequest.newBuilder(console.resolve(path)).timeout(PATIENCE).build();
        return Json.exact().readTree(client.send(request, HttpResponse.BodyHandlers.ofByteArray()).body());
    }
}
