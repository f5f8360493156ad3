package io.inletroutes.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The mappings of this checkout, with the built-in settings. */
class ShippedMappingsTest {

    private static final Path HOME = Path.of("");
    private static final Properties SETTINGS = settings();
    private static final Function<String, Optional<String>> SETTING = name -> Optional.ofNullable(SETTINGS.getProperty(name));

    static Stream<String> names() {
        return new MappingLoader(new DefaultCamelContext(), SETTING, HOME).names().stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("names")
    void loadsWithoutAProblemAndPassesItsCases(String name) {
        LoadedMapping loaded = new MappingLoader(new DefaultCamelContext(), SETTING, HOME).load(name, "sample");
        MappingCases.Result cases = new MappingCases(new DefaultCamelContext(), SETTING, HOME).run(name, null);

        assertThat(loaded.problems()).isEmpty();
        assertThat(cases.problems()).isEmpty();
        assertThat(cases.run()).isGreaterThanOrEqualTo(2);
    }

    private static Properties settings() {
        Properties settings = new Properties();
        try (InputStream file = ShippedMappingsTest.class.getResourceAsStream("/application.properties")) {
            settings.load(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return settings;
    }
}
