package io.inletroutes.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.inletroutes.Event;
import io.inletroutes.Location;
import io.inletroutes.Problem;
import io.inletroutes.ProblemsException;
import io.inletroutes.mapping.CasesDraft;
import io.inletroutes.mapping.Mapping;
import io.inletroutes.mapping.PastedPreview;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code init NAME}: a first mapping and a route from a payload preview and a sample of the events. */
@Command(name = "init", description = "Makes mappings/NAME and a route file from a payload preview and a sample; lists what it only guessed (exit 1).")
final class Init implements Callable<Integer> {

    /** Where events come from; {@code FILE} becomes CSV or JSON by the sample. */
    enum From { FILE, JMS, TIMER }

    private static final int MOST_NAMES = 30;

    @Spec
    private CommandSpec spec;

    @ParentCommand
    private InletRoutes program;

    @Parameters(paramLabel = "NAME", description = "Name of the mapping: lower case, digits and hyphens.")
    private String name;

    @Option(names = "--preview", paramLabel = "FILE", required = true, description = "The payload preview, as copied.")
    private Path previewFile;

    @Option(names = "--sample", paramLabel = "FILE", required = true, description = "A file with at least one event, CSV or JSON.")
    private Path sampleFile;

    @Option(names = "--from", paramLabel = "file|jms|timer", defaultValue = "file", description = "Where events will come from (${DEFAULT-VALUE}).")
    private From from;

    @Override
    public Integer call() throws IOException {
        Path home = OpenedHome.find(program.home());
        List<Event> events = SampleEvent.some(sampleFile);
        Event first = events.get(0);
        String kind = from == From.FILE ? SampleEvent.kind(first) : from.name().toLowerCase(Locale.ROOT);
        Path mapping = home.resolve("mappings").resolve(name);
        Path route = home.resolve("routes").resolve(name + "-from-" + kind + ".camel.yaml");
        refuseUnlessFree(mapping, route);
        PastedPreview preview = PastedPreview.read(previewFile, previewFile.toString());
        preview.warnings().forEach(warning -> spec.commandLine().getErr().println(warning));
        byte[] pasted = Files.readAllBytes(previewFile);
        List<JsonNode> samples = events.stream().map(Event::value).toList();
        MappingDraft draft = new MappingDraft(preview.tree(), samples);

        Files.createDirectories(mapping);
        Files.createDirectories(route.getParent());
        Files.write(mapping.resolve("preview.json"), pasted);
        Files.writeString(mapping.resolve("mapping.json"), Json.prettyLike(preview.text(), withSchema(draft.mapping())) + "\n");
        NewHome.addSchemas(home);
        Files.writeString(route, template(kind, samples.get(0)) + template("inlet", samples.get(0)));
        writeCases(mapping, samples);
        say(home, mapping, route, draft);
        return draft.unsure().isEmpty() ? 0 : 1;
    }

    private void refuseUnlessFree(Path mapping, Path route) {
        if (!name.matches("[a-z0-9]+(-[a-z0-9]+)*")) {
            throw new ProblemsException(Problem.error(Location.NONE, "\"" + name + "\" is no name for a mapping")
                    .fix("use lower case, digits and hyphens, as in loyalty-signup"));
        }
        for (Path file : new Path[] {mapping, route}) {
            if (Files.exists(file)) {
                throw new ProblemsException(Problem.error(Location.of(file.toString()), "is there already, and nothing is overwritten")
                        .fix("take another name, or move it away first"));
            }
        }
    }

    private static JsonNode withSchema(JsonNode mapping) {
        ObjectNode whole = Json.exact().createObjectNode().put("$schema", "../../schemas/mapping.schema.json");
        mapping.properties().forEach(member -> whole.set(member.getKey(), member.getValue()));
        return whole;
    }

    private void writeCases(Path mapping, List<JsonNode> samples) throws IOException {
        try (OpenedHome opened = OpenedHome.open(program.home())) {
            Optional<Mapping> loaded = opened.mappings().load(name, null).mapping();
            if (loaded.isPresent()) {
                Files.writeString(mapping.resolve("cases.json"), Json.pretty(CasesDraft.of(loaded.get(), samples)) + "\n");
            }
        }
    }

    private String template(String kind, JsonNode sample) throws IOException {
        try (InputStream content = Init.class.getResourceAsStream("init/" + kind + ".camel.yaml")) {
            String event = Json.pretty(sample).indent(18).stripTrailing();
            return new String(content.readAllBytes(), StandardCharsets.UTF_8).replace("@EVENT@", event).replace("@NAME@", name);
        }
    }

    private void say(Path home, Path mapping, Path route, MappingDraft draft) {
        PrintWriter out = spec.commandLine().getOut();
        Path shown = mapping.resolve("mapping.json");
        out.println("Made " + home.relativize(shown) + ", its cases.json with what it makes of the sample today, and " + home.relativize(route) + ".");
        if (!draft.unsure().isEmpty()) {
            out.println(ProblemReport.counted(draft.unsure().size(), "leaf").replace("leafs", "leaves") + " to look at:");
            draft.unsure().forEach(leaf -> {
                out.println("  " + leaf.pointer() + (leaf.leaf() == null ? "" : "  " + leaf.leaf()));
                out.println("    " + leaf.why());
            });
        }
        if (!draft.unused().isEmpty()) {
            out.println("Fields of the sample that no leaf names: " + shortened(draft.unused()));
        }
        out.println("Next:");
        out.println("  " + program.self() + " preview " + name + " " + sampleFile + " --diff");
        out.println("  " + program.self() + " check");
        out.println("  " + program.self() + " run");
    }

    private static String shortened(List<String> names) {
        return String.join(", ", names.subList(0, Math.min(names.size(), MOST_NAMES))) + (names.size() > MOST_NAMES ? " and " + (names.size() - MOST_NAMES) + " more" : "");
    }
}
