package io.inletroutes.source;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.inletroutes.BrokenEvent;
import io.inletroutes.Event;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every CSV case of the folder behaves as its verdict says, or as one of its acceptable outcomes that we chose. */
class CsvCasesTest {

    private static final Path CASES = folder();

    /** What we do where a case leaves a choice: rows read, then what is refused. */
    private static final Map<String, String> CHOSEN = Map.of(
            "03-utf16le-bom", "1 read",
            "04-windows-1252", "04-windows-1252.csv:2: byte 20 is not UTF-8",
            "12-missing-columns", "1 read, row 2: the row has 2 cells, the heading 3, row 4: the row has 1 cell, the heading 3",
            "13-extra-columns", "1 read, row 2: the row has 4 cells, the heading 3",
            "14-duplicate-header", "14-duplicate-header.csv:1: two columns are called \"email\"",
            "18-zero-byte", "0 read",
            "19-unterminated-quote-eof", "1 read, row 3: a quote is opened and never closed; everything behind it in the file is part of this row",
            "21-spaces-around", "1 read, row 3: the row has 4 cells, the heading 3");

    static Stream<Path> cases() {
        return Arrays.stream(CASES.toFile().listFiles((folder, name) -> name.endsWith(".csv"))).map(File::toPath).sorted();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void behavesAsTheVerdictSays(Path csv) throws IOException {
        String name = csv.getFileName().toString().replace(".csv", "");
        JsonNode expected = new ObjectMapper().readTree(csv.resolveSibling(name + ".expected.json").toFile());

        if (CHOSEN.containsKey(name)) {
            assertThat(outcome(csv, ReadOptions.DEFAULT)).isEqualTo(CHOSEN.get(name));
        } else {
            assertThat(read(csv, ReadOptions.DEFAULT)).isEqualTo(records(expected));
        }
        if (expected.get("verdict").asText().equals("parse-if-configured")) {
            String encoding = expected.get("dialect").get("encoding").asText();
            assertThat(read(csv, ReadOptions.DEFAULT.with(encoding, null, null))).isEqualTo(expected.get("records"));
        }
    }

    /** A nameless last column without content is no part of an event. */
    private static JsonNode records(JsonNode expected) {
        expected.get("records").forEach(record -> ((com.fasterxml.jackson.databind.node.ObjectNode) record).remove(""));
        return expected.get("records");
    }

    private static ArrayNode read(Path csv, ReadOptions options) throws IOException {
        ArrayNode records = JsonNodeFactory.instance.arrayNode();
        events(csv, options).forEach(event -> records.add(event.value()));
        return records;
    }

    private static String outcome(Path csv, ReadOptions options) throws IOException {
        try {
            List<Event> events = events(csv, options);
            StringBuilder broken = new StringBuilder();
            for (Event event : events) {
                if (event instanceof BrokenEvent flawed) {
                    broken.append(", row ").append(event.origin().row()).append(": ").append(flawed.problem().message());
                }
            }
            return events.stream().filter(event -> !(event instanceof BrokenEvent)).count() + " read" + broken;
        } catch (UnreadableFileException e) {
            return e.problem().firstLine();
        }
    }

    private static List<Event> events(Path csv, ReadOptions options) throws IOException {
        List<Event> events = new ArrayList<>();
        try (EventReader reader = SourceFile.open(csv, options)) {
            reader.forEachRemaining(events::addAll);
        }
        return events;
    }

    private static Path folder() {
        try {
            return Path.of(CsvCasesTest.class.getResource("/cases/csv").toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
