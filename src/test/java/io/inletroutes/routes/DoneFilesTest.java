package io.inletroutes.routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DoneFilesTest {

    @TempDir
    private Path folder;

    /** An inbox on another disk: Files.walk looked at the link alone. */
    @Test
    void searchesAnInboxBehindALink() throws IOException {
        Path done = Files.createDirectories(folder.resolve("share/loyalty-signup/done"));
        Files.writeString(done.resolve("a.csv"), "id,email\n1,ann@x.ch\n2,bob@x.ch\n");
        Path inbox = Files.createSymbolicLink(folder.resolve("inbox"), folder.resolve("share"));

        assertThat(DoneFiles.search(new IntakeFolders(new Home(folder), new DefaultCamelContext(), inbox), "email", "bob@x.ch")).containsExactly(new DoneFiles.Place("a.csv", 3));
    }
}
