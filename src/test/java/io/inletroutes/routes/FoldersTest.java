package io.inletroutes.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.inletroutes.simulator.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Watched folders as they are in the field: with markers, subfolders and orders of reading, on shares that vanish and disks that fail. */
class FoldersTest {

    private static final String NAME = "loyalty-signup";
    private static final String HEADING = "signup_id,signed_up_at,first_name,last_name,email,birth_year,tier,store,newsletter\n";
    private static final String STRATEGY = "processStrategy: \"#settledFiles\"";

    @TempDir
    Path folder;

    private RunningHome home;

    @BeforeEach
    void makeHome() throws IOException {
        home = RunningHome.with(folder, "loyalty-signup-from-csv", RunningHome.QUICK + "csv.chunk-events = 10\n");
        Files.createDirectories(home.inbox(NAME));
    }

    @AfterEach
    void close() throws IOException {
        home.close();
    }

    @Test
    void readsAFileWhenItsMarkerLiesBesideAndTakesTheMarkerAway() throws IOException {
        option("doneFileName: \"${file:name}.done\"");
        home.start();
        Path marked = home.drop(NAME, "marked.csv", file("A"));
        Path unmarked = home.drop(NAME, "unmarked.csv", file("B"));
        Files.createFile(marked.resolveSibling("marked.csv.done"));
        awaitGone(marked);
        assertThat(unmarked).exists();
        assertThat(marked.resolveSibling("marked.csv.done")).doesNotExist();

        Files.createFile(marked.resolveSibling("unmarked.csv.done"));

        awaitGone(unmarked);
        assertThat(home.inlet().counts().accepted()).isEqualTo(2);
    }

    @Test
    void readsAFileOnceItHasTheNameThatTheRouteTakes() throws IOException {
        home.start();
        Path written = Files.writeString(home.inbox(NAME).resolve("a.csv.part"), file("A"));
        Path other = home.drop(NAME, "b.csv", file("B"));
        awaitGone(other);
        assertThat(written).exists();

        Files.move(written, home.inbox(NAME).resolve("a.csv"));

        awaitGone(home.inbox(NAME).resolve("a.csv"));
        assertThat(home.inlet().counts().accepted()).isEqualTo(2);
    }

    @Test
    void readsSubfoldersAndNotWhatIsDoneInThem() throws IOException {
        option("recursive: \"true\"");
        home.start();
        Path first = home.drop(NAME + "/store-1/today", "a.csv", file("A"));
        awaitGone(first);
        assertThat(first.resolveSibling("done/a.csv")).exists();

        Path second = home.drop(NAME, "b.csv", file("B"));

        awaitGone(second);
        assertThat(first.resolveSibling("done/a.csv")).exists();
        assertThat(first.resolveSibling("done/done")).doesNotExist();
        assertThat(home.inlet().counts().requests()).isEqualTo(2);
    }

    @Test
    void readsTheOldestFileFirstWhereTheRouteAsksForIt() throws IOException {
        option("sortBy: file:modified");
        for (String name : List.of("b", "c", "a")) {
            Path file = home.drop(NAME, name + ".csv", file(name));
            Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2024-05-29T10:00:00Z").plusSeconds("bca".indexOf(name))));
        }

        home.start();

        await().atMost(Duration.ofSeconds(30)).until(() -> home.isInboxEmpty(NAME));
        assertThat(begun("b")).isBeforeOrEqualTo(begun("c"));
        assertThat(begun("c")).isBeforeOrEqualTo(begun("a"));
    }

    @Test
    void readsTheSmallestFileFirstWhereTheRouteAsksForIt() throws IOException {
        option("sortBy: file:length");
        home.drop(NAME, "a.csv", file("a") + row("a2") + row("a3"));
        home.drop(NAME, "b.csv", file("b"));
        home.drop(NAME, "c.csv", file("c") + row("c2"));

        home.start();

        await().atMost(Duration.ofSeconds(30)).until(() -> home.isInboxEmpty(NAME));
        assertThat(begun("b")).isBeforeOrEqualTo(begun("c"));
        assertThat(begun("c")).isBeforeOrEqualTo(begun("a"));
    }

    @Test
    void goesOnWhenAFolderVanishesAndReturns() throws IOException {
        home.start();
        awaitGone(home.drop(NAME, "a.csv", file("A")));
        try (Stream<Path> all = Files.walk(home.inbox(NAME))) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }

