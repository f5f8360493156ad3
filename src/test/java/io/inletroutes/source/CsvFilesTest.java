package io.inletroutes.source;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.inletroutes.BrokenEvent;
import io.inletroutes.Event;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What people's programs write under the name of CSV: read right, or refused by row or as a whole, and never read wrong. */
class CsvFilesTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path folder;

    static Stream<JsonNode> cases() throws IOException {
        try (InputStream in = CsvFilesTest.class.getResourceAsStream("csv-files.json")) {
            return StreamSupport.stream(JSON.readTree(in).spliterator(), false);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void neverReadsAFileWrong(JsonNode given) throws IOException {
        byte[] bytes = given.has("hex") ? HexFormat.of().parseHex(given.get("hex").asText())
                : given.get("text").asText().getBytes(Charset.forName(given.path("encoding").asText("UTF-8")));
        ReadOptions options = given.has("set") ? ReadOptions.DEFAULT.with(given.get("set").asText(), null, null) : ReadOptions.DEFAULT;

        ObjectNode gives = read(Files.write(folder.resolve("a.csv"), bytes), options);

        assertThat(gives).isEqualTo(given.get("gives"));
    }

    @Test
    void readsACellOfAMegabyteAndRefusesOneThatIsLongerThanTheSetting() throws IOException {
        String megabyte = "x,\n\"\"".repeat(250_000);
        Path file = Files.writeString(folder.resolve("a.csv"), "id,note\n1,\"" + megabyte + "\"\n2,b\n");

        assertThat(read(file, ReadOptions.DEFAULT).at("/events/0/note").asText()).isEqualTo(megabyte.replace("\"\"", "\""));
        assertThat(read(file, new ReadOptions("auto", "auto", "auto", 1_000, 100, 200, null)).get("refused").get(0).asText())
                .isEqualTo("row 2: the row is longer than csv.max-record-kb; the file cannot be read beyond it");
    }

    @Test
    void readsPackedFilesAsTheyStream() throws IOException {
        byte[] text = "id,name\n1,Zoë\n".getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(zipped)) {
            zip.putNextEntry(new ZipEntry("export/a.csv"));
            zip.write(text);
        }
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(text);
        }

        JsonNode fromZip = read(Files.write(folder.resolve("a.csv.zip"), zipped.toByteArray()), ReadOptions.DEFAULT);
        JsonNode fromGzip = read(Files.write(folder.resolve("a.csv.gz"), packed.toByteArray()), ReadOptions.DEFAULT);

        assertThat(fromZip).isEqualTo(fromGzip).isEqualTo(JSON.readTree("{\"events\": [{\"id\": \"1\", \"name\": \"Zoë\"}]}"));
    }

    /** {@code events}, {@code refused} rows, or {@code file} where nothing of it is read. */
    private static ObjectNode read(Path csv, ReadOptions options) throws IOException {
        ObjectNode gives = JSON.createObjectNode();
        ArrayNode events = gives.putArray("events");
        ArrayNode refused = JSON.createArrayNode();
        try (EventReader reader = SourceFile.open(csv, options)) {
            reader.forEachRemaining(chunk -> {
                for (Event event : chunk) {
                    if (event instanceof BrokenEvent broken) {
                        refused.add("row " + event.origin().row() + ": " + broken.problem().message());
                    } else {
                        events.add(event.value());
                    }
                }
            });
        } catch (UnreadableFileException e) {
            return JSON.createObjectNode().put("file", e.problem().firstLine());
        }
        if (!refused.isEmpty()) {
            gives.set("refused", refused);
        }
        return gives;
    }
}
