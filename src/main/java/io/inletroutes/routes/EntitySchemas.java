package io.inletroutes.routes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** The schemas that mappings bring along, for a simulator that judges as the platform would. */
final class EntitySchemas {

    private static final ObjectMapper JSON = new ObjectMapper();

    private EntitySchemas() {
    }

    /** A mapping whose files cannot be read is passed over: loading it says what is wrong. */
    static Map<String, JsonNode> of(Home home) {
        Map<String, JsonNode> schemas = new HashMap<>();
        File[] folders = home.mappings().toFile().listFiles(File::isDirectory);
        for (File folder : folders == null ? new File[0] : folders) {
            Path schema = folder.toPath().resolve("schema.json");
            if (Files.exists(schema)) {
                try {
                    String id = JSON.readTree(folder.toPath().resolve("mapping.json").toFile()).path("header").path("schemaRef").path("id").asText();
                    schemas.put(id, JSON.readTree(schema.toFile()));
                } catch (IOException e) {
                    continue;
                }
            }
        }
        return schemas;
    }
}
