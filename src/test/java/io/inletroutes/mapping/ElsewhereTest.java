package io.inletroutes.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The list of other tools' functions: nothing in it must mislead. */
class ElsewhereTest {

    private static final Pattern FUNCTION = Pattern.compile("^write (?!\\$|both|\\?)(\\w+)");

    @Test
    void namesNoFunctionThatIsKnownAndCuresByKnownOnesOnly() throws IOException {
        Properties list = new Properties();
        try (InputStream file = Elsewhere.class.getResourceAsStream("functions-elsewhere.properties")) {
            list.load(file);
        }

        assertThat(list.stringPropertyNames()).hasSizeGreaterThan(80).noneMatch(name -> Functions.find(name).isPresent()).allMatch(name -> name.matches("[a-z0-9]+"));
        list.values().forEach(cure -> {
            Matcher function = FUNCTION.matcher((String) cure);
            if (function.find()) {
                assertThat(Functions.names()).contains(function.group(1));
            }
        });
    }
}
