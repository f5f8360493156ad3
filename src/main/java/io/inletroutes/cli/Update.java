package io.inletroutes.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.inletroutes.Location;
import io.inletroutes.Problem;
import io.inletroutes.ProblemsException;
import io.inletroutes.mapping.PastedPreview;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code update NAME}: takes a new payload preview into a mapping. */
@Command(name = "update", description = "Takes a new payload preview into a mapping; says what came, went and changed (exit 1); touches no leaf of yours.")
final class Update implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @ParentCommand
    private InletRoutes program;

    @Parameters(paramLabel = "NAME", description = "Name of a folder in mappings/.")
    private String name;

    @Option(names = "--preview", paramLabel = "FILE", required = true, description = "The new payload preview, as copied.")
    private Path previewFile;

    @Override
    public Integer call() throws IOException {
        Path folder = OpenedHome.find(program.home()).resolve("mappings").resolve(name);
        Path oldFile = folder.resolve("preview.json");
        Path mappingFile = folder.resolve("mapping.json");
        for (Path file : new Path[] {oldFile, mappingFile}) {
            if (!Files.isRegularFile(file)) {
                throw new ProblemsException(Problem.error(Location.of(file.toString()), "there is no such file").fix("make the mapping with init"));
            }
        }
        byte[] pasted = Files.readAllBytes(previewFile);
        PastedPreview fresh = PastedPreview.read(previewFile, previewFile.toString());
        JsonNode was = PastedPreview.read(oldFile, oldFile.toString()).tree();
        JsonNode mapping = SampleEvent.mapping(mappingFile);
        JsonNode is = fresh.tree();
        fresh.warnings().forEach(warning -> spec.commandLine().getErr().println(warning));
        PreviewUpdate update = new PreviewUpdate(was, is, mapping);

        Files.write(oldFile, pasted);
        if (!update.mapping().equals(mapping)) {
            Files.writeString(mappingFile, Json.prettyLike(Files.readString(mappingFile), update.mapping()) + "\n");
        }
        PrintWriter out = spec.commandLine().getOut();
        update.findings().forEach(out::println);
        out.println(update.findings().isEmpty() ? "nothing changed" : "Next: look at these in " + mappingFile + ", then " + program.self() + " check");
        return update.findings().isEmpty() ? 0 : 1;
    }
}
