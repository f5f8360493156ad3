package io.inletroutes.console;

import com.fasterxml.jackson.databind.JsonNode;
import io.inletroutes.source.EventReader;
import io.inletroutes.source.ReadOptions;
import io.inletroutes.source.SourceFile;
import io.inletroutes.source.UnreadableFileException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Events to try a mapping on: those of its cases, and the first ones of its sample files. */
final class SampleEvents {

    private static final int MOST = 30;
    private static final int FIRST = 3;

    private SampleEvents() {
    }

    /** By name, as JSON text. What cannot be read is left out. */
    static Map<String, String> of(Path folder) throws IOException {
        Map<String, String> events = new LinkedHashMap<>();
        for (String file : new String[] {"sample.csv", "sample.json", "sample.jsonl"}) {
            if (Files.isRegularFile(folder.resolve(file))) {
                read(folder.resolve(file), events);
            }
        }
        Path cases = folder.resolve("cases.json");
        if (Files.isRegularFile(cases)) {
            try {
                JsonNode tree = JsonView.JSON.readTree(Files.readString(cases));
                for (JsonNode one : tree.has("cases") ? tree.get("cases") : tree) {
                    if (one.has("event") && events.size() < MOST) {
                        events.put("case: " + one.path("name").asText(), JsonView.pretty(one.get("event")));
                    }
                }
            } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
                return events; // check says what is wrong with it
            }
        }
        return events;
    }

    private static void read(Path file, Map<String, String> events) throws IOException {
        try (EventReader reader = SourceFile.open(file, ReadOptions.DEFAULT)) {
            if (reader.hasNext()) {
                reader.next().stream().limit(FIRST).forEach(event -> events.put(event.origin().place(), JsonView.pretty(event.value())));
            }
        } catch (UnreadableFileException e) {
            events.remove(file.getFileName().toString());
        }
    }
}
