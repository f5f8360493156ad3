package io.inletroutes.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a pasted preview to a mapping that check is content with, and on to the next preview. */
class InitAndUpdateTest {

    private static final Path CASE = Path.of("src/test/resources/cases/payloads/01-person-facts-csv");

    @TempDir
    Path folder;

    private Path home;
    private String preview;
    private StringWriter out;
    private StringWriter err;

    @BeforeEach
    void makeHome() throws IOException {
        home = folder.resolve("home");
        preview = Files.readString(CASE.resolve("home/mappings/it/preview.json"));
        assertThat(execute("new", home.toString())).isZero();
        Files.writeString(home.resolve("application.properties"), "inlet.url = simulator\ninlet.ims-org-id = 7BF122A65C5B3FE40A494026@AdobeOrg\n");
    }

    @Test
    void makesAMappingThatDiffersFromThePreviewInValuesOnly() throws IOException {
        assertThat(init(preview)).isEqualTo(1);

        assertThat(out.toString().lines().filter(line -> !line.startsWith("    ")).toList()).containsExactly(
                "Made mappings/person/mapping.json, its cases.json with what it makes of the sample today, and routes/person-from-csv.camel.yaml.",
                "4 leaves to look at:",
                "  /header/datasetId",
                "  /body/xdmEntity/_id  $.msg_id",
                "  /body/xdmEntity/_instance_name/person/gender  $.gender?",
                "  /body/xdmEntity/_instance_name/person/emailAddress  $.email",
                "Next:",
                "  inlet-routes --home " + home + " preview person " + CASE.resolve("source.csv") + " --diff",
                "  inlet-routes --home " + home + " check",
                "  inlet-routes --home " + home + " run");
        List<String> changed = new ArrayList<>(lines("mapping.json"));
        changed.removeAll(preview.lines().toList());
        assertThat(changed).map(String::strip).containsExactly("\"$schema\": \"../../schemas/mapping.schema.json\",", "\"msgId\": \"${variable.eventId}\",",
                "\"xactionId\": \"${variable.eventId}\",", "\"_id\": \"$.msg_id\",", "\"timestamp\": \"$.occurred_at\",", "\"id\": \"$.email\"", "\"firstName\": \"$.first_name\",",
                "\"lastName\": \"$.last_name\",", "\"gender\": \"$.gender?\",", "\"birthYear\": \"$.birth_year\",", "\"emailAddress\": \"$.email\"");
        assertThat(lines("preview.json")).isEqualTo(preview.lines().toList());
        assertThat(execute("check", "--home", home.toString())).as(out + "" + err).isZero();
        assertThat(out.toString()).isEqualToIgnoringNewLines("no problems in 1 mapping and 3 cases\n");
    }

    @Test
    void saysWhatItRepairedInThePreviewAndKeepsItAsPasted() throws IOException {
        String pasted = "Here it is:\n```json\n" + preview.strip() + "\n```\n";

        assertThat(init(pasted)).isEqualTo(1);

        assertThat(err.toString()).contains("pasted.json:2:1: warning: a fence around the JSON; read as if it were clean JSON");
        assertThat(Files.readString(home.resolve("mappings/person/preview.json"))).isEqualTo(pasted);
        assertThat(execute("preview", "--home", home.toString(), "person", CASE.resolve("source.csv").toString(), "--diff", "--rows", "2")).isZero();
        assertThat(out.toString()).contains("~ /body/xdmEntity/_instance_name/person/birthYear  10 -> 1984");
    }

    @Test
    void writesNothingWhenThePreviewIsNone() throws IOException {
        assertThat(init(preview.replace("\"birthYear\": 10,", "\"birthYear\": 10,,"))).isEqualTo(2);

        assertThat(err.toString()).isEqualToIgnoringNewLines(folder.resolve("pasted.json") + ":39:37: a key in double quotes is expected here\n  fix      delete the comma, or write a key and its value before it\n");
        assertThat(home.resolve("mappings/person")).doesNotExist();
        assertThat(home.resolve("routes/person-from-csv.camel.yaml")).doesNotExist();
    }

    @Test
    void overwritesNothing() throws IOException {
        init(preview);

        assertThat(init(preview)).isEqualTo(2);

        assertThat(err.toString()).contains("is there already, and nothing is overwritten");
    }

    @Test
    void bringsAMappingUpToANewPreviewAndTouchesNoLeafOfYours() throws IOException {
        init(preview);
        Path mapping = home.resolve("mappings/person/mapping.json");
        Files.writeString(mapping, Files.readString(mapping).replace("\"$.first_name\"", "\"$.first_name ~> trim ~> capitalize\""));
        List<String> before = lines("mapping.json");
        String fresh = preview.replaceFirst("(\\s*)\"gender\": \"string\",", "$0$1\"title\": \"string\",").replace("\"birthYear\": 10", "\"birthYear\": 10.5").replaceFirst("\\s*\"lastName\": \"string\",", "");

        int code = execute("update", "--home", home.toString(), "person", "--preview", write(fresh).toString());

        assertThat(code).isEqualTo(1);
        assertThat(out.toString().lines().toList()).containsExactly(
                "came     /body/xdmEntity/_instance_name/person/title  \"string\"",
                "changed  /body/xdmEntity/_instance_name/person/birthYear  from integer to number",
                "went     /body/xdmEntity/_instance_name/person/lastName  (still in the mapping)",
                "Next: look at these in " + mapping + ", then inlet-routes --home " + home + " check");
        List<String> after = new ArrayList<>(lines("mapping.json"));
        assertThat(after).containsAll(before).hasSize(before.size() + 1);
        after.removeAll(before);
        assertThat(after).map(String::strip).containsExactly("\"title\": \"string\",");
        assertThat(execute("check", "--home", home.toString())).isEqualTo(1);
        assertThat(out.toString().lines().filter(line -> !line.startsWith(" ")).toList()).containsExactly(
                "mappings/person/mapping.json:37:21: warning: the preview has no key \"lastName\" here",
                "mappings/person/mapping.json:39:30: a sample value of the preview is left over",
                "1 problem, 1 warning in 1 mapping and 0 cases");
    }

    private int init(String pasted) throws IOException {
        return execute("init", "--home", home.toString(), "person", "--preview", write(pasted).toString(), "--sample", CASE.resolve("source.csv").toString());
    }

    private Path write(String text) throws IOException {
        return Files.writeString(folder.resolve("pasted.json"), text);
    }

    private List<String> lines(String file) throws IOException {
        return Files.readAllLines(home.resolve("mappings/person").resolve(file));
    }

    private int execute(String... arguments) {
        out = new StringWriter();
        err = new StringWriter();
        return InletRoutes.execute(new PrintWriter(out, true), new PrintWriter(err, true), arguments);
    }
}
