package io.inletroutes.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProgressFileTest {

    private static final RunHead RUN = new RunHead(7, "r", "Bestellungen – März.csv", "f1", Samples.NOW, null);
    private static final int RECORD = 48;

    @TempDir
    Path folder;

    @Test
    void saysWhoseProgressItIs() throws IOException {
        ProgressFile.begin(folder.resolve("p.rows"), RUN).close();

        assertThat(ProgressFile.head(folder.resolve("p.rows"))).contains(RUN);
        assertThat(ProgressFile.head(folder.resolve("none.rows"))).isEmpty();
    }

    /** The head is written before the file has its name; behind it, a kill may end the file at any byte. */
    @Test
    void knowsEveryWholeRecordAndInventsNoneWhereverAKillCutIt() throws IOException {
        Path file = folder.resolve("p.rows");
        long head;
        try (ProgressFile progress = ProgressFile.begin(file, RUN)) {
            head = Files.size(file);
            for (int chunk = 0; chunk < 5; chunk++) {
                progress.append(chunk * 10 + 2, chunk * 10 + 11, 10, 0, 0);
            }
        }
        byte[] bytes = Files.readAllBytes(file);
        for (int length = 0; length <= bytes.length; length++) {
            Files.write(file, Arrays.copyOf(bytes, length));
            Optional<RunHead> whose = ProgressFile.head(file);
            assertThat(whose.isPresent()).isEqualTo(length >= head);
            if (whose.isPresent()) {
                long whole = (length - head) / RECORD;

                assertThat(settled(file)).hasSize((int) whole).allMatch(row -> row % 10 == 2);
                try (ProgressFile progress = ProgressFile.open(file)) {
                    progress.read((first, last, accepted, dead, skipped) -> { });
                    progress.append(1_002, 1_003, 2, 0, 0);
                }
                assertThat(settled(file)).hasSize((int) whole + 1).endsWith(1_002L);
            }
        }
    }

    @Test
    void stopsAtARecordThatIsDamaged() throws IOException {
        Path file = folder.resolve("p.rows");
        try (ProgressFile progress = ProgressFile.begin(file, RUN)) {
            progress.append(2, 11, 10, 0, 0);
            progress.append(12, 21, 10, 0, 0);
        }
        byte[] bytes = Files.readAllBytes(file);
        for (int at = bytes.length - RECORD; at < bytes.length; at++) {
            byte[] damaged = bytes.clone();
            damaged[at] ^= 1;
            Files.write(file, damaged);

            assertThat(settled(file)).containsExactly(2L);
        }
        Arrays.fill(bytes, bytes.length - RECORD, bytes.length, (byte) 0);
        Files.write(file, bytes);
        assertThat(settled(file)).containsExactly(2L);
    }

    private static List<Long> settled(Path file) throws IOException {
        List<Long> firsts = new ArrayList<>();
        try (ProgressFile progress = ProgressFile.open(file)) {
            progress.read((first, last, accepted, dead, skipped) -> firsts.add(first));
        }
        return firsts;
    }
}
