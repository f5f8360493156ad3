package io.inletroutes.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file whose bytes were looked at before it is opened is not read once more for that, and only that file. */
class SeenFilesTest {

    private static final String TEXT = "id,name\n1,caf\u00e9\n2,b\n";

    private static final DefaultCamelContext CONTEXT = new DefaultCamelContext();

    @TempDir
    Path folder;

    @BeforeAll
    static void start() {
        CONTEXT.start();
    }

    @AfterAll
    static void stop() {
        CONTEXT.stop();
    }

    @Test
    void readsAFileThatWasSeenToBeUtf8() throws Exception {
        Path file = Files.writeString(folder.resolve("a.csv"), TEXT);

        try (EventReader reader = open(file, new Seen(file))) {
            assertThat(reader.next()).hasSize(2).first().extracting(event -> event.value().get("name").asText()).isEqualTo("caf\u00e9");
        }
    }

    /** It changed since. */
    @Test
    void findsThatAFileSeenToBeUtf8IsNoneAnyMore() throws Exception {
        Path file = Files.write(folder.resolve("a.csv"), TEXT.getBytes(Charset.forName("windows-1252")));

        assertThat(catchThrowableOfType(NotTextException.class, () -> open(file, new Seen(file))).problem().firstLine()).isEqualTo("a.csv:2: byte 14 is not UTF-8");
    }

    @Test
    void findsSoFurtherBehindTooWhileItReads() throws Exception {
        String rows = "1,b\n".repeat(50_000);
        Path file = Files.write(folder.resolve("a.csv"), ("id,name\n" + rows + "2,caf\u00e9\n").getBytes(Charset.forName("windows-1252")));

        try (EventReader reader = open(file, new Seen(file))) {
            UnreadableFileException changed = catchThrowableOfType(UnreadableFileException.class, () -> reader.forEachRemaining(chunk -> { }));

            assertThat(changed.problem().firstLine()).startsWith("a.csv:").endsWith(": the file changed while it was read: its bytes are no text any more");
        }
    }

    @Test
    void looksAtAnyOtherFileItself() throws IOException {
        Path seen = Files.writeString(folder.resolve("seen.csv"), TEXT);
        Path other = Files.write(folder.resolve("a.csv"), TEXT.getBytes(Charset.forName("windows-1252")));

        assertThat(catchThrowableOfType(NotTextException.class, () -> open(other, new Seen(seen)))).isNotNull();
    }

    /** A setting may say what the file is in, whatever else its bytes could be. */
    @Test
    void looksAtAFileInAnotherEncodingItself() throws IOException {
        Path file = Files.writeString(folder.resolve("a.csv"), TEXT);
        CsvDataFormat format = new CsvDataFormat();
        format.setEncoding("windows-1252");

        UnreadableFileException refused = catchThrowableOfType(UnreadableFileException.class, () -> open(format, file, new Seen(file)));

        assertThat(refused.problem().firstLine()).isEqualTo("a.csv: csv.encoding says windows-1252, and the file is UTF-8");
    }

    @Test
    void tellsHowTheFileItselfWasRead() throws Exception {
        Path file = Files.writeString(folder.resolve("a.csv"), TEXT);
        Seen reading = new Seen(file);
        CsvDataFormat format = new CsvDataFormat();
        format.setDelimiter(",");

        open(format, file, reading).close();

        assertThat(reading.how.delimiter()).isEqualTo(",");
    }

    private static EventReader open(Path file, FileReading reading) throws Exception {
        return open(new CsvDataFormat(), file, reading);
    }

    private static EventReader open(CsvDataFormat format, Path file, FileReading reading) throws Exception {
        format.start();
        DefaultExchange exchange = new DefaultExchange(CONTEXT);
        exchange.setProperty(FileReading.PROPERTY, reading);
        return (EventReader) format.unmarshal(exchange, file.toFile());
    }

    private static final class Seen implements FileReading {
        private final Path file;
        private ReadOptions how;

        Seen(Path file) {
            this.file = file;
        }

        @Override
        public boolean isUtf8(Path other) {
            return other.equals(file);
        }

        @Override
        public void readAs(ReadOptions options) {
            how = options;
        }

        @Override
        public boolean isSettled(long row) {
            return false;
        }

        @Override
        public Optional<JsonNode> event(String deadLetter) {
            return Optional.empty();
        }
    }
}
