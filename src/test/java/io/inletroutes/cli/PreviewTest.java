package io.inletroutes.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code new}, {@code init}, {@code preview} and {@code check}, one after the other, as the README says. */
class PreviewTest {

    @TempDir
    private Path folder;
    private Path home;
    private Path events;
    private StringWriter out = new StringWriter();
    private StringWriter err = new StringWriter();

    @BeforeEach
    void draftAMapping() throws IOException {
        home = Files.createDirectories(folder.resolve("home/routes")).getParent();
        events = Files.writeString(folder.resolve("events.csv"), """
                email,first_name,birth_year,timestamp,colour
                ann@example.org,Ann,1984,2024-05-29T18:30:00Z,red
                ben@example.org,Ben,later,2024-05-29T18:31:00Z,blue
                cem@example.org,Cem,1990,2024-05-29T18:32:00+02:00,green
                """);
        Path preview = folder.resolve("copied.json");
        try (InputStream copied = PreviewTest.class.getResourceAsStream("preview.json")) {
            Files.copy(copied, preview);
        }
        int code = run("init", "signup", "--preview", preview.toString(), "--sample", events.toString());
        assertThat(code).as(out + " " + err).isEqualTo(1);
        assertThat(out.toString()).contains("2 leaves to look at:\n").contains("  /body/xdmEntity/_acme/birthYear  $.birth_year\n    1 of 3 events hold no number there\n");
        out = new StringWriter();
    }

    @Test
    void saysThatAFileHoldsNoEvent() throws IOException {
        Path empty = Files.writeString(folder.resolve("empty.csv"), "email,first_name,birth_year,timestamp\n");

        int code = run("preview", "signup", empty.toString());

        assertThat(code).isZero();
        assertThat(out.toString()).isEmpty();
        assertThat(err.toString()).contains("empty.csv holds no event\n");
    }

    @Test
    void comparesWithThePreviewOfTheInletThatIsDeliveredTo() throws IOException {
        Path own = home.resolve("mappings/signup");
        String preview = Files.readString(own.resolve("preview.json"));
        Files.writeString(own.resolve("preview.default.json"), preview.replace("\"msgVersion\": \"1.0\"", "\"msgVersion\": \"1.1\""));
        Files.writeString(own.resolve("preview.other.json"), preview.replace("\"msgVersion\": \"1.0\"", "\"msgVersion\": \"1.2\""));

        run("preview", "signup", events.toString(), "--rows", "2", "--diff");
        run("preview", "signup", events.toString(), "--rows", "2", "--diff", "--inlet", "other");

        assertThat(out.toString()).contains("~ /header/msgVersion  \"1.1\" -> \"1.0\"").contains("~ /header/msgVersion  \"1.2\" -> \"1.0\"");
    }

    @Test
    void fillsEachEventAndNamesThoseItCannotFill() throws IOException {
        int code = run("preview", "signup", events.toString());

        assertThat(code).isEqualTo(1);
        String[] lines = out.toString().split("\n");
        assertThat(lines).hasSize(2);
        JsonNode entity = new ObjectMapper().readTree(lines[0]).at("/body/xdmEntity");
        assertThat(entity.at("/_acme").toString()).isEqualTo("{\"firstName\":\"Ann\",\"birthYear\":1984}");
        assertThat(entity.at("/identityMap").toString()).isEqualTo("{\"Email\":[{\"id\":\"ann@example.org\",\"primary\":true}]}");
        assertThat(err.toString()).contains("event    events.csv, row 3\n  payload  /body/xdmEntity/_acme/birthYear\n")
                .doesNotContain("later").endsWith("1 event refused\n");
    }

    @Test
    void saysWhichPayloadsBreakTheSchema() throws IOException {
        Files.writeString(home.resolve("mappings/signup/schema.json"), """
                {"properties": {"_acme": {"properties": {"birthYear": {"type": "integer", "maximum": 1989}}}}}""");

        int code = run("preview", "signup", events.toString(), "--rows", "4");

        assertThat(code).isEqualTo(1);
        assertThat(out.toString()).hasLineCount(1);
        assertThat(err.toString()).matches("""
                mappings/signup/mapping.json:\\d+: the schema's rule "maximum" is broken
                  event    events.csv, row 4
                  payload  /body/xdmEntity/_acme/birthYear
                  inlet    maximum
                  variable \\$.birth_year, column birth_year
                  fix      see the schema at #/properties/_acme/properties/birthYear/maximum
                1 payload breaks the schema
                """);
    }

    @Test
    void showsTheRowsAskedForAlone() {
        int code = run("preview", "signup", events.toString(), "--rows", "4-");

        assertThat(code).isZero();
        assertThat(out.toString()).hasLineCount(1).contains("cem@example.org").doesNotContain("ann@example.org");
    }

    @Test
    void showsWhatDiffersFromThePreview() {
        run("preview", "signup", events.toString(), "--rows", "2", "--diff");

        assertThat(out.toString()).startsWith("events.csv, row 2\n~ /header/msgId ").contains("~ /body/xdmEntity/_acme/birthYear  10 -> 1984\n")
                .doesNotContain("msgVersion");
    }

    @Test
    void countsHowOftenVariablesAreFilledAndWhichColumnsAreNeverUsed() {
        run("preview", "signup", events.toString(), "--summary");

        assertThat(out.toString()).startsWith("2 payloads, 1 event refused\n").endsWith("never used: colour\n");
    }

    @Test
    void anUnknownMappingIsWrongUse() {
        int code = run("preview", "singup", events.toString());

        assertThat(code).isEqualTo(2);
        assertThat(err.toString()).contains("unknown mapping \"singup\"").contains("did you mean \"signup\"?");
    }

    @Test
    void anUnknownCharacterSetIsWrongUse() {
        int code = run("preview", "signup", events.toString(), "--encoding", "ascii-ish");

        assertThat(code).isEqualTo(2);
        assertThat(err.toString()).startsWith("inlet-routes preview: --encoding: unknown character set \"ascii-ish\"");
    }

    @Test
    void initWritesThreeCasesThatHold() throws IOException {
        int code = run("check");

        assertThat(out.toString()).endsWith("in 1 mapping and 3 cases\n");
        assertThat(new ObjectMapper().readTree(home.resolve("mappings/signup/cases.json").toFile()).get("cases")).extracting(one -> one.get("name").asText())
                .containsExactly("a sample event fills the payload", "a field that the mapping does not name is not sent", "an event without timestamp cannot be sent");
        assertThat(out.toString()).doesNotContain("cases.json");
    }

    @Test
    void initNeverOverwrites() {
        int code = run("init", "signup", "--preview", folder.resolve("copied.json").toString(), "--sample", events.toString());

        assertThat(code).isEqualTo(2);
        assertThat(err.toString()).contains("mappings/signup: is there already, and nothing is overwritten");
    }

    @Test
    void aFolderWithoutRoutesIsNoHome() {
        int code = InletRoutes.execute(new PrintWriter(out, true), new PrintWriter(err, true), "--home", folder.toString(), "check");

        assertThat(code).isEqualTo(2);
        assertThat(err.toString()).startsWith(folder + " is no home: it holds no folder routes/\n  fix      ");
    }

    private int run(String... arguments) {
        String[] all = new String[arguments.length + 2];
        all[0] = "--home";
        all[1] = home.toString();
        System.arraycopy(arguments, 0, all, 2, arguments.length);
        return InletRoutes.execute(new PrintWriter(out, true), new PrintWriter(err, true), all);
    }
}
