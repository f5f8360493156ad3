package io.inletroutes.console;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.inletroutes.JsonEvent;
import io.inletroutes.Location;
import io.inletroutes.Origin;
import io.inletroutes.Problem;
import io.inletroutes.mapping.LoadedMapping;
import io.inletroutes.mapping.MappingLoader;
import io.inletroutes.routes.RunningRoutes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Tries a mapping that is not saved on an event, in a folder of its own that is gone afterwards; nothing is sent. The event is never
 * written anywhere.
 */
final class Workbench {

    private static final ObjectMapper STRICT = JsonMapper.builder(JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

    private final RunningRoutes routes;
    private final boolean edit;

    /** @param edit whether any expression is tried, or those of the saved mapping alone */
    Workbench(RunningRoutes routes, boolean edit) {
        this.routes = routes;
        this.edit = edit;
    }

    /**
     * What came of a try.
     *
     * @param problems of the mapping
     * @param filled   null when the mapping or the event cannot be used at all
     */
    record Tried(List<Problem> problems, Filled filled) {

        boolean isGood() {
            return problems.stream().noneMatch(Problem::isError);
        }
    }

    Tried fill(String name, String mapping, String event) throws IOException {
        Location file = Location.of("mappings/" + name + "/mapping.json");
        JsonNode tree;
        try {
            tree = STRICT.readTree(mapping);
        } catch (JsonProcessingException e) {
            int line = e.getLocation() == null ? 1 : Math.max(1, e.getLocation().getLineNr());
            return new Tried(List.of(Problem.error(Location.of(file.file(), line), "this is no JSON").fix("look at commas, quotes and brackets here and on the line above")), null);
        }
        Set<String> fresh = Expressions.in(tree);
        fresh.removeAll(Expressions.in(saved(name)));
        if (!edit && !fresh.isEmpty()) {
            return new Tried(List.of(Problem.error(file, fresh.iterator().next() + " is not in the saved mapping, and is not tried here")
                    .fix("use a path with functions, or set console.edit = true in an installation for tests")), null);
        }
        Path home = Files.createTempDirectory("inlet-routes-workbench");
        try {
            return tried(home, name, mapping, event);
        } finally {
            delete(home);
        }
    }

    private JsonNode saved(String name) throws IOException {
        try {
            return JsonView.JSON.readTree(Files.readString(routes.mappings().folder(name).resolve("mapping.json")));
        } catch (JsonProcessingException e) {
            return JsonView.JSON.createObjectNode();
        }
    }

    private Tried tried(Path home, String name, String mapping, String event) throws IOException {
        Path folder = Files.createDirectories(home.resolve("mappings").resolve(name));
        try (Stream<Path> all = Files.list(routes.mappings().folder(name))) {
            for (Path one : all.filter(path -> path.toString().endsWith(".json") && Files.isRegularFile(path)).toList()) {
                Files.copy(one, folder.resolve(one.getFileName().toString()));
            }
        }
        Files.writeString(folder.resolve("mapping.json"), mapping);
        LoadedMapping loaded = new MappingLoader(routes.context(), this::setting, home).load(name, null);
        List<Problem> problems = new ArrayList<>(loaded.problems());
        JsonNode value;
        try {
            value = JsonView.JSON.readTree(event);
        } catch (JsonProcessingException e) {
            int line = e.getLocation() == null ? 1 : Math.max(1, e.getLocation().getLineNr());
            return new Tried(problems, new Filled(null, 0, List.of(Problem.error(Location.NONE, "the event is no JSON, line " + line).fix("a row is an object of texts: {\"column\": \"value\"}"))));
        }
        JsonEvent sample = new JsonEvent(new Origin(Origin.Kind.OTHER, "workbench", 0, "sample", 0, Instant.now()), value, null);
        return new Tried(problems, loaded.mapping().isEmpty() ? null : Filled.of(routes.context(), loaded.mapping().get(), null, sample));
    }

    private Optional<String> setting(String name) {
        return routes.setting(name).map(value -> RunningRoutes.isSecret(name) ? "(secret)" : value);
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path one : all.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(one);
            }
        }
    }
}
