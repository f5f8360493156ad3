package io.inletroutes.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The launcher for Windows beside the one for all others: it cannot be run here, but it can be compared. */
class LaunchersTest {

    private static final Path BIN = Path.of("src/main/dist/bin");
    private static final Pattern OPTION = Pattern.compile("(?<=[\\s\"])-(?:X[\\w:+*=-]+|Dfile[\\w.=-]+)");
    /** What only the other launcher knows: no archive of loaded classes is looked for on Windows. */
    private static final List<String> OF_ARCHIVES = List.of("-XX:SharedArchiveFile=", "-XX:ArchiveClassesAtExit=");

    @Test
    void giveJavaTheSameOptions() throws IOException {
        List<String> shell = options(Files.readString(BIN.resolve("inlet-routes")));
        List<String> windows = options(Files.readString(BIN.resolve("inlet-routes.cmd")));

        assertThat(windows).isNotEmpty().isEqualTo(shell);
    }

    @Test
    void sayTheSameOfWhatIsWrong() throws IOException {
        String windows = Files.readString(BIN.resolve("inlet-routes.cmd"));

        List<String> cures = Pattern.compile("(?m)^.*fail \".*\" \"(.*)\"$").matcher(Files.readString(BIN.resolve("inlet-routes"))).results().map(found -> found.group(1)).toList();
        assertThat(cures).hasSize(3).allSatisfy(cure -> assertThat(windows).containsIgnoringCase("fix      " + cure + ">&2"));
    }

    @Test
    void endTheirLinesAsTheirShellsNeedThem() throws IOException {
        assertThat(Files.readString(BIN.resolve("inlet-routes"))).doesNotContain("\r");
        assertThat(Files.readString(BIN.resolve("inlet-routes.cmd")).replace("\r\n", "")).doesNotContain("\n");
    }

    private static List<String> options(String launcher) {
        String start = launcher.substring(launcher.lastIndexOf("-Xmx") - 1);
        return OPTION.matcher(start).results().map(found -> found.group()).filter(option -> OF_ARCHIVES.stream().noneMatch(option::startsWith))
                .map(option -> option.replaceAll("^-Xmx.*", "-Xmx")).toList();
    }
}
