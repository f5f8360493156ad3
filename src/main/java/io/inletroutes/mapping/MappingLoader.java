package io.inletroutes.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import io.inletroutes.Location;
import io.inletroutes.Problem;
import io.inletroutes.ProblemsException;
import io.inletroutes.mapping.JsonPart.Kind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;

/** Reads and compiles the mappings of a home folder: {@code mappings/NAME/}. */
public final class MappingLoader {

    private final CamelContext context;
    private final Function<String, Optional<String>> settings;
    private final Path home;

    /**
     * @param context  whose Simple language evaluates {@code ${...}}
     * @param settings the value of a setting, for {@code {{setting}}}
     * @param home     the folder that holds {@code mappings/}
     */
    public MappingLoader(CamelContext context, Function<String, Optional<String>> settings, Path home) {
        this.context = context;
        this.settings = settings;
        this.home = home;
    }

    /** @param inlet whose preview and organisation the mapping must agree with; null for preview.json alone */
    public LoadedMapping load(String name, String inlet) {
        return load(name, inlet, List.of());
    }

    /**
     * The same, and each variable is looked for in sample events too.
     *
     * @param samples events as the mapping will be given them, beside those of cases.json
     */
    public LoadedMapping load(String name, String inlet, List<JsonNode> samples) {
        List<Problem> problems = new ArrayList<>();
        try {
            return new LoadedMapping(read(name, inlet, samples, problems), problems);
        } catch (ProblemsException e) {
            problems.addAll(e.problems());
            return new LoadedMapping(Optional.empty(), problems);
        }
    }

    private Optional<Mapping> read(String name, String inlet, List<JsonNode> samples, List<Problem> problems) {
        if (!names().contains(name)) {
            throw new ProblemsException(Problem.error(Location.of("mappings/" + name), "unknown mapping \"" + name + "\"")
                    .fix(Suggestion.nearest(name, names()).map(near -> "did you mean \"" + near + "\"? ").orElse("")
                            + (names().isEmpty() ? "this home has none: make one with init" : "Known: " + String.join(", ", names()))));
        }
        MappingFiles files = new MappingFiles(folder(name), "mappings/" + name);
        Optional<Preview> preview = preview(files, inlet, problems);
        ReadJson json = JsonReader.read(files.name("mapping.json"), files.text("mapping.json", "write it: the preview with its sample values replaced, or make it with init"));
        problems.addAll(json.problems());
        Optional<JsonNode> schema = files.optional("schema.json", problems).map(JsonPart::toNode);
        LookupTables tables = LookupTables.read(files, problems);
        if (preview.isEmpty() || json.part().isEmpty()) {
            return Optional.empty();
        }
        return compile(name, inlet, files, new Parts(preview.get(), json.part().get(), schema, tables, cases(name), samples), problems);
    }

    /** Read apart from the other files: a changed case is no other version of the mapping, and {@link MappingCases} tells what is wrong with it. */
    private Optional<JsonPart> cases(String name) {
        try {
            return new MappingFiles(folder(name), "mappings/" + name).optional("cases.json", new ArrayList<>());
        } catch (ProblemsException e) { // told by whoever runs the cases
            return Optional.empty();
        }
    }

    /** What was read of a mapping's folder. */
    private record Parts(Preview preview, JsonPart mapping, Optional<JsonNode> schema, LookupTables tables, Optional<JsonPart> cases, List<JsonNode> samples) {
    }

    private Optional<Mapping> compile(String name, String inlet, MappingFiles files, Parts parts, List<Problem> problems) {
        String file = files.name("mapping.json");
        if (!parts.mapping().is(Kind.OBJECT)) {
            problems.add(Problem.error(new Location(file, parts.mapping().line(), parts.mapping().column()), "a mapping is an object with header and body")
                    .fix("copy the preview and replace its sample values"));
            return Optional.empty();
        }
        List<Problem> broken = new ArrayList<>();
        Sources sources = new Sources(new SimpleExpressions(context), parts.tables());
        Contract contract = new Contract(parts.preview(), file, same(file, parts.mapping(), broken), organisationSetting(inlet), organisation(inlet));
        Doubts doubts = new Doubts(file, contract, KnownEvents.of(parts.cases(), parts.samples()), parts.mapping());
        LeafCompiler leaves = new LeafCompiler(file, sources, settings, contract, doubts, broken);
        SchemaPlace entity = parts.schema().map(SchemaPlace::of).orElseGet(SchemaPlace::unknown);
        Part root = new MappingCompiler(file, entity, contract, leaves, broken).compile(parts.mapping(), parts.preview());
        problems.addAll(broken);
        problems.addAll(contract.problems());
        Optional<JsonPart> typed = parts.schema().isPresent() ? Optional.empty() : parts.cases();
        Drift.between(name, parts.preview(), file, parts.mapping(), typed).ifPresent(problems::add);
        if (broken.stream().anyMatch(Problem::isError)) {
            return Optional.empty();
        }
        FixedParts.Builder whole = new FixedParts.Builder();
        root.addTo(whole);
        Optional<EntitySchema> schema = parts.schema().map(node -> new EntitySchema(node, files.name("schema.json")));
        return Optional.of(new Mapping(name, files.version(), context, whole.build(), sources.fields(), leaves.uses(), schema, List.of(), sources.readsExchange(), Validation.NEVER));
    }

    private Optional<Preview> preview(MappingFiles files, String inlet, List<Problem> problems) {
        String own = "preview." + inlet + ".json";
        String file = inlet != null && files.has(own) ? own : "preview.json";
        Preview.Reading reading = Preview.read(files.name(file), files.text(file, "paste the payload preview into it"));
        problems.addAll(reading.problems());
        return reading.preview();
    }

    private Optional<String> organisation(String inlet) {
        return inlet == null ? Optional.empty() : settings.apply(organisationSetting(inlet));
    }

    private static String organisationSetting(String inlet) {
        return inlet == null || inlet.equals("default") ? "inlet.ims-org-id" : "inlet." + inlet + ".ims-org-id";
    }

    private static Set<String> same(String file, JsonPart mapping, List<Problem> problems) {
        Set<String> same = new HashSet<>();
        mapping.member("$same").ifPresent(list -> {
            for (JsonPart pointer : list.elements()) {
                same.add(pointer.text());
            }
            if (!list.is(Kind.ARRAY) || list.elements().stream().anyMatch(pointer -> !pointer.is(Kind.TEXT) || !pointer.text().startsWith("/"))) {
                problems.add(Problem.error(new Location(file, list.line(), list.column()), "$same is no list of JSON pointers")
                        .fix("write \"$same\": [\"/body/xdmEntity/commerce/purchases/value\"]"));
            }
        });
        return same;
    }

    /** Names of all mappings of the home, sorted. */
    public List<String> names() {
        Path mappings = home.resolve("mappings");
        if (!Files.isDirectory(mappings)) {
            return List.of();
        }
        try (Stream<Path> folders = Files.list(mappings)) {
            return folders.filter(Files::isDirectory).map(folder -> folder.getFileName().toString()).filter(name -> !name.startsWith(".")).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The folder of a mapping, whether it exists or not: what to watch for changes. */
    public Path folder(String name) {
        return home.resolve("mappings").resolve(name);
    }
}
