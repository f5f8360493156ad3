package io.inletroutes.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The README says what the product does. */
class ReadmeTest {

    private static final Pattern SETTING = Pattern.compile("(?m)^(#? ?)([a-z][a-z0-9-]*(?:\\.[a-zA-Z0-9-]+)*) =[ \\t]*(.*?)[ \\t]*$");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([^`]+)` \\| (?:`([^`]*)`)? ?\\| .+ \\|$");

    private final String readme = read("README.md");

    @Test
    void itsSettingsTableHoldsEverySettingWithItsDefault() {
        Map<String, String> settings = new TreeMap<>();
        Matcher setting = SETTING.matcher(read("src/main/resources/application.properties"));
        while (setting.find()) {
            if (!setting.group(2).startsWith("camel.")) {
                settings.put(setting.group(2), setting.group(1).isEmpty() ? setting.group(3) : "");
            }
        }

        Map<String, String> table = new TreeMap<>();
        Matcher row = ROW.matcher(section("Settings"));
        while (row.find()) {
            table.put(row.group(1), row.group(2) == null ? "" : row.group(2));
        }

        assertThat(table).isEqualTo(settings);
    }

    @Test
    void itsCommandTableHoldsEveryCommand() {
        List<String> named = new ArrayList<>();
        Matcher row = Pattern.compile("(?m)^\\| `([a-z-]+)").matcher(section("Commands and exit codes"));
        while (row.find()) {
            named.add(row.group(1));
        }

        assertThat(named).containsExactlyInAnyOrderElementsOf(InletRoutes.commandLine().getSubcommands().keySet());
    }

    @Test
    void theBuildRunsItsTwoCommandsAsTheyStandThere() {
        List<String> commands = Pattern.compile("(?s)```sh\n(.*?)\n```").matcher(section("Try it")).results()
                .map(block -> block.group(1)).collect(Collectors.toList());

        assertThat(commands).hasSize(2);
        assertThat(read(".ci/run")).contains(commands);
    }

    private String section(String heading) {
        Matcher section = Pattern.compile("(?s)\n#+ " + heading + "\n(.*?)(?=\n## |\\z)").matcher(readme);
        assertThat(section.find()).as("a section \"%s\"", heading).isTrue();
        return section.group(1);
    }

    private static String read(String file) {
        try {
            return Files.readString(Path.of(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
