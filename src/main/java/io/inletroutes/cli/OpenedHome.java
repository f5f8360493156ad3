package io.inletroutes.cli;

import io.inletroutes.Location;
import io.inletroutes.Problem;
import io.inletroutes.ProblemsException;
import io.inletroutes.inlet.InletComponent;
import io.inletroutes.mapping.MappingCases;
import io.inletroutes.mapping.MappingLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.PropertiesComponent;

/** A home folder for the commands that start no route: its settings, and a Camel context that evaluates its mappings. */
final class OpenedHome implements AutoCloseable {

    private final Path folder;
    private final CamelContext context;

    private OpenedHome(Path folder) {
        this.folder = folder;
        this.context = new DefaultCamelContext();
        PropertiesComponent properties = context.getPropertiesComponent();
        Path file = folder.resolve("application.properties");
        if (Files.exists(file)) {
            properties.addLocation("file:" + file.toAbsolutePath());
        }
        properties.addLocation("classpath:application.properties");
        context.start();
    }

    /**
     * Opens the folder that the user means: {@code named}, else that of INLET_ROUTES_HOME, else the working folder.
     *
     * @param named may be null
     */
    static OpenedHome open(Path named) {
        return new OpenedHome(find(named));
    }

    /** The folder that the user means. */
    static Path find(Path named) {
        String environment = System.getenv("INLET_ROUTES_HOME");
        Path folder = named != null ? named : environment != null && !environment.isEmpty() ? Path.of(environment) : Path.of("");
        if (!Files.isDirectory(folder.resolve("routes"))) {
            String shown = folder.toString().isEmpty() ? "the working folder" : folder.toString();
            throw new ProblemsException(Problem.error(Location.NONE, shown + " is no home: it holds no folder routes/")
                    .fix("name a home by --home DIR or INLET_ROUTES_HOME, or make one: inlet-routes new DIR"));
        }
        return folder;
    }

    Path folder() {
        return folder;
    }

    MappingLoader mappings() {
        return new MappingLoader(context, this::setting, folder);
    }

    MappingCases cases() {
        return new MappingCases(context, this::setting, folder);
    }

    InletComponent inlets() {
        return context.getComponent("inlet", InletComponent.class);
    }

    Optional<String> setting(String name) {
        return context.getPropertiesComponent().resolveProperty(name);
    }

    @Override
    public void close() {
        context.stop();
    }
}
