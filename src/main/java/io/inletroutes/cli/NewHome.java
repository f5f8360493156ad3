package io.inletroutes.cli;

import io.inletroutes.Location;
import io.inletroutes.Problem;
import io.inletroutes.ProblemsException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code new DIR}: a home that sends nothing yet. */
@Command(name = "new", description = "Makes a home: settings with comments and the redelivery route; nothing in it sends anything.")
final class NewHome implements Callable<Integer> {

    private static final List<String> FILES = List.of("application.properties", "routes/redelivery.camel.yaml", "schemas/mapping.schema.json", "schemas/cases.schema.json");

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "DIR", description = "The folder to make. It must not exist, or be empty.")
    private Path folder;

    @Override
    public Integer call() throws IOException {
        if (!isFree()) {
            throw new ProblemsException(Problem.error(Location.of(folder.toString()), "there is something already, and nothing is overwritten")
                    .fix("name a folder that does not exist"));
        }
        for (String file : FILES) {
            write(folder, file);
        }
        Files.createDirectories(folder.resolve("mappings"));
        PrintWriter out = spec.commandLine().getOut();
        out.println("Made the home " + folder + ". Nothing in it sends anything yet. Next:");
        out.println("  1. Write inlet.url and inlet.ims-org-id into " + folder.resolve("application.properties") + ".");
        out.println("  2. " + InletRoutes.self(folder) + " init NAME --preview PREVIEW.json --sample EVENTS.csv");
        out.println("  3. " + InletRoutes.self(folder) + " check");
        return 0;
    }

    /** The schemas that editors find by the {@code $schema} line of a mapping and its cases, where the home has none. */
    static void addSchemas(Path home) throws IOException {
        for (String file : FILES) {
            if (file.startsWith("schemas/") && !Files.exists(home.resolve(file))) {
                write(home, file);
            }
        }
    }

    private static void write(Path home, String file) throws IOException {
        Path target = home.resolve(file);
        Files.createDirectories(target.getParent());
        try (InputStream content = NewHome.class.getResourceAsStream("home/" + file)) {
            Files.copy(content, target);
        }
    }

    private boolean isFree() throws IOException {
        if (!Files.exists(folder)) {
            return true;
        }
        if (!Files.isDirectory(folder)) {
            return false;
        }
        try (Stream<Path> content = Files.list(folder)) {
            return content.findAny().isEmpty();
        }
    }
}
