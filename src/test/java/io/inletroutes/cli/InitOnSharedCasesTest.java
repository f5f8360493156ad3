package io.inletroutes.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.inletroutes.Event;
import io.inletroutes.mapping.Filler;
import io.inletroutes.mapping.MappingLoader;
import io.inletroutes.mapping.PastedPreview;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** How much of a mapping a draft gets right without an edit, measured on previews and events of several sources. */
class InitOnSharedCasesTest {

    private static final Path CASES = Path.of("src/test/resources/cases/payloads");

    @TempDir
    Path folder;

    static Stream<Path> cases() throws IOException {
        return Files.list(CASES).filter(one -> Files.isDirectory(one.resolve("home"))).sorted();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void draftsFourOfFiveLeavesRightAndListsTheOthers(Path shared) throws Exception {
        Path given = shared.resolve("home/mappings/it");
        List<Event> events = SampleEvent.some(source(shared));
        MappingDraft draft = new MappingDraft(PastedPreview.read(given.resolve("preview.json"), "preview.json").tree(), events.stream().map(Event::value).toList());

        List<JsonNode> drafted = fill(home("draft", given, Json.pretty(draft.mapping())), events);
        List<JsonNode> expected = fill(home("expected", given, Files.readString(given.resolve("mapping.json"))), events);

        List<String> wrong = new ArrayList<>();
        Map<String, JsonNode> leaves = PreviewDiff.leaves(expected.get(0));
        leaves.keySet().forEach(pointer -> {
            for (int i = 0; i < events.size(); i++) {
                if (!same(expected.get(i).at(pointer), drafted.get(i).at(pointer)) && !wrong.contains(pointer)) {
                    wrong.add(pointer);
                }
            }
        });
        List<String> listed = draft.unsure().stream().map(MappingDraft.Unsure::pointer).toList();
        List<String> unlisted = wrong.stream().filter(pointer -> listed.stream().noneMatch(pointer::startsWith)).toList();
        assertThat(unlisted).as("wrong without being listed").isEmpty();
        assertThat(wrong).as("wrong of %s leaves", leaves.size()).hasSizeLessThanOrEqualTo(leaves.size() / 5);
    }

    private static boolean same(JsonNode one, JsonNode other) {
        return one.isNumber() && other.isNumber() ? one.decimalValue().compareTo(other.decimalValue()) == 0 : one.equals(other);
    }

    private static Path source(Path shared) throws IOException {
        try (Stream<Path> files = Files.list(shared)) {
            return files.filter(file -> file.getFileName().toString().matches("source\\.(csv|json|jsonl)")).findFirst().orElseThrow();
        }
    }

    private Path home(String name, Path given, String mapping) throws IOException {
        Path target = folder.resolve(name).resolve("mappings/it");
        Files.createDirectories(target);
        Files.copy(given.resolve("preview.json"), target.resolve("preview.json"));
        Files.writeString(target.resolve("mapping.json"), mapping);
        return folder.resolve(name);
    }

    private static List<JsonNode> fill(Path home, List<Event> events) throws Exception {
        Filler filler = new MappingLoader(new DefaultCamelContext(), key -> Optional.empty(), home).load("it", null).mapping().orElseThrow().filler(null);
        List<JsonNode> payloads = new ArrayList<>();
        for (Event event : events) {
            payloads.add(Json.exact().readTree(filler.fill(event).json()));
        }
        return payloads;
    }
}
