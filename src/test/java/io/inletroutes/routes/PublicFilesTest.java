package io.inletroutes.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.inletroutes.simulator.Simulator;
import io.inletroutes.simulator.SimulatorOptions;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Files of real events, which lie outside the project, through a mapping each: INLET_ROUTES_PUBLIC names their folder. */
@EnabledIfEnvironmentVariable(named = "INLET_ROUTES_PUBLIC", matches = ".+", disabledReason = "INLET_ROUTES_PUBLIC names no folder with public files")
class PublicFilesTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ROUTE = """
            - beans:
                - name: grouped
                  type: io.inletroutes.source.CsvDataFormat
                  properties:
                    groupBy: "%s"
            - route:
                id: real-from-file
                description: Reads real events and delivers them.
                routeConfigurationId: redeliver-then-dead-letter
                from:
                  uri: file
                  parameters:
                    directoryName: "{{inbox.directory}}/real"
                    initialDelay: "10"
                    delay: "50"
                    processStrategy: "#settledFiles"
                  steps:
                    - unmarshal:
                        custom:
                          ref: %s
                    - split:
                        streaming: "true"
                        parallelProcessing: "true"
                        executorService: "#chunks"
                        expression:
                          simple:
                            expression: "${body}"
                        steps:
                          - to:
                              uri: mapping:real
                          - to:
                              uri: inlet:real
            """;

    @TempDir
    Path home;

    static Stream<JsonNode> cases() throws IOException {
        try (InputStream in = PublicFilesTest.class.getResourceAsStream("public-files.json")) {
            return StreamSupport.stream(JSON.readTree(in).spliterator(), false);
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void deliversEveryEventOrKeepsItWithItsReason(JsonNode real) throws Exception {
        String file = real.get("file").asText();
        Path mapping = Files.createDirectories(home.resolve("mappings/real"));
        Files.writeString(mapping.resolve("preview.json"), payload(real.get("preview"), "string", "string").toPrettyString());
        Files.writeString(mapping.resolve("mapping.json"), payload(real.get("mapping"), "${variable.eventId}", "${variable.eventId}").toPrettyString());
        String group = real.path("groupBy").asText("");
        String format = file.endsWith(".jsonl") ? "json-events" : group.isEmpty() ? "csv" : "grouped";
        Files.writeString(Files.createDirectories(home.resolve("routes")).resolve("real-from-file.camel.yaml"), ROUTE.formatted(group.isEmpty() ? "id" : group, format));
        Files.writeString(home.resolve("application.properties"), """
                inlet.real.url = simulator
                inlet.real.ims-org-id = 7BF122A65C5B3FE40A494026@AdobeOrg
                inlet.validate = none
                inbox.quiet = 0s
                """);
        try (Simulator inlet = Simulator.start(SimulatorOptions.any()); RunningRoutes routes = new RunningRoutes(new Home(home), Clock.systemUTC())) {
            routes.bindInlet("real", inlet.url("real"));
            routes.start();
            Path inbox = Files.createDirectories(home.resolve("inbox/real"));

            Files.copy(Path.of(System.getenv("INLET_ROUTES_PUBLIC"), "real", file), inbox.resolve(file));
            await().atMost(Duration.ofSeconds(60)).until(() -> Files.exists(inbox.resolve("done").resolve(file)) || Files.exists(inbox.resolve("failed").resolve(file)));

            JsonNode receipt = JSON.readTree(inbox.resolve("done").resolve(file + ".receipt.json").toFile());
            for (String count : new String[] {"read", "accepted", "dead"}) {
                assertThat(receipt.get(count).asLong()).as(count).isEqualTo(real.get(count).asLong());
            }
            assertThat(inlet.counts().distinct()).isEqualTo(inlet.counts().accepted()).isEqualTo(real.get("accepted").asLong());
        }
    }

    private static ObjectNode payload(JsonNode entity, String msgId, String xactionId) {
        ObjectNode payload = JSON.createObjectNode();
        ObjectNode schemaRef = JSON.createObjectNode().put("id", "https://ns.adobe.com/examplehouse/schemas/real").put("contentType", "application/vnd.adobe.xed-full+json;version=1");
        ObjectNode header = payload.putObject("header");
        header.put("msgType", "xdmEntityCreate").put("msgId", msgId).put("msgVersion", "1.0").put("xactionId", xactionId).put("imsOrgId", "7BF122A65C5B3FE40A494026@AdobeOrg");
        header.set("schemaRef", schemaRef);
        header.putObject("source").put("name", "Journeys");
        payload.putObject("body").putObject("xdmMeta").set("schemaRef", schemaRef);
        ((ObjectNode) payload.get("body")).set("xdmEntity", entity);
        return payload;
    }
}
