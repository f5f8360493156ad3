package io.inletroutes.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.inletroutes.simulator.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.ProcessorDefinitionHelper;
import org.apache.camel.model.SplitDefinition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Routes that split each chunk once more, so that every row of a file has an exchange of its own. */
class EventsAloneTest {

    private static final int ROWS = 3_000;
    private static final String HEADING = "signup_id,signed_up_at,first_name,last_name,email,birth_year,tier,store,newsletter\n";
    /** Where the shipped route goes on with a chunk. */
    private static final String CHUNK = """
            - to:
                id: loyalty-signup-pass-on
                uri: direct:loyalty-signup-to-inlet
            """;
    private static final String STEPS = """
            - to:
                id: loyalty-signup-fill-payload
                uri: mapping:loyalty-signup
            - to:
                id: loyalty-signup-deliver
                uri: inlet:sample
            """;

    @TempDir
    Path folder;

    private RunningHome home;

    @AfterEach
    void close() throws IOException {
        if (home != null) {
            home.close();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "parallelProcessing: \"true\"", "executorService: \"#chunks\"", "parallelProcessing: \"true\"\nstreaming: \"true\"" })
    void deliverEveryRowTogetherWithOthersAndPutTheFileAway(String options) throws Exception {
        start(options);
        drop("signups.csv", ROWS, -1);

        await().atMost(Duration.ofSeconds(60)).until(() -> Files.exists(home.inbox("loyalty-signup").resolve("done/signups.csv")));

        assertThat(receipt("signups.csv")).contains("read      " + ROWS, "accepted  " + ROWS, "dead      0", "skipped   0");
        assertThat(home.inlet().counts().distinct()).isEqualTo(ROWS);
        assertThat(home.inlet().counts().accepted()).isEqualTo(ROWS);
        assertThat(home.inlet().counts().requests()).isLessThan(ROWS / 10);
    }

    @Test
    void deliverByTheRouteThatThePageShows() throws Exception {
        home = RunningHome.with(folder, "none", RunningHome.QUICK);
        String page = Files.readString(Path.of("src/site/markdown/route-authors.md"));
        String route = page.substring(page.indexOf("# Sign-ups of the tills, each row"));
        Files.writeString(folder.resolve("routes/loyalty-signup-row-by-row.camel.yaml"), route.substring(0, route.indexOf("```")));
        home.start();
        drop("signups.csv", ROWS, -1);

        await().atMost(Duration.ofSeconds(60)).until(() -> Files.exists(home.inbox("loyalty-signup").resolve("done/signups.csv")));

        assertThat(home.inlet().counts().accepted()).isEqualTo(ROWS);
    }

    @Test
    void keepEachRefusedRowWithItsPlaceAndDeliverTheRest() throws Exception {
        start("");
        home.inlet().fault(Fault.parse("partial 100"));
        drop("signups.csv", ROWS, 17);

        await().atMost(Duration.ofSeconds(60)).until(() -> Files.exists(home.inbox("loyalty-signup").resolve("done/signups.csv")));

        List<JsonNode> letters = home.deadLetters();
        List<String> rejected = Files.readAllLines(home.inbox("loyalty-signup").resolve("rejected/signups.csv"));
        assertThat(rejected).hasSize(letters.size() + 1).anyMatch(row -> row.contains("LS-17,") && row.contains(",19,")); // the heading is row 1
        assertThat(letters).anySatisfy(letter -> assertThat(letter.path("reason").asText()).contains("has no value"));
        assertThat(home.inlet().counts().distinct()).isEqualTo(ROWS - letters.size());
        assertThat(receipt("signups.csv")).contains("read      " + ROWS, "accepted  " + (ROWS - letters.size()), "dead      " + letters.size());
    }

