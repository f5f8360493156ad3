package io.inletroutes.routes;

import io.inletroutes.Location;
import io.inletroutes.Problem;
import io.inletroutes.ProblemsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The folder with an installation's {@code routes/}, {@code mappings/} and {@code application.properties}.
 *
 * @param folder absolute
 */
public record Home(Path folder) {

    public Home {
        folder = folder.toAbsolutePath().normalize();
    }

    /**
     * The folder that the user means: {@code named}, else that of INLET_ROUTES_HOME, else the working folder when it holds
     * {@code routes/}.
     *
     * @param named may be null
     * @throws ProblemsException when there is no such home
     */
    public static Home find(Path named, Function<String, String> environment) {
        String fromEnvironment = environment.apply("INLET_ROUTES_HOME");
        Path folder = named != null ? named : fromEnvironment != null && !fromEnvironment.isEmpty() ? Path.of(fromEnvironment) : Path.of("");
        if (!Files.isDirectory(folder.resolve("routes"))) {
            String shown = folder.toString().isEmpty() ? "the working folder" : folder.toString();
            throw new ProblemsException(Problem.error(Location.NONE, shown + " is no home: it holds no folder routes/")
                    .fix("name a home by --home DIR or INLET_ROUTES_HOME, or make one: inlet-routes new DIR"));
        }
        return new Home(folder);
    }

    public Path settings() {
        return folder.resolve("application.properties");
    }

    public Path mappings() {
        return folder.resolve("mappings");
    }

    /** A folder named by a setting: relative ones lie in the home. */
    public Path resolve(String setting) {
        return folder.resolve(setting);
    }

    /** {@code routes/*.camel.yaml} by name. */
    public List<Path> routeFiles() {
        try (Stream<Path> files = Files.list(folder.resolve("routes"))) {
            return files.filter(file -> file.getFileName().toString().endsWith(".camel.yaml")).sorted().toList();
        } catch (IOException e) {
            throw new ProblemsException(List.of(Problem.error(Location.of("routes"), "the folder cannot be read").fix("look at its rights")), e);
        }
    }

    /** A file as the user knows it: relative to the home where it lies inside, with {@code /}. */
    public String show(Path file) {
        Path absolute = file.toAbsolutePath().normalize();
        return (absolute.startsWith(folder) ? folder.relativize(absolute) : absolute).toString().replace('\\', '/');
    }

    /** Names of the inlets that the routes deliver a mapping to, by their files alone. */
    public Set<String> inletsOf(String mapping) {
        return RouteFiles.read(this).inletsOf(mapping);
    }
}
