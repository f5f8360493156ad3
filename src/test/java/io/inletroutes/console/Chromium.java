package io.inletroutes.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import static org.awaitility.Awaitility.await;

/**
 * A real browser without a window, driven by its own protocol (Chrome DevTools) over a web socket. What it complains about - scripts
 * that fail, rules of the page's content policy that were broken - is kept.
 */
final class Chromium implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long PATIENCE_SECONDS = 30;

    private final Process process;
    private final Path profile;
    private final Map<Integer, CompletableFuture<JsonNode>> asked = new ConcurrentHashMap<>();
    private final List<String> complaints = new CopyOnWriteArrayList<>();
    private WebSocket socket;
    private String session;
    private int last;

    private Chromium(Process process, Path profile) {
        this.process = process;
        this.profile = profile;
    }

    /** Where the browser is; empty where it is not installed. */
    static Optional<Path> find() {
        return Stream.of(System.getenv("PATH").split(java.io.File.pathSeparator)).flatMap(folder -> Stream.of("chromium", "chromium-browser", "google-chrome").map(Path.of(folder)::resolve))
                .filter(Files::isExecutable).findFirst();
    }

    static Chromium start(Path profile) throws Exception {
        Path port = profile.resolve("DevToolsActivePort");
        Process process = new ProcessBuilder(find().orElseThrow().toString(), "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run",
                "--remote-debugging-port=0", "--user-data-dir=" + profile, "--no-proxy-server", "--hide-scrollbars", "about:blank")
                .redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
        Chromium browser = new Chromium(process, profile);
        await().atMost(PATIENCE_SECONDS, TimeUnit.SECONDS).until(() -> Files.exists(port) && Files.readAllLines(port).size() == 2);
        List<String> lines = Files.readAllLines(port);
        browser.socket = HttpClient.newHttpClient().newWebSocketBuilder().buildAsync(URI.create("ws://127.0.0.1:" + lines.get(0) + lines.get(1)), browser.new Answers()).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        String target = browser.ask("Target.createTarget", JSON.createObjectNode().put("url", "about:blank")).path("targetId").asText();
        browser.session = browser.ask("Target.attachToTarget", JSON.createObjectNode().put("targetId", target).put("flatten", true)).path("sessionId").asText();
        for (String domain : List.of("Page", "Runtime", "Log")) {
            browser.ask(domain + ".enable", JSON.createObjectNode());
        }
        return browser;
    }

    /** Puts the messages together that come in pieces. */
    private final class Answers implements WebSocket.Listener {

        private final StringBuilder text = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence piece, boolean whole) {
            text.append(piece);
            if (whole) {
                try {
                    take(JSON.readTree(text.toString()));
                } catch (IOException e) {
                    complaints.add("no JSON: " + e.getMessage());
                }
                text.setLength(0);
            }
            from.request(1);
            return null;
        }
    }

    private void take(JsonNode message) {
        if (message.has("id")) {
            CompletableFuture<JsonNode> waiting = asked.remove(message.get("id").asInt());
            if (message.has("error")) {
                waiting.completeExceptionally(new IllegalStateException(message.get("error").toString()));
            } else {
                waiting.complete(message.path("result"));
            }
        } else if (message.path("method").asText().equals("Runtime.exceptionThrown")) {
            complaints.add(message.at("/params/exceptionDetails").toString());
        } else if (message.path("method").asText().equals("Log.entryAdded") && message.at("/params/entry/level").asText().equals("error")) {
            complaints.add(message.at("/params/entry/text").asText());
        }
    }

    private synchronized JsonNode ask(String method, ObjectNode parameters) throws Exception {
        ObjectNode message = JSON.createObjectNode().put("id", ++last).put("method", method);
        message.set("params", parameters);
        if (session != null) {
            message.put("sessionId", session);
        }
        CompletableFuture<JsonNode> answer = new CompletableFuture<>();
        asked.put(last, answer);
        socket.sendText(message.toString(), true).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        return answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    /** Opens a page and waits until it is there. */
    void open(URI url) throws Exception {
        ask("Page.navigate", JSON.createObjectNode().put("url", url.toString()));
        awaitTrue("document.readyState === 'complete' && location.href === " + JSON.writeValueAsString(url.toString()));
    }

    /** What a script gives in the page. */
    JsonNode run(String script) throws Exception {
        JsonNode answer = ask("Runtime.evaluate", JSON.createObjectNode().put("expression", script).put("returnByValue", true).put("awaitPromise", true));
        if (answer.has("exceptionDetails")) {
            throw new IllegalStateException(answer.get("exceptionDetails").toString());
        }
        return answer.path("result").path("value");
    }

    /** Also over the change from one page to the next, when scripts fail for a moment. */
    void awaitTrue(String script) {
        await().alias(script).atMost(PATIENCE_SECONDS, TimeUnit.SECONDS).ignoreExceptions().until(() -> run(script).asBoolean());
    }

    /** Waits until the page shows that text. */
    void awaitText(String text) throws Exception {
        awaitTrue("document.body.innerText.includes(" + JSON.writeValueAsString(text) + ")");
    }

    String text() throws Exception {
        return run("document.body.innerText").asText();
    }

    /** Presses the first button or link with that text. */
    void press(String text) throws Exception {
        run("[...document.querySelectorAll('button, a, summary')].find(one => one.innerText.trim() === " + JSON.writeValueAsString(text) + ").click()");
    }

    /** Replaces what stands in a field, as somebody who types does. */
    void type(String selector, String text) throws Exception {
        run("(() => { const field = document.querySelector(" + JSON.writeValueAsString(selector) + "); field.focus(); field.value = " + JSON.writeValueAsString(text)
                + "; field.dispatchEvent(new Event('input', {bubbles: true})); })()");
    }

    /** Presses a key of the keyboard, such as {@code Tab} or {@code Enter}. */
    void key(String key) throws Exception {
        for (String type : List.of("keyDown", "keyUp")) {
            ObjectNode press = JSON.createObjectNode().put("type", type).put("key", key).put("code", key).put("windowsVirtualKeyCode", key.equals("Tab") ? 9 : 13);
            if (key.equals("Enter") && type.equals("keyDown")) {
                press.put("text", "\r");
            }
            ask("Input.dispatchKeyEvent", press);
        }
    }

    /** What axe-core finds wrong in the page for people who see little, or use no mouse: one line each. */
    List<String> barriers() throws Exception {
        try (InputStream axe = Chromium.class.getResourceAsStream("/axe.min.js")) {
            run(new String(axe.readAllBytes(), StandardCharsets.UTF_8) + "; 0");
        }
        List<String> found = new ArrayList<>();
        run("axe.run().then(result => result.violations.flatMap(one => one.nodes.map(node => one.id + ': ' + node.target + ' ' + node.failureSummary)))").forEach(one -> found.add(one.asText()));
        return found;
    }

    /** Everything it complained about so far. */
    List<String> complaints() {
        return new ArrayList<>(complaints);
    }

    /** The whole page as a picture, once it is laid out. */
    void photograph(Path file, int width, boolean dark) throws Exception {
        look(width, dark);
        awaitTrue("document.readyState === 'complete' && document.documentElement.getBoundingClientRect().width > 0");
        JsonNode shot = ask("Page.captureScreenshot", JSON.createObjectNode().put("format", "png").put("captureBeyondViewport", true));
        Files.createDirectories(file.getParent());
        Files.write(file, Base64.getDecoder().decode(shot.path("data").asText()));
    }

    /** How it shows pages from now on. */
    void look(int width, boolean dark) throws Exception {
        ObjectNode media = JSON.createObjectNode();
        media.putArray("features").addObject().put("name", "prefers-color-scheme").put("value", dark ? "dark" : "light");
        ask("Emulation.setEmulatedMedia", media);
        ask("Emulation.setDeviceMetricsOverride", JSON.createObjectNode().put("width", width).put("height", 800).put("deviceScaleFactor", 1).put("mobile", false));
    }

    @Override
    public void close() throws Exception {
        process.destroy();
        process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
        process.destroyForcibly();
    }
}
