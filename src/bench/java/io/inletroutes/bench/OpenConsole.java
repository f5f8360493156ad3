package io.inletroutes.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Somebody who looks at the console's first page. */
interface OpenConsole extends AutoCloseable {

    @Override
    void close() throws Exception;

    /** {@code closed}: nobody; {@code asked}: the requests of the page's script; {@code browser}: Chromium with the page open. */
    static OpenConsole open(String how, String console, Path folder) throws Exception {
        return switch (how) {
            case "closed" -> () -> { };
            case "asked" -> asked(console);
            case "browser" -> browser(console, folder);
            default -> throw new IllegalArgumentException("no side is called " + how);
        };
    }

    private static OpenConsole asked(String console) throws IOException, InterruptedException {
        HttpClient client = HttpClient.newHttpClient();
        get(client, console);
        ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
        timer.scheduleWithFixedDelay(() -> {
            try {
                get(client, console + "fragments/overview");
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }, 2, 2, TimeUnit.SECONDS);
        return timer::shutdownNow;
    }

    private static void get(HttpClient client, String url) throws IOException, InterruptedException {
        HttpResponse<String> answer = client.send(HttpRequest.newBuilder(URI.create(url)).header("Accept", "text/html").build(), HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IllegalStateException(url + " answers " + answer.statusCode());
        }
    }

    private static OpenConsole browser(String console, Path folder) throws IOException {
        Path chromium = Stream.of(System.getenv("PATH").split(java.io.File.pathSeparator)).flatMap(place -> Stream.of("chromium", "chromium-browser", "google-chrome").map(Path.of(place)::resolve))
                .filter(Files::isExecutable).findFirst().orElseThrow(() -> new IllegalStateException("no Chromium is installed; leave the side browser out"));
        Process process = Processes.start(List.of(chromium.toString(), "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run", "--no-proxy-server",
                "--remote-debugging-port=0", "--user-data-dir=" + Files.createTempDirectory(folder, "browser"), console), folder.resolve("browser.log"), null);
        return () -> {
            process.destroy();
            process.waitFor();
        };
    }
}
