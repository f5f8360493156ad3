package io.inletroutes.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.inletroutes.simulator.Fault;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What happens when there is no room on the disk for dead letters. Needs the right to mount a small file system. */
class DiskFullTest {

    private static final String NAME = "loyalty-signup";
    private static final String HEADING = "signup_id,signed_up_at,first_name,last_name,email,birth_year,tier,store,newsletter\n";

    @TempDir
    Path folder;

    private Path disk;
    private RunningHome home;

    @BeforeEach
    void mount() throws Exception {
        assumeTrue("root".equals(System.getProperty("user.name")), "only root may mount a small disk");
        disk = Files.createDirectories(folder.resolve("disk"));
        assumeTrue(run("mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", disk.toString()) == 0, "no file system may be mounted here");
        home = RunningHome.with(folder.resolve("home"), "loyalty-signup-from-csv", RunningHome.QUICK + "data.directory = " + disk.resolve("data") + "\n");
    }

    @AfterEach
    void unmount() throws Exception {
        if (home != null) {
            home.close();
            run("umount", "--lazy", disk.toString()); // the journal stays mapped for a while
        }
    }

    @Test
    void waitsWithWhatCannotBeKeptAndGoesOnWhenThereIsRoom() throws IOException {
        home.start();
        home.inlet().fault(Fault.parse("503"));
        home.drop(NAME, "a.csv", HEADING + row("LS-1") + row("LS-2").replace("Noor", "XXX") + row("LS-3").replace("Noor", "XXX"));
        await().atMost(Duration.ofSeconds(30)).until(home::isHeld);
        Path filler = fill();
        home.inlet().mend();

        awaitStatus(RouteState.Status.HELD);

        await().atMost(Duration.ofSeconds(30)).until(() -> home.inlet().counts().accepted() == 1 && !home.isHeld());
        awaitStatus(RouteState.Status.HELD);
        assertThat(home.routes.filesInProgress()).containsExactly("a.csv");
        assertThat(home.inbox(NAME).resolve("a.csv")).exists();
        assertThat(RunningHome.deadLetters(disk.resolve("data"))).isEmpty();
        Files.delete(filler);
        awaitSettled();
        assertThat(RunningHome.deadLetters(disk.resolve("data"))).hasSize(2);
        assertThat(Files.readString(home.inbox(NAME).resolve("done/a.csv.receipt.txt"))).contains("read      3").contains("accepted  1").contains("dead      2");
        assertThat(home.inlet().counts().accepted()).isEqualTo(1);
    }

    @Test
    void beginsNoFileThatItCannotNoteAndGoesOnWhenThereIsRoom() throws IOException {
        home.start();
        Path filler = fill();
        assertThat(home.routes.troubles()).extracting(trouble -> trouble.problem().message()).containsExactly("the disk of the data folder is full"); // nobody waits yet

        home.drop(NAME, "a.csv", HEADING + row("LS-1"));

        awaitStatus(RouteState.Status.HELD);
        assertThat(home.inbox(NAME).resolve("a.csv")).exists();
        assertThat(home.inlet().counts().requests()).isZero();
        assertThat(home.routes.troubles()).allMatch(Trouble::stops).extracting(Trouble::about).contains("loyalty-signup-from-csv");
        Files.delete(filler);
        awaitSettled();
        assertThat(home.routes.troubles()).isEmpty();
        assertThat(home.inlet().counts().accepted()).isEqualTo(1);
    }

    private void awaitStatus(RouteState.Status status) {
        await().atMost(Duration.ofSeconds(30)).until(() -> home.routes.states().get(0).status() == status);
    }

    private void awaitSettled() {
        await().atMost(Duration.ofSeconds(60)).until(() -> home.isInboxEmpty(NAME));
        awaitStatus(RouteState.Status.IDLE);
    }

    /** Leaves not a byte. */
    private Path fill() throws IOException {
        Path filler = disk.resolve("filler");
        int block = 1 << 16;
        try (OutputStream out = Files.newOutputStream(filler)) {
            while (block > 0) {
                try {
                    out.write(new byte[block]);
                } catch (IOException e) {
                    block /= 2;
                }
            }
        }
        return filler;
    }

    private static int run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
        return process.waitFor(10, TimeUnit.SECONDS) ? process.exitValue() : -1;
    }

    private static String row(String id) {
        return id + ",2024-05-29T09:12:44+02:00,Noor,Achterberg,noor@example.org,1984,S,Utrecht,yes\n";
    }
}
