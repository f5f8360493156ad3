package io.inletroutes.mapping;

import io.inletroutes.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;

/** A home folder with the one mapping {@code m}, made for a test. */
final class Home {

    static final CamelContext CONTEXT = new DefaultCamelContext();

    private static final String HEADER = "{\"header\":{\"schemaRef\":{\"id\":\"s\",\"contentType\":\"c\"}},\n"
            + "\"body\":{\"xdmMeta\":{\"schemaRef\":{\"id\":\"s\",\"contentType\":\"c\"}},\n\"xdmEntity\":\n%s\n}%s}";

    private final Path home;
    private final Map<String, String> settings = new HashMap<>();

    Home(Path home) {
        this.home = home;
        write("preview.json", String.format(HEADER, "{}", ""));
    }

    Home write(String file, String text) {
        try {
            Files.createDirectories(home.resolve("mappings/m"));
            Files.writeString(home.resolve("mappings/m").resolve(file), text);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A preview and a mapping that differ in the entity alone, which starts in line 4. */
    Home entity(String preview, String mapping) {
        return write("preview.json", String.format(HEADER, preview, "")).write("mapping.json", String.format(HEADER, mapping, ""));
    }

    /** The same, the mapping with a $same. */
    Home entity(String preview, String mapping, String same) {
        return write("preview.json", String.format(HEADER, preview, "")).write("mapping.json", String.format(HEADER, mapping, ",\n\"$same\":" + same));
    }

    Home setting(String name, String value) {
        settings.put(name, value);
        return this;
    }

    LoadedMapping load() {
        return load(null);
    }

    LoadedMapping load(String inlet) {
        return new MappingLoader(CONTEXT, name -> Optional.ofNullable(settings.get(name)), home).load("m", inlet);
    }

    List<Problem> cases() {
        return new MappingCases(CONTEXT, name -> Optional.ofNullable(settings.get(name)), home).run("m", null).problems();
    }
}
