package io.inletroutes.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The product's home: one mapping, one route, default settings but for the limits. */
final class BenchHome {

    private static final String CHUNKS = """
            # Loyalty sign-ups of the benchmark.
            - route:
                id: signup-from-file
                description: Reads sign-up files in chunks and delivers them.
                routeConfigurationId: redeliver-then-dead-letter
                from:
                  uri: file
                  parameters:
                    directoryName: "{{inbox.directory}}/signup"
                    initialDelay: "100"
                    delay: "100"
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
            """;
    private static final String DELIVER = """
            - to:
                uri: mapping:signup
            - to:
                uri: inlet:default
            """;
    private static final String EACH = """
            - split:
                parallelProcessing: "true"
                expression:
                  simple:
                    expression: "${body}"
                steps:
            """;

    private BenchHome() {
    }

    /** @param perEvent each event of a chunk in an exchange of its own */
    static void make(Path home, String inletUrl, boolean csv, boolean perEvent) throws IOException {
        mapping(home, inletUrl, csv);
        Files.createDirectories(home.resolve("inbox/signup"));
        Path routes = Files.createDirectories(home.resolve("routes"));
        Files.copy(Plan.distribution().resolve("routes/redelivery.camel.yaml"), routes.resolve("redelivery.camel.yaml"));
        String steps = perEvent ? EACH.indent(20) + DELIVER.indent(28) : DELIVER.indent(20);
        Files.writeString(routes.resolve("signup-from-file.camel.yaml"), CHUNKS.formatted(csv ? "csv" : "json-events") + steps);
    }

    /** The settings and the mapping {@code signup}. */
    static void mapping(Path home, String inletUrl, boolean csv) throws IOException {
        Path mapping = Files.createDirectories(home.resolve("mappings/signup"));
        Files.writeString(home.resolve("application.properties"), """
                inlet.url = %s
                inlet.ims-org-id = %s
                inlet.limit.requests-per-second = 0
                inlet.limit.messages-per-second = 0
                console.port = 0
                """.formatted(inletUrl, BenchData.ORGANISATION));
        Files.writeString(mapping.resolve("preview.json"), BenchData.payload("string", "2018-05-29T00:00:00.000Z", "string", "string", "string", "string", "10", "string", "10",
                "c25585b9-252e-431d-b562-e73da70c04e7", "string - required if you want the data to land in a specific dataset - not mandatory"));
        String[] leaves = csv
                ? new String[] {"$.signup_id", "$.signed_up_at", "$.email", "$.first_name", "$.last_name", "$.gender", "\"$.birth_year\"", "$.store", "\"$.points\""}
                : new String[] {"$.id", "$.at", "$.customer.email", "$.customer.first", "$.customer.last", "$.customer.gender", "\"$.customer.born\"", "$.store", "\"$.points\""};
        Files.writeString(mapping.resolve("mapping.json"), BenchData.payload(leaves[0], leaves[1], leaves[2], leaves[3], leaves[4], leaves[5], leaves[6], leaves[7], leaves[8],
                leaves[0], "6310a9d7c5f2e61b8e5a5f0a"));
    }

    /** Starts the product. @param heap empty for the launcher's default */
    static Process run(Path home, String heap, Path log) throws IOException {
        Map<String, String> environment = new HashMap<>();
        if (!heap.isEmpty()) {
            environment.put("INLET_ROUTES_HEAP", heap);
        }
        return Processes.start(List.of(Plan.distribution().resolve("bin/inlet-routes").toString(), "run", "--home=" + home), environment, log, home);
    }
}
