package io.inletroutes.mapping;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apache.camel.CamelContext;

/** Reads and compiles the mappings of a home folder: {@code mappings/NAME/}. */
public final class MappingLoader {

    /**
     * @param context  whose Simple language evaluates {@code ${...}}
     * @param settings the value of a setting, for {@code {{setting}}}
     * @param home     the folder that holds {@code mappings/}
     */
    public MappingLoader(CamelContext context, Function<String, Optional<String>> settings, Path home) {
    }

    /** @param inlet whose preview and organisation the mapping must agree with; null for preview.json alone */
    public LoadedMapping load(String name, String inlet) {
        throw new UnsupportedOperationException();
    }

    /** Names of all mappings of the home, sorted. */
    public List<String> names() {
        throw new UnsupportedOperationException();
    }

    /** The folder of a mapping, whether it exists or not: what to watch for changes. */
    public Path folder(String name) {
        throw new UnsupportedOperationException();
    }
}
