package io.inletroutes.routes;

import static org.assertj.core.api.Assertions.assertThat;

import io.inletroutes.SetClock;
import io.inletroutes.source.Fingerprint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class GrowingFilesTest {

    private static final Duration QUIET = Duration.ofSeconds(1);

    @TempDir
    Path folder;

    private final SetClock clock = new SetClock();
    private final GrowingFiles growing = new GrowingFiles(clock, QUIET);
    private Path file;

    @BeforeEach
    void makeFile() throws IOException {
        file = Files.writeString(folder.resolve("a.csv"), "a\n");
        touch();
    }

    @Test
    void takesAFileThatDidNotChangeForTheQuietTime() throws IOException {
        assertThat(growing.look(file).isComplete()).isFalse();
        clock.advance(QUIET);

        assertThat(growing.look(file).isComplete()).isTrue();
    }

    @Test
    void leavesAFileThatGrowsBetweenTwoLooksHoweverLongItTakes() throws IOException {
        for (int part = 0; part < 100; part++) {
            assertThat(growing.look(file).isComplete()).isFalse();
            clock.advance(QUIET);
            Files.writeString(file, part + "\n", StandardOpenOption.APPEND);
            touch();
        }

        assertThat(growing.look(file).isComplete()).isFalse();
        clock.advance(QUIET);
        assertThat(growing.look(file).isComplete()).isTrue();
    }

    @Test
    void leavesAFileThatIsWrittenAnewWithTheSameSize() throws IOException {
        assertThat(growing.look(file).isComplete()).isFalse();
        clock.advance(QUIET);
        Files.writeString(file, "b\n");
        touch();

        assertThat(growing.look(file).isComplete()).isFalse();
    }

    /** A program that copies a file may give it the original's time before the last byte is there. */
    @Test
    void looksTwiceAtAnOldFileToo() throws IOException {
        clock.advance(QUIET.multipliedBy(1_000));
        assertThat(growing.look(file).isComplete()).isFalse();
        clock.advance(GrowingFiles.LOOKS.minusMillis(1));
        assertThat(growing.look(file).isComplete()).isFalse();
        clock.advance(QUIET);

        assertThat(growing.look(file).isComplete()).isTrue();
    }

    @Test
    void waitsTheWholeQuietTimeForAFileWhoseLastChangeIsItsLastWrite() throws IOException {
        Path fresh = Files.writeString(folder.resolve("fresh.csv"), "a\n");

        assertThat(growing.look(fresh).isComplete()).isFalse();
        clock.advance(QUIET.minusMillis(1));
        assertThat(growing.look(fresh).isComplete()).isFalse();
        clock.advance(Duration.ofMillis(1));
        assertThat(growing.look(fresh).isComplete()).isTrue();
    }

    /** The rename changed its status alone: what passed between its last write and that counts as quiet. */
    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void takesAFileThatWasCompleteLongBeforeItsRenameAtTheSecondLook() throws IOException {
        Path renamed = renamedWhenItWasQuiet();

        assertThat(growing.look(renamed).isComplete()).isFalse();
        clock.advance(GrowingFiles.LOOKS);
        assertThat(growing.look(renamed).isComplete()).isTrue();
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void waitsTheWholeQuietTimeAgainWhenARenamedFileIsWrittenToAfterAll() throws IOException {
        Path renamed = renamedWhenItWasQuiet();
        assertThat(growing.look(renamed).isComplete()).isFalse();
        Files.writeString(renamed, "b\n", StandardOpenOption.APPEND);
        clock.advance(GrowingFiles.LOOKS);

        assertThat(growing.look(renamed).isComplete()).isFalse();
        clock.advance(QUIET.minusMillis(1));
        assertThat(growing.look(renamed).isComplete()).isFalse();
        clock.advance(Duration.ofMillis(1));
        assertThat(growing.look(renamed).isComplete()).isTrue();
    }

    /** What takes time can be found out until the second look, and holds while the file stays as it was. */
    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void saysThatOnlyTheSecondLookIsMissingAndKeepsWhatWasFoundOutUntilThen() throws IOException {
        Path renamed = renamedWhenItWasQuiet();
        Fingerprint fingerprint = Fingerprint.of(renamed);

        assertThat(growing.look(renamed)).isEqualTo(new GrowingFiles.Seen(false, true, Optional.empty()));
        growing.note(renamed, fingerprint);
        assertThat(growing.look(renamed)).isEqualTo(new GrowingFiles.Seen(false, true, Optional.of(fingerprint)));
        clock.advance(GrowingFiles.LOOKS);
        assertThat(growing.look(renamed)).isEqualTo(new GrowingFiles.Seen(true, false, Optional.of(fingerprint)));
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void forgetsWhatWasFoundOutOfAFileThatChangedMeanwhile() throws IOException {
        Path renamed = renamedWhenItWasQuiet();
        growing.look(renamed);
        growing.note(renamed, Fingerprint.of(renamed));
        Files.writeString(renamed, "b\n", StandardOpenOption.APPEND);
        clock.advance(GrowingFiles.LOOKS);

        assertThat(growing.look(renamed)).isEqualTo(new GrowingFiles.Seen(false, false, Optional.empty()));
    }

    @Test
    void saysOfAFileThatIsStillBeingWrittenThatMoreIsMissingThanASecondLook() throws IOException {
        Path fresh = Files.writeString(folder.resolve("fresh.csv"), "a\n");

        assertThat(growing.look(fresh).isAwaited()).isFalse();
    }

    @Test
    void seesAFileGrowWhoseTimeStandsStill() throws IOException {
        assertThat(growing.look(file).isComplete()).isFalse();
        FileTime time = Files.getLastModifiedTime(file);
        clock.advance(QUIET);
        Files.writeString(file, "b\n", StandardOpenOption.APPEND);
        Files.setLastModifiedTime(file, time);

        assertThat(growing.look(file).isComplete()).isFalse();
    }

    @Test
    void looksAtAPostponedFileAgainAfterAWhileOnly() throws IOException {
        growing.postpone(file, GrowingFiles.POSTPONED);
        clock.advance(Duration.ofSeconds(29));
        assertThat(growing.look(file).isComplete()).isFalse();
        clock.advance(Duration.ofSeconds(2));

        assertThat(growing.look(file).isComplete()).isTrue();
    }

    @Test
    void isNotAskedForAFileThatWent() throws IOException {
        assertThat(growing.look(file).isComplete()).isFalse();
        Files.delete(file);

        assertThat(growing.look(file).isComplete()).isFalse();
    }

    /** Written for the last time a quiet time before its rename. */
    private Path renamedWhenItWasQuiet() throws IOException {
        Path written = Files.writeString(folder.resolve("b.part"), "a\n");
        Files.setLastModifiedTime(written, FileTime.from(Files.getLastModifiedTime(written).toInstant().minus(QUIET)));
        return Files.move(written, folder.resolve("b.csv"));
    }

    private void touch() throws IOException {
        Files.setLastModifiedTime(file, FileTime.from(clock.instant()));
    }
}
