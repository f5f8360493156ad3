package io.inletroutes.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.inletroutes.simulator.Simulator;
import io.inletroutes.simulator.SimulatorOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whole previews, mappings and files of events, each from the inbox to the inlet. */
class SharedCasesDeliveryTest {

    private static final Path CASES = Path.of("src/test/resources/cases/payloads");
    private static final JsonMapper JSON = JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();
    private static final String ROUTE = """
            - route:
                id: it-from-file
                description: Reads the events of a case and delivers them.
                from:
                  uri: file
                  parameters:
                    directoryName: "{{inbox.directory}}/it"
                    initialDelay: "10"
                    delay: "50"
                    processStrategy: "#settledFiles"
                  steps:
                    - unmarshal:
                        custom:
                          ref: %s
                    - split:
                        streaming: "true"
                        expression:
                          simple:
                            expression: "${body}"
                        steps:
                          - to:
                              uri: mapping
                              parameters:
                                name: it
                          - to:
                              uri: inlet
                              parameters:
                                name: crm
            """;

    @TempDir
    Path home;

    static Stream<Path> cases() throws IOException {
        return Files.list(CASES).filter(folder -> Files.exists(folder.resolve("expected.json")) && Files.isDirectory(folder.resolve("home"))).sorted();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void deliversThePayloadsThatTheCaseExpects(Path folder) throws Exception {
        Path source = Stream.of("source.csv", "source.json", "source.jsonl").map(folder::resolve).filter(Files::exists).findFirst().orElseThrow();
        JsonNode expected = JSON.readTree(folder.resolve("expected.json").toFile());
        copyMapping(folder.resolve("home/mappings/it"));
        Files.writeString(Files.createDirectories(home.resolve("routes")).resolve("it.camel.yaml"), ROUTE.formatted(source.toString().endsWith(".csv") ? "csv" : "json-events"));
        Files.writeString(home.resolve("application.properties"), """
                inlet.crm.url = simulator
                inlet.crm.ims-org-id = %s
                inbox.quiet = 0s
                """.formatted(expected.at("/0/header/imsOrgId").asText()));
        try (Simulator inlet = Simulator.start(SimulatorOptions.any()); RunningRoutes routes = new RunningRoutes(new Home(home), Clock.systemUTC())) {
            routes.bindInlet("crm", inlet.url("crm"));
            routes.start();

            Files.copy(source, Files.createDirectories(home.resolve("inbox/it")).resolve(source.getFileName().toString()));
            await().atMost(Duration.ofSeconds(30)).until(() -> Files.exists(home.resolve("inbox/it/done").resolve(source.getFileName())));

            List<JsonNode> received = inlet.received();
            assertThat(received).hasSize(expected.size());
            for (int message = 0; message < received.size(); message++) {
                JsonNode delivered = withoutIds(received.get(message));
                JsonNode wanted = withoutIds(expected.get(message));
                assertThat(delivered.equals(SharedCasesDeliveryTest::compare, wanted)).as("%s instead of %s", delivered, wanted).isTrue();
            }
        }
    }

    /** 100.00 is 100; anything else equals itself alone. */
    private static int compare(JsonNode one, JsonNode other) {
        return one.isNumber() && other.isNumber() ? one.decimalValue().compareTo(other.decimalValue()) : one.equals(other) ? 0 : 1;
    }

    private void copyMapping(Path from) throws IOException {
        Path to = Files.createDirectories(home.resolve("mappings/it"));
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        }
    }

    /** msgId and xactionId are made of the event's origin, any UUID in the cases. */
    private static JsonNode withoutIds(JsonNode message) {
        ObjectNode copy = message.deepCopy();
        ((ObjectNode) copy.get("header")).remove(List.of("msgId", "xactionId"));
        return copy;
    }
}
