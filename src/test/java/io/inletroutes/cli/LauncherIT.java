package io.inletroutes.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LauncherIT {

    private static final Path DISTRIBUTION = Path.of(System.getProperty("inlet-routes.distribution", "target/inlet-routes")).toAbsolutePath();

    @TempDir
    private Path folder;

    @Test
    void findsItsPlaceThroughSymbolicLinksInFoldersWithBlanks() throws IOException {
        Path place = Files.createDirectories(folder.resolve("a place with blanks"));
        Path product = Files.createSymbolicLink(place.resolve("the product"), DISTRIBUTION);
        Path inner = Files.createSymbolicLink(place.resolve("inner link"), product.resolve("bin/inlet-routes"));
        Path outer = Files.createSymbolicLink(folder.resolve("outer link"), folder.relativize(inner));

        try (Instance version = Instance.start(outer, place, Map.of(), "--version").awaitEnd(Duration.ofSeconds(30))) {
            assertThat(version.exitCode()).as(version.toString()).isZero();
            assertThat(version.out()).startsWith("inlet-routes 0.");
        }
    }

    @Test
    void handsJavaOptsToJava() throws IOException {
        try (Instance broken = Instance.start(folder, Map.of("JAVA_OPTS", "-Xms1m -Xmx1k"), "--version").awaitEnd(Duration.ofSeconds(30))) {
            assertThat(broken.exitCode()).isNotZero();
            assertThat(broken.out() + broken.err()).containsIgnoringCase("heap size");
        }
    }

    @Test
    void saysWhereJavaIsMissing() throws IOException {
        try (Instance broken = Instance.start(folder, Map.of("JAVA_HOME", folder.toString()), "--version").awaitEnd(Duration.ofSeconds(30))) {
            assertThat(broken.exitCode()).isEqualTo(2);
            assertThat(broken.err()).isEqualTo("JAVA_HOME is " + folder + ", and there is no bin/java in it\n"
                    + "  fix      set JAVA_HOME to a Java 17 or newer, or leave it out\n");
        }
    }

    @Test
    void refusesTheJarsOfTwoVersions() throws IOException {
        Path lib = Files.createDirectories(folder.resolve("unpacked over/lib"));
        Files.createFile(lib.resolve("inlet-routes-0.1.0.jar"));
        Files.createFile(lib.resolve("inlet-routes-0.2.0.jar"));
        Path launcher = Files.createDirectories(folder.resolve("unpacked over/bin")).resolve("inlet-routes");
        Files.copy(DISTRIBUTION.resolve("bin/inlet-routes"), launcher, StandardCopyOption.COPY_ATTRIBUTES);

        try (Instance broken = Instance.start(launcher, folder, Map.of(), "--version").awaitEnd(Duration.ofSeconds(30))) {
            assertThat(broken.exitCode()).isEqualTo(2);
            assertThat(broken.err()).isEqualTo(lib.toRealPath() + " holds the jars of several versions\n"
                    + "  fix      unpack a new version into a folder of its own, not over an old one; homes stay where they are\n");
        }
    }
}
