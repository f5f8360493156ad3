package io.inletroutes.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.inletroutes.Problem;
import io.inletroutes.ProblemsException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What people paste instead of clean JSON. */
class PastedPreviewTest {

    private static final Path VARIANTS = Path.of("src/test/resources/cases/payloads/paste-variants");

    static Stream<Arguments> variants() throws IOException {
        return StreamSupport.stream(Events.MAPPER.readTree(VARIANTS.resolve("expected.json").toFile()).spliterator(), false)
                .map(variant -> Arguments.of(variant.get("file").asText(), variant.get("expect").asText()));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("variants")
    void takesAPasteAsFarAsItsMeaningIsCertain(String file, String expect) {
        Preview.Reading reading = Preview.read("preview.json", TextFile.read(VARIANTS.resolve(file), "preview.json"));

        switch (expect) {
            case "accept" -> {
                assertThat(reading.preview()).isPresent();
                assertThat(reading.problems()).isEmpty();
            }
            case "reject" -> assertThat(reading.preview()).isEmpty();
            default -> {
                assertThat(reading.preview()).isPresent();
                assertThat(reading.problems()).hasSize(1).noneMatch(Problem::isError);
            }
        }
    }

    static Stream<Arguments> pastes() throws IOException {
        JsonNode pastes = Events.MAPPER.readTree(PastedPreviewTest.class.getResource("pastes.json"));
        return StreamSupport.stream(pastes.spliterator(), false).map(paste -> Arguments.of(paste.get("name").asText(), paste));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("pastes")
    void saysWhatIsWrongWithAPasteAndWhere(String name, JsonNode paste) {
        StringBuilder text = new StringBuilder();
        paste.get("text").forEach(line -> text.append(text.isEmpty() ? "" : "\n").append(line.asText().replace("PAYLOAD", PAYLOAD)));
        List<Problem> problems;
        try {
            problems = Preview.read("preview.json", TextFile.decode(text.toString().getBytes(StandardCharsets.UTF_8), "preview.json")).problems();
        } catch (ProblemsException e) {
            problems = e.problems();
        }

        assertThat(problems).extracting(Problem::toString).containsExactlyElementsOf(lines(paste.get("problems")));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"UTF-8, EFBBBF", "UTF-16LE, FFFE", "UTF-16BE, FEFF", "UTF-16LE, ''", "UTF-16BE, ''", "UTF-32LE, FFFE0000", "UTF-32BE, 0000FEFF"})
    void readsTheEncodingsThatEditorsWrite(String charset, String mark) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(HexFormat.of().parseHex(mark));
        bytes.writeBytes(("{\r" + PAYLOAD.substring(1)).getBytes(Charset.forName(charset)));

        Preview.Reading reading = Preview.read("preview.json", TextFile.decode(bytes.toByteArray(), "preview.json"));

        assertThat(reading.problems()).isEmpty();
        assertThat(reading.preview().orElseThrow().root().find("header").orElseThrow().line()).isEqualTo(2);
    }

    @Test
    void refusesASingleByteEncodingAndNamesTheByte() {
        byte[] bytes = "{\n \"name\": \"Zo\u00eb\"}".getBytes(StandardCharsets.ISO_8859_1);

        assertThatThrownBy(() -> TextFile.decode(bytes, "preview.json")).isInstanceOfSatisfying(ProblemsException.class,
                thrown -> assertThat(thrown.problems()).extracting(Problem::toString).containsExactly("preview.json:2:13: byte 0xEB is not UTF-8\n  fix      save the file as UTF-8"));
    }

    private static final String PAYLOAD = "{\"header\":{\"schemaRef\":{\"id\":\"s\"}},\"body\":{\"xdmMeta\":{\"schemaRef\":{\"id\":\"s\"}},\"xdmEntity\":{\"_id\":\"string\"}}}";

    private static List<String> lines(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false).map(JsonNode::asText).toList();
    }
}
