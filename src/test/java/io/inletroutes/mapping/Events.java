package io.inletroutes.mapping;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import io.inletroutes.Event;
import io.inletroutes.Headings;
import io.inletroutes.JsonEvent;
import io.inletroutes.Origin;
import io.inletroutes.Row;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Events for tests, without the sources package. */
final class Events {

    static final JsonMapper MAPPER = JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();
    static final Instant TIME = Instant.parse("2024-05-29T10:00:00Z");

    private Events() {
    }

    static Event json(String json) {
        return new JsonEvent(new Origin(Origin.Kind.FILE, "events.json", 1, null, 0, TIME), tree(json), json);
    }

    static Event json(JsonNode tree) {
        return new JsonEvent(new Origin(Origin.Kind.FILE, "events.json", 1, null, 0, TIME), tree, null);
    }

    static JsonNode tree(String json) {
        try {
            return MAPPER.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Event row(List<String> headings, String... cells) {
        return new Row(new Origin(Origin.Kind.FILE, "events.csv", 2, null, 0, TIME), new Headings(headings), cells);
    }

    /** The events of a case's source file: CSV with its dialect, JSON or JSON Lines. */
    static List<Event> of(Path folder) throws IOException {
        List<Event> events = new ArrayList<>();
        if (Files.exists(folder.resolve("source.csv"))) {
            JsonNode dialect = MAPPER.readTree(folder.resolve("source.csv.dialect.json").toFile());
            List<CsvRecord> records = CsvReader.builder().fieldSeparator(dialect.get("delimiter").asText().charAt(0)).allowExtraCharsAfterClosingQuote(true)
                    .ofCsvRecord(folder.resolve("source.csv")).stream().toList();
            Headings headings = new Headings(records.get(0).getFields());
            for (CsvRecord record : records.subList(1, records.size())) {
                Origin origin = new Origin(Origin.Kind.FILE, "source.csv", record.getStartingLineNumber(), null, 0, TIME);
                events.add(new Row(origin, headings, record.getFields().toArray(String[]::new)));
            }
        } else if (Files.exists(folder.resolve("source.jsonl"))) {
            for (String line : Files.readAllLines(folder.resolve("source.jsonl"))) {
                events.add(json(line));
            }
        } else {
            events.add(json(Files.readString(folder.resolve("source.json"))));
        }
        return events;
    }
}
