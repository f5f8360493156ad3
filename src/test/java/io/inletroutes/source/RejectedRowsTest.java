package io.inletroutes.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.inletroutes.Event;
import io.inletroutes.Row;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RejectedRowsTest {

    @TempDir
    Path folder;

    @Test
    void givesRefusedRowsBackByteForByte() throws IOException {
        Path original = write("a.csv", "\uFEFFid;phone;\"na\"\"me\"\r\n1;+41 79;\"x;\ny\"\r\n\r\n2;=1+1;\"z\"\r\n3;;\r\n", StandardCharsets.UTF_8);

        RejectedRows.write(original, ReadOptions.DEFAULT, List.of(new Rejection(2, "=phone: wrong", "d-1"), new Rejection(4, "name: \"bad\"; id: bad", "d-2")).iterator(),
                folder.resolve("r.csv"));

        assertThat(Files.readString(folder.resolve("r.csv"))).isEqualTo("\uFEFF_reason;_row;_dead_letter;id;phone;\"na\"\"me\"\r\n"
                + "'=phone: wrong;2;d-1;1;+41 79;\"x;\ny\"\r\n\"name: \"\"bad\"\"; id: bad\";4;d-2;2;=1+1;\"z\"\r\n");
    }

    @Test
    void keepsTextBehindAClosingQuoteAndAQuoteThatIsNeverClosed() throws IOException {
        Path original = write("a.csv", "_row,id,name\n7,,\"a\"b\n8,2,\"open,3\n4,5\n", StandardCharsets.UTF_8);

        RejectedRows.write(original, ReadOptions.DEFAULT, List.of(new Rejection(2, "r", "d-1"), new Rejection(3, "r", "d-2")).iterator(), folder.resolve("r.csv"));

        assertThat(Files.readString(folder.resolve("r.csv"))).isEqualTo("_reason,_row,_dead_letter,id,name\nr,2,d-1,,\"a\"b\nr,3,d-2,2,\"open,3\n4,5\n");
    }

    @Test
    void keepsARowThatWasTooLongToBeReadToItsEnd() throws IOException {
        String rest = "x".repeat(400_000);
        Path original = write("a.csv", "id,name\n1,\"" + rest, StandardCharsets.UTF_8);
        ReadOptions oneKb = new ReadOptions("auto", "auto", "auto", 1_000, 1, 200, null);

        RejectedRows.write(original, oneKb, List.of(new Rejection(2, "r", "d-1")).iterator(), folder.resolve("r.csv"));

        assertThat(Files.readString(folder.resolve("r.csv"))).isEqualTo("_reason,_row,_dead_letter,id,name\nr,2,d-1,1,\"" + rest);
    }

    @Test
    void writesNoSecondMarkIntoUtf16() throws IOException {
        Path original = write("a.csv", "id,name\n1,Ann\n", StandardCharsets.UTF_16BE);
        ReadOptions utf16 = ReadOptions.DEFAULT.with("UTF-16", null, null);

        RejectedRows.write(original, utf16, List.of(new Rejection(2, "r", "d-1")).iterator(), folder.resolve("r.csv"));

        assertThat(Files.readString(folder.resolve("r.csv"), StandardCharsets.UTF_16BE)).isEqualTo("_reason,_row,_dead_letter,id,name\nr,2,d-1,1,Ann\n");
    }

    @Test
    void readsARejectedFileAgainAsTheSameEventsThatMendTheirDeadLetters() throws IOException {
        Path original = write("a.csv", "id,name\n1,Ann\n2,\n", StandardCharsets.UTF_8);
        RejectedRows.write(original, ReadOptions.DEFAULT, List.of(new Rejection(3, "name: empty", "d-7")).iterator(), folder.resolve("r.csv"));

        List<Event> events = read(folder.resolve("r.csv"), ReadOptions.DEFAULT);

        assertThat(events).hasSize(1);
        assertThat(events.get(0).value()).hasToString("{\"id\":\"2\",\"name\":\"\"}");
        assertThat(((Row) events.get(0)).deadLetter()).contains("d-7");
        assertThat(events.get(0).raw()).isEqualTo(read(original, ReadOptions.DEFAULT).get(1).raw());
    }

    /** A packed file came back as plain text under the packed name, which nothing opened. */
    @Test
    void packsRefusedRowsAsTheirFileWas() throws IOException {
        String text = "id,name\n1,Ann\n2,\n";
        ByteArrayOutputStream gzipped = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(gzipped)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(zipped)) {
            zip.putNextEntry(new ZipEntry("a.csv"));
            zip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        String expected = "_reason,_row,_dead_letter,id,name\nname: empty,3,d-7,2,\n";

        RejectedRows.write(Files.write(folder.resolve("a.csv.gz"), gzipped.toByteArray()), ReadOptions.DEFAULT, List.of(new Rejection(3, "name: empty", "d-7")).iterator(), folder.resolve("r.csv.gz"));
        RejectedRows.write(Files.write(folder.resolve("a.zip"), zipped.toByteArray()), ReadOptions.DEFAULT, List.of(new Rejection(3, "name: empty", "d-7")).iterator(), folder.resolve("r.zip"));

        try (InputStream gzip = new GZIPInputStream(Files.newInputStream(folder.resolve("r.csv.gz"))); ZipInputStream zip = new ZipInputStream(Files.newInputStream(folder.resolve("r.zip")))) {
            assertThat(new String(gzip.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo(expected);
            assertThat(zip.getNextEntry().getName()).isEqualTo("r.csv");
            assertThat(new String(zip.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo(expected);
        }
        assertThat(((Row) read(folder.resolve("r.zip"), ReadOptions.DEFAULT).get(0)).deadLetter()).contains("d-7");
    }

    @Test
    void rewritesTheColumnsOfAnEarlierRejectedFile() throws IOException {
        Path original = write("a.csv", "_reason,_row,_dead_letter,id,name\nold,3,d-7,2,\"B,b\"\n", StandardCharsets.UTF_8);

        RejectedRows.write(original, ReadOptions.DEFAULT, List.of(new Rejection(2, "new", "d-8")).iterator(), folder.resolve("r.csv"));

        assertThat(Files.readString(folder.resolve("r.csv"))).isEqualTo("_reason,_row,_dead_letter,id,name\nnew,2,d-8,2,\"B,b\"\n");
    }

    @Test
    void readsWhatASpreadsheetSavedInAnotherEncodingAndWithAnotherDelimiter() throws IOException {
        Path saved = write("r.csv", "id;_reason;name;_dead_letter;_row\r\n2;weg;Müller;d-7;3\r\n", Charset.forName("windows-1252"));

        List<Event> events = read(saved, ReadOptions.DEFAULT.with("windows-1252", null, null));

        assertThat(events.get(0).value()).hasToString("{\"id\":\"2\",\"name\":\"Müller\"}");
        assertThat(((Row) events.get(0)).deadLetter()).contains("d-7");
    }

    @Test
    void givesBrokenJsonLinesBackAsTheyStood() throws IOException {
        Path original = write("a.jsonl", "{\"a\":1}\n{\"a\":\n{\"a\":3}\n", StandardCharsets.UTF_8);

        RejectedRows.write(original, ReadOptions.DEFAULT, List.of(new Rejection(2, "the JSON ends too early", "d-1"), new Rejection(3, "a: wrong", "d-2")).iterator(),
                folder.resolve("r.jsonl"));

        assertThat(Files.readString(folder.resolve("r.jsonl"))).isEqualTo("{\"a\":\n{\"a\":3}\n");
        assertThat(Files.readAllLines(folder.resolve("r.jsonl.reasons.jsonl"))).hasSize(2);
    }

    private Path write(String name, String text, Charset charset) throws IOException {
        return Files.write(folder.resolve(name), text.getBytes(charset));
    }

    private static List<Event> read(Path file, ReadOptions options) throws IOException {
        List<Event> events = new ArrayList<>();
        try (EventReader reader = SourceFile.open(file, options)) {
            reader.forEachRemaining(events::addAll);
        }
        return events;
    }
}