        Path returned = home.drop(NAME, "b.csv", file("B"));

        awaitGone(returned);
        assertThat(returned.resolveSibling("done/b.csv")).exists();
        assertThat(home.inlet().counts().accepted()).isEqualTo(2);
    }

    @Test
    void goesOnWithOthersWhenAFileIsDeletedWhileItIsRead() throws IOException {
        home.start();
        home.inlet().fault(Fault.parse("503"));
        StringBuilder rows = new StringBuilder(HEADING);
        Stream.iterate(0, row -> row + 1).limit(500).forEach(row -> rows.append(row("LS-" + row)));
        Path deleted = home.drop(NAME, "a.csv", rows.toString());
        await().until(home::isHeld);

        Files.delete(deleted);

        home.inlet().mend();
        awaitGone(home.drop(NAME, "b.csv", file("B")));
        assertThat(home.inlet().counts().accepted()).isEqualTo(501);
        assertThat(home.deadLetters()).isEmpty();
        assertThat(deleted.resolveSibling("done/a.csv")).doesNotExist();
    }

    /** Rows behind the place where reading ended would go to done/ unread. */
    @Test
    void readsAFileAgainThatGrewWhileItWasRead() throws IOException {
        home.start();
        home.inlet().fault(Fault.parse("503"));
        Path grown = home.drop(NAME, "a.csv", file("A"));
        await().until(home::isHeld);

        Files.writeString(grown, row("B"), StandardOpenOption.APPEND);

        home.inlet().mend();
        awaitGone(grown);
        assertThat(received()).containsExactlyInAnyOrder("A", "B");
        assertThat(Files.readString(grown.resolveSibling("done/a.csv.receipt.txt"))).contains("read      2").contains("accepted  1").contains("skipped   1");
    }

    /** As of a share that answers with errors, or a file that the product may not open. */
    @Test
    void leavesAFileThatCannotBeOpenedAndGoesOnWithOthers() throws IOException {
        Path failing = Path.of("/proc/self/mem");
        org.junit.jupiter.api.Assumptions.assumeTrue(Files.exists(failing), "there is no file here that always fails");
        Files.createSymbolicLink(home.inbox(NAME).resolve("a.csv"), failing);
        home.start();

        awaitGone(home.drop(NAME, "b.csv", file("B")));

        assertThat(home.inbox(NAME).resolve("a.csv")).exists();
        assertThat(home.inbox(NAME).resolve("failed/a.csv")).doesNotExist();
        assertThat(home.inlet().counts().accepted()).isEqualTo(1);
    }

    @Test
    void leavesNoLockFileBesideAFileThatIsRead() throws IOException {
        home.start();
        home.inlet().fault(Fault.parse("503"));
        home.drop(NAME, "a.csv", file("A"));
        await().until(home::isHeld);

        try (Stream<Path> all = Files.list(home.inbox(NAME))) {
            assertThat(all.map(path -> path.getFileName().toString()).filter(name -> !name.equals("WAITING.txt"))).containsExactly("a.csv");
        }
        home.inlet().mend();
        awaitGone(home.inbox(NAME).resolve("a.csv"));
    }

    private void option(String option) throws IOException {
        home.files.edit("routes/loyalty-signup-from-csv.camel.yaml", STRATEGY, option + "\n        " + STRATEGY);
    }

    private void awaitGone(Path file) {
        await().atMost(Duration.ofSeconds(30)).until(() -> !Files.exists(file) && home.routes.filesInProgress().isEmpty());
    }

    /** Files are begun in their order; what is delivered of them may overtake. */
    private Instant begun(String name) throws IOException {
        Path receipt = home.inbox(NAME).resolve("done/" + name + ".csv.receipt.json");
        return Instant.parse(new com.fasterxml.jackson.databind.ObjectMapper().readTree(receipt.toFile()).get("started").asText());
    }

    private List<String> received() {
        return home.inlet().received().stream().map(message -> message.at("/body/xdmEntity/_id").asText()).toList();
    }

    private static String file(String id) {
        return HEADING + row(id);
    }

    private static String row(String id) {
        return id + ",2024-05-29T09:12:44+02:00,Noor,Achterberg,noor@example.org,1984,S,Utrecht,yes\n";
    }
}
