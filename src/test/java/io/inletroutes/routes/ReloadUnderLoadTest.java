package io.inletroutes.routes;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.inletroutes.Chunk;
import io.inletroutes.Event;
import io.inletroutes.JsonEvent;
import io.inletroutes.Origin;
import io.inletroutes.Payload;
import io.inletroutes.PayloadChunk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** Fifty thousand events flow while somebody saves the mapping good, broken and half, over and over. */
class ReloadUnderLoadTest {

    private static final Logger LOG = (Logger) LoggerFactory.getLogger(LiveMappings.class);
    private static final int EVENTS = 50_000;
    private static final int CHUNK = 100;
    private static final int CHUNKS = EVENTS / CHUNK;
    private static final int SENDERS = 2;
    private static final String PAYLOAD = """
            {"header": {"schemaRef": {"id": "s", "contentType": "c"}},
             "body": {"xdmMeta": {"schemaRef": {"id": "s", "contentType": "c"}},
                      "xdmEntity": %s}}""";
    private static final String PREVIEW = String.format(PAYLOAD, "{\"_id\": \"string\", \"first\": \"string\", \"n\": \"string\", \"last\": \"string\"}");

    @TempDir
    Path folder;

    private final Map<Integer, String> filled = new ConcurrentHashMap<>();
    private final AtomicInteger nextChunk = new AtomicInteger();
    private final CountDownLatch bothWereLive = new CountDownLatch(1);

    @BeforeEach
    void beSilentAboutTheManyBrokenVersions() {
        LOG.setLevel(Level.OFF);
    }

    @AfterEach
    void speakAgain() {
        LOG.setLevel(null);
    }

    @Test
    void losesNoEventAndFillsNoneByAHalfLoadedMapping() throws Exception {
        Path file = Files.createDirectories(folder.resolve("mappings/m")).resolve("mapping.json");
        Files.writeString(file.resolveSibling("preview.json"), PREVIEW);
        Files.writeString(file, version("A"));
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            LiveMappings mappings = new LiveMappings(context, new Home(folder));
            context.getComponent("mapping", MappingComponent.class).bind(new Delivering(mappings, null, null, DuplicatePolicy.SEND, new RouteMetrics()));
            context.start();
            mappings.live("m", null, List.of()); // a route does so when it starts
            ProducerTemplate template = context.createProducerTemplate();
            ExecutorService senders = Executors.newFixedThreadPool(SENDERS);

            List<Future<?>> sending = new ArrayList<>();
            for (int i = 0; i < SENDERS; i++) {
                sending.add(senders.submit(() -> send(template)));
            }
            while (sending.stream().anyMatch(sender -> !sender.isDone())) {
                saveOverAndOver(file, mappings);
                bothWereLive.countDown();
            }
            for (Future<?> sender : sending) {
                sender.get();
            }
            senders.shutdown();
        }

        assertThat(filled).hasSize(EVENTS);
        assertThat(filled.values()).allMatch(Set.of("A", "B")::contains);
        assertThat(filled.values()).contains("A", "B");
    }

    private static void saveOverAndOver(Path file, LiveMappings mappings) throws IOException {
        for (String version : List.of("B", "A")) {
            String good = version(version);
            for (String saved : List.of("", good.substring(0, good.length() / 2), good.replace("$.n ~>", "$.n[ ~>"), good.replace("$.n ~> string", "string"), good)) {
                Files.writeString(file, saved);
                mappings.reloadChanged();
            }
        }
    }

    private Void send(ProducerTemplate template) throws Exception {
        for (int chunk = nextChunk.getAndIncrement(); chunk < CHUNKS; chunk = nextChunk.getAndIncrement()) {
            if (chunk >= CHUNKS / 2) {
                bothWereLive.await();
            }
            List<Event> events = new ArrayList<>();
            for (int i = 0; i < CHUNK; i++) {
                int number = chunk * CHUNK + i;
                Origin origin = new Origin(Origin.Kind.FILE, "events.json", number, null, 0, Instant.EPOCH);
                events.add(new JsonEvent(origin, new ObjectMapper().createObjectNode().put("n", number), null));
            }
            PayloadChunk payloads = (PayloadChunk) template.requestBody("mapping:m", new Chunk(events));
            assertThat(payloads.refusals()).isEmpty();
            payloads.forEach(this::remember);
        }
        return null;
    }

    /** An event is filled once, by one version from its first leaf to its last. */
    private void remember(Payload payload) {
        JsonNode entity = read(payload.json()).at("/body/xdmEntity");
        String version = entity.get("first").textValue();
        boolean whole = entity.toString().equals("{\"_id\":\"" + version + "-" + entity.get("n").asText() + "\",\"first\":\"" + version + "\",\"n\":\"" + entity.get("n").asText()
                + "\",\"last\":\"" + version + "\"}");
        String earlier = filled.put(entity.get("n").asInt(), whole ? version : entity.toString());
        assertThat(earlier).isNull();
    }

    private static String version(String name) {
        return String.format(PAYLOAD, "{\"_id\": \"" + name + "-${$.n}\", \"first\": \"" + name + "\", \"n\": \"$.n ~> string\", \"last\": \"" + name + "\"}");
    }

    private static JsonNode read(String json) {
        try {
            return new ObjectMapper().readTree(json);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
