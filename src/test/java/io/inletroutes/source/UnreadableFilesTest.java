package io.inletroutes.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnreadableFilesTest {

    @TempDir
    Path folder;

    @Test
    void refusesAnArchiveThatWasNotCopiedToItsEnd() throws IOException {
        Path file = Files.write(folder.resolve("a.csv.gz"), new byte[] {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 1, 2});

        assertThat(refusal(file, "auto")).isEqualTo("a.csv.gz: the archive is damaged or was not copied to its end");
    }

    @Test
    void refusesToChooseBetweenTwoDelimitersThatFitAlike() throws IOException {
        Path file = Files.writeString(folder.resolve("a.csv"), "id;price, net\n1;1,5\n");

        assertThat(refusal(file, "auto")).isEqualTo("a.csv:1: more than one of , ; tab | could be the delimiter");
    }

    @Test
    void refusesWindowsCharactersReadAsIso() throws IOException {
        Path file = Files.write(folder.resolve("a.csv"), "id\n\u0080\n".getBytes(StandardCharsets.ISO_8859_1));

        assertThat(refusal(file, "ISO-8859-1")).isEqualTo("a.csv:2: the file holds characters that ISO-8859 has none for");
    }

    private static String refusal(Path file, String encoding) {
        ReadOptions options = ReadOptions.DEFAULT.with(encoding, null, null);
        return catchThrowableOfType(UnreadableFileException.class, () -> SourceFile.open(file, options).close()).problem().firstLine();
    }
}