    @Test
    void skipWhatWasAcceptedBefore() throws Exception {
        start("");
        drop("first.csv", 500, -1);
        await().atMost(Duration.ofSeconds(60)).until(() -> Files.exists(home.inbox("loyalty-signup").resolve("done/first.csv")));

        drop("second.csv", 700, -1);
        await().atMost(Duration.ofSeconds(60)).until(() -> Files.exists(home.inbox("loyalty-signup").resolve("done/second.csv")));

        assertThat(receipt("second.csv")).contains("read      700", "accepted  200", "skipped   500");
        assertThat(home.inlet().counts().accepted()).isEqualTo(700);
    }

    @Test
    void goOnAfterAStopWhileTheInletIsAway() throws Exception {
        start("");
        home.inlet().fault(Fault.parse("503"));
        drop("signups.csv", ROWS, -1);
        await().atMost(Duration.ofSeconds(30)).until(home::isHeld);

        home.stop();
        assertThat(home.inbox("loyalty-signup").resolve("signups.csv")).exists();
        home.inlet().mend();
        home = home.again().start();

        await().atMost(Duration.ofSeconds(60)).until(() -> Files.exists(home.inbox("loyalty-signup").resolve("done/signups.csv")));
        assertThat(home.inlet().counts().distinct()).isEqualTo(ROWS);
        assertThat(home.deadLetters()).isEmpty();
    }

    @Test
    void shareTheThreadsOfTheirChunksInTheRouteThatIsReachedByDirect() throws Exception {
        home = RunningHome.with(folder, "loyalty-signup-from-csv", RunningHome.QUICK);
        home.files.edit("routes/loyalty-signup-from-csv.camel.yaml", STEPS.indent(8), each("parallelProcessing: \"true\"", STEPS).indent(8));
        home.start();
        drop("signups.csv", ROWS, -1);

        await().atMost(Duration.ofSeconds(60)).until(() -> Files.exists(home.inbox("loyalty-signup").resolve("done/signups.csv")));

        assertThat(split("loyalty-signup-to-inlet").getExecutorService()).isEqualTo("#chunks");
        assertThat(home.inlet().counts().accepted()).isEqualTo(ROWS);
    }

    @Test
    void areLeftOneAfterTheOtherWhereTheRouteSaysSo() throws Exception {
        start("parallelProcessing: \"false\"");
        drop("signups.csv", 40, -1);

        await().atMost(Duration.ofSeconds(60)).until(() -> Files.exists(home.inbox("loyalty-signup").resolve("done/signups.csv")));

        assertThat(split("loyalty-signup-from-csv").getExecutorService()).isNull();
        assertThat(home.inlet().counts().accepted()).isEqualTo(40);
    }

    /** @param options of the split, one a line */
    private void start(String options) throws IOException {
        home = RunningHome.with(folder, "loyalty-signup-from-csv", RunningHome.QUICK);
        home.files.edit("routes/loyalty-signup-from-csv.camel.yaml", CHUNK.indent(14), each(options, CHUNK).indent(14));
        home.start();
    }

    private static String each(String options, String steps) {
        return "- split:\n" + ("id: each-row\n" + (options.isEmpty() ? "" : options + "\n") + "expression:\n  simple:\n    expression: \"${body}\"\nsteps:\n" + steps.indent(2)).indent(4);
    }

    private SplitDefinition split(String route) {
        return ProcessorDefinitionHelper.filterTypeInOutputs(((ModelCamelContext) home.routes.context()).getRouteDefinition(route).getOutputs(), SplitDefinition.class).stream()
                .filter(split -> "each-row".equals(split.getId())).findFirst().orElseThrow();
    }

    /** @param without number of the row that has no e-mail address, -1 for none */
    private void drop(String file, int rows, int without) throws IOException {
        StringBuilder text = new StringBuilder(HEADING);
        IntStream.range(0, rows).forEach(row -> text.append("LS-").append(row).append(",2024-05-29T09:12:44+02:00,Noor,Achterberg,")
                .append(row == without ? "" : "noor" + row + "@example.org").append(",1984,S,Utrecht,yes\n"));
        home.drop("loyalty-signup", file, text.toString());
    }

    private String receipt(String file) throws IOException {
        return Files.readString(home.inbox("loyalty-signup").resolve("done/" + file + ".receipt.txt"));
    }
}
