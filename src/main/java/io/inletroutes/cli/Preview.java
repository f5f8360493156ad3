package io.inletroutes.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.inletroutes.Chunk;
import io.inletroutes.Event;
import io.inletroutes.Headings;
import io.inletroutes.Location;
import io.inletroutes.Payload;
import io.inletroutes.Problem;
import io.inletroutes.ProblemsException;
import io.inletroutes.Refusal;
import io.inletroutes.Row;
import io.inletroutes.mapping.EventUnfillableException;
import io.inletroutes.mapping.Filler;
import io.inletroutes.mapping.LoadedMapping;
import io.inletroutes.mapping.Mapping;
import io.inletroutes.mapping.PastedPreview;
import io.inletroutes.routes.Home;
import io.inletroutes.source.EventReader;
import io.inletroutes.source.ReadOptions;
import io.inletroutes.source.SourceFile;
import io.inletroutes.source.UnreadableFileException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code preview MAPPING FILE}: what would be sent. Nothing is. Memory does not grow with the file. */
@Command(name = "preview", description = "Fills the payload of each event of a file, one JSON per line; nothing is sent.")
final class Preview implements Callable<Integer> {

    private static final ObjectMapper JSON = Json.exact();

    @Spec
    private CommandSpec spec;

    @ParentCommand
    private InletRoutes program;

    @Parameters(index = "0", paramLabel = "MAPPING", description = "Name of a folder in mappings/.")
    private String name;

    @Parameters(index = "1", paramLabel = "FILE", description = "Events, CSV or JSON.")
    private Path file;

    @Option(names = "--rows", paramLabel = "3-5", converter = RowRange.Notation.class,
            description = "These rows alone, as a spreadsheet counts them: the heading is row 1.")
    private RowRange rows = RowRange.ALL;

    @Option(names = "--pretty", description = "Each payload over several lines.")
    private boolean pretty;

    @Option(names = "--diff", description = "Only what differs from the payload preview, leaf by leaf.")
    private boolean diff;

    @Option(names = "--summary", description = "Only how often each variable found a value, and the columns never used.")
    private boolean summary;

    @Option(names = "--inlet", paramLabel = "NAME", description = "Whose preview.NAME.json and organisation count; without it those of the inlet that the home's routes deliver this mapping to.")
    private String inlet;

    @Mixin
    private CsvOptions csv;

    private Headings headings;
    private long refused;
    private long invalid;

    @Override
    public Integer call() throws IOException {
        if (!Files.isReadable(file) || Files.isDirectory(file)) {
            throw new ProblemsException(Problem.error(Location.of(file.toString()), "there is no such file to read").fix("name a CSV or JSON file"));
        }
        try (OpenedHome home = OpenedHome.open(program.home())) {
            String to = inlet != null ? inlet : inletOf(home.folder());
            LoadedMapping loaded = home.mappings().load(name, to);
            ProblemReport.print(spec.commandLine().getErr(), loaded.problems(), Format.TEXT);
            if (loaded.mapping().isEmpty()) {
                return home.mappings().names().contains(name) ? 1 : 2;
            }
            Path folder = home.mappings().folder(name);
            try (EventReader events = SourceFile.open(file, csv.over(ReadOptions.from(home::setting)))) {
                return fill(loaded.mapping().get(), events, output(folder, to));
            } catch (UnreadableFileException e) {
                spec.commandLine().getErr().println(e.problem());
                return 1;
            }
        }
    }

    /** The inlet that the routes deliver the mapping to; null when there is none or several. */
    private String inletOf(Path home) {
        Set<String> inlets = new Home(home).inletsOf(name);
        return inlets.size() == 1 ? inlets.iterator().next() : null;
    }

    private int fill(Mapping mapping, EventReader events, Output output) throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        Filler filler = mapping.filler(null);
        long row = 0;
        while (row <= rows.last() && !out.checkError() && events.hasNext()) {
            Chunk chunk = events.next();
            for (Event event : chunk) {
                row = event.row();
                if (rows.holds(row)) {
                    show(event, mapping, filler, output);
                }
            }
        }
        output.end(mapping);
        out.flush();
        if (row == 0) {
            spec.commandLine().getErr().println(file.getFileName() + " holds no event");
        }
        if (refused > 0 && !summary) {
            spec.commandLine().getErr().println(ProblemReport.counted(refused, "event") + " refused");
        }
        if (invalid > 0) {
            spec.commandLine().getErr().println(ProblemReport.counted(invalid, "payload") + (invalid == 1 ? " breaks" : " break") + " the schema");
        }
        return refused + invalid == 0 ? 0 : 1;
    }

    private void show(Event event, Mapping mapping, Filler filler, Output output) throws IOException {
        if (event instanceof Row row) {
            headings = row.headings();
        }
        try {
            Payload payload = filler.fill(event);
            output.payload(payload);
            List<Problem> violations = mapping.violations(payload);
            violations.forEach(spec.commandLine().getErr()::println);
            invalid += violations.isEmpty() ? 0 : 1;
        } catch (EventUnfillableException e) {
            refused++;
            output.refused();
            for (Refusal refusal : e.refusals()) {
                spec.commandLine().getErr().println(refusal.problem());
            }
        }
    }

    /** How payloads are shown. */
    private interface Output {

        void payload(Payload payload) throws IOException;

        default void refused() {
            // problems are printed as they come
        }

        default void end(Mapping mapping) {
            // most are done by then
        }
    }

    private Output output(Path folder, String to) throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        if (summary) {
            return new Summary(new FillRates(JSON.readTree(folder.resolve("mapping.json").toFile())));
        }
        if (diff) {
            Path own = folder.resolve("preview." + to + ".json");
            Path shown = Files.isRegularFile(own) ? own : folder.resolve("preview.json");
            PreviewDiff differences = new PreviewDiff(PastedPreview.read(shown, shown.getFileName().toString()).tree());
            return payload -> {
                out.println(payload.event().map(event -> event.origin().place()).orElse(""));
                differences.print(out, tree(payload));
            };
        }
        if (pretty) {
            return payload -> out.println(Json.pretty(tree(payload)));
        }
        return payload -> {
            out.write(payload.json());
            out.write('\n');
        };
    }

    private static JsonNode tree(Payload payload) throws IOException {
        return JSON.readTree(payload.bytes());
    }

    /** Counts instead of payloads. */
    private final class Summary implements Output {

        private final FillRates rates;

        private Summary(FillRates rates) {
            this.rates = rates;
        }

        @Override
        public void payload(Payload payload) throws IOException {
            rates.add(tree(payload));
        }

        @Override
        public void refused() {
            rates.addRefused();
        }

        @Override
        public void end(Mapping mapping) {
            rates.print(spec.commandLine().getOut(), headings == null ? List.of() : headings.names(), mapping.usedColumns());
        }
    }
}
