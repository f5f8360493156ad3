package io.inletroutes.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LastVersionTest {

    @TempDir
    private Path data;

    @Test
    void tellsOfAnotherVersionAtItsFirstStartAlone() throws IOException {
        assertThat(LastVersion.note(data, "0.1.0")).isEmpty();
        assertThat(LastVersion.note(data, "0.1.0")).isEmpty();

        assertThat(LastVersion.note(data, "0.2.0")).contains("0.2.0, and it was 0.1.0 before; what changed stands in changes.md");
        assertThat(LastVersion.note(data, "0.2.0")).isEmpty();
    }
}
