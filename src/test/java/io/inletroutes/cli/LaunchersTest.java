package io.inletroutes.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher for Windows beside the one for all others: it cannot be run here, but it can be compared. */
class LaunchersTest {

    private static final Path BIN = Path.of("src/main/dist/bin");
    private static final Pattern OPTION = Pattern.compile("(?<=[\\s\"])-(?:X[\\w:+*=-]+|Dfile[\\w.=-]+)");
    /** What only the other launcher knows: no archive of loaded classes is looked for on Windows. */
    private static final List<String> OF_ARCHIVES = List.of("-XX:SharedArchiveFile=", "-XX:ArchiveClassesAtExit=");

    @TempDir
    Path place;

    @Test
    void giveJavaTheSameOptions() throws IOException {
        List<String> shell = options(Files.readString(BIN.resolve("inlet-routes")));
        List<String> windows = options(Files.readString(BIN.resolve("inlet-routes.cmd")));

        assertThat(windows).isNotEmpty().isEqualTo(shell);
    }

    @Test
    void makeRoomForNewObjectsInTheUsualHeapAlone() throws Exception {
        assertThat(started(Map.of(), "run")).contains("-Xmx256m", "-XX:MaxNewSize=96m");
        assertThat(started(Map.of("JAVA_OPTS", "-Dinlet.url=x"), "run")).contains("-XX:MaxNewSize=96m");
        assertThat(started(Map.of("JAVA_OPTS", "-Dinlet.url=x -Xmx64m"), "run")).contains("-Xmx64m").doesNotContain("-XX:MaxNewSize=96m"); // Java warned of it
        assertThat(started(Map.of("JAVA_OPTS", "-XX:MaxHeapSize=64m"), "run")).doesNotContain("-XX:MaxNewSize=96m");
        assertThat(started(Map.of("INLET_ROUTES_HEAP", "64m"), "run")).contains("-Xmx64m").doesNotContain("-XX:MaxNewSize=96m");
    }

    @Test
    void takeTheArchiveOfRunForTheCommandRunAlone() throws Exception {
        String archive = started(Map.of("INLET_ROUTES_MAKE_ARCHIVE", "name"), "run").get(0);
        Files.createFile(Path.of(archive));
        Files.createFile(Path.of(archive.replace(".jsa", "-all.jsa")));
        String run = "-XX:SharedArchiveFile=" + archive;
        String all = run.replace(".jsa", "-all.jsa");

        assertThat(started(Map.of(), "run", "--samples")).contains(run);
        assertThat(started(Map.of(), "--home", "somewhere", "run")).contains(run);
        assertThat(started(Map.of(), "find", "run")).contains(all);
        assertThat(started(Map.of(), "--home", "run", "status")).contains(all);
        assertThat(started(Map.of(), "status", "--home=run")).contains(all);
    }

    @Test
    void leaveTheMemoryOfTheCLibraryToWhoeverSetIt() throws Exception {
        Path choice = Path.of("/sys/kernel/mm/transparent_hugepage/enabled");
        assumeTrue(Files.isReadable(choice) && !Files.readString(choice).contains("[never]"), "this system gives no large pages");

        assertThat(started(Map.of(), "run")).contains("tunables glibc.malloc.hugetlb=1");
        assertThat(started(Map.of("GLIBC_TUNABLES", "glibc.malloc.perturb=1"), "run")).contains("tunables glibc.malloc.perturb=1");
    }

    /** What a stand-in for Java is started with, one argument a line, and the settings of the C library. */
    private List<String> started(Map<String, String> environment, String... arguments) throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "there is no shell");
        Path java = Files.createDirectories(place.resolve("java/bin")).resolve("java");
        Files.writeString(java, "#!/bin/sh\nprintf '%s\\n' \"$@\" \"tunables ${GLIBC_TUNABLES:-}\"\n");
        assertThat(java.toFile().setExecutable(true)).isTrue();
        Files.writeString(place.resolve("java/release"), "JAVA_VERSION=\"17.0.1\"\n");
        Files.writeString(Files.createDirectories(place.resolve("lib")).resolve("inlet-routes-1.jar"), "");
        Path launcher = Files.createDirectories(place.resolve("bin")).resolve("inlet-routes");
        Files.copy(BIN.resolve("inlet-routes"), launcher, StandardCopyOption.REPLACE_EXISTING);
        List<String> command = new ArrayList<>(List.of("/bin/sh", launcher.toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).directory(place.toFile()).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("INLET_") || name.startsWith("JAVA_") || name.equals("GLIBC_TUNABLES"));
        builder.environment().put("JAVA_HOME", place.resolve("java").toString());
        builder.environment().putAll(environment);
        Process process = builder.start();
        List<String> said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        assertThat(process.waitFor()).as(said.toString()).isZero();
        return said;
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
