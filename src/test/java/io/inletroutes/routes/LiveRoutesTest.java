package io.inletroutes.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Routes and mappings that are edited while they run. */
class LiveRoutesTest {

    private static final String FILE = "routes/loyalty-signup-from-csv.camel.yaml";
    private static final String ROW = "signup_id,signed_up_at,first_name,last_name,email,birth_year,tier,store,newsletter\n"
            + "LS-%s,2024-05-29T09:12:44+02:00,Noor,Achterberg,noor@example.org,1984,S,Utrecht,yes\n";

    @TempDir
    Path folder;

    private RunningHome home;

    @BeforeEach
    void start() throws IOException {
        home = RunningHome.with(folder, "loyalty-signup-from-csv", RunningHome.QUICK).start();
    }

    @AfterEach
    void close() throws IOException {
        home.close();
    }

    @Test
    void takesAChangedRouteWithoutARestart() throws IOException {
        home.drop("loyalty-signup", "a.csv", ROW.formatted(1));
        await().atMost(Duration.ofSeconds(30)).until(() -> home.inlet().counts().distinct() == 1);

        home.files.edit(FILE, "{{inbox.directory}}/loyalty-signup", "{{inbox.directory}}/sign-ups");

        home.drop("sign-ups", "b.csv", ROW.formatted(2));
        await().atMost(Duration.ofSeconds(30)).until(() -> home.inlet().counts().distinct() == 2);
    }

    /** The file was blamed for what somebody had just edited. */
    @Test
    void blamesTheEditOfTheMappingForAColumnThatIsMissingSince() throws IOException {
        home.drop("loyalty-signup", "a.csv", ROW.formatted(1));
        await().atMost(Duration.ofSeconds(30)).until(() -> home.inlet().counts().distinct() == 1);
        home.files.edit("mappings/loyalty-signup/mapping.json", "\"lastName\": \"$.last_name\"", "\"lastName\": \"$.surname\"");
        await().atMost(Duration.ofSeconds(30)).until(() -> !home.routes.troubles().isEmpty());

        home.drop("loyalty-signup", "b.csv", ROW.formatted(2));
        await().atMost(Duration.ofSeconds(30)).until(() -> home.isInboxEmpty("loyalty-signup"));

        assertThat(Files.readString(home.inbox("loyalty-signup").resolve("failed/b.csv.reason.txt")).replaceAll("at \\S+Z", "at NOON").replaceAll("json:\\d+:\\d+", "json:LINE")).isEqualTo("""
                b.csv:1: the heading has no column "surname", which the mapping loyalty-signup needs
                  mapping  mappings/loyalty-signup/mapping.json:LINE asks for "surname" since an edit at NOON; before it was $.last_name
                  fix      where the file is right, take the edit of mappings/loyalty-signup/mapping.json:LINE back; else name the columns as the mapping does; the file has: signup_id, signed_up_at, first_name, last_name, email, birth_year, tier, store, newsletter
                Nothing of it was sent.
                """);
        assertThat(home.routes.troubles()).extracting(Trouble::kind).containsExactly(Trouble.Kind.CASES);
        assertThat(home.routes.troubles().get(0).problem().toString()).contains("mapping loyalty-signup is live, and gives something else than", "mappings/loyalty-signup/cases.json:");
    }

    /** Nobody said so after a restart, however often the cases had failed before. */
    @Test
    void saysAfterARestartTooThatTheCasesOfALiveMappingExpectSomethingElse() throws IOException {
        home.stop();
        home.files.edit("mappings/loyalty-signup/mapping.json", "\"lastName\": \"$.last_name\"", "\"lastName\": \"$.last_name ~> uppercase\"");

        home = home.again().start();

        await().atMost(Duration.ofSeconds(30)).until(() -> !home.routes.troubles().isEmpty());
        assertThat(home.routes.troubles().get(0).kind()).isEqualTo(Trouble.Kind.CASES);
        home.files.edit("mappings/loyalty-signup/mapping.json", " ~> uppercase", "");
        await().atMost(Duration.ofSeconds(30)).until(() -> home.routes.troubles().isEmpty());
    }

    @Test
    void leavesTheLastGoodRouteRunningWhenTheChangedOneIsBroken() throws IOException {
        home.files.edit(FILE, "mapping:loyalty-signup", "mapping:loyalty-singup");
        Files.writeString(folder.resolve("routes/second.camel.yaml"), second()); // not taken as long as another file is broken
        home.drop("loyalty-signup", "a.csv", ROW.formatted(1));
        await().atMost(Duration.ofSeconds(30)).until(() -> home.inlet().counts().distinct() == 1);
        assertThat(home.routes.context().getRoute("second")).isNull();
        await().atMost(Duration.ofSeconds(30)).until(() -> home.routes.troubles().stream().anyMatch(trouble -> trouble.about().contains("loyalty-signup-from-csv.camel.yaml")));

        home.files.edit(FILE, "mapping:loyalty-singup", "mapping:loyalty-signup");

        await().atMost(Duration.ofSeconds(30)).until(() -> home.routes.context().getRoute("second") != null);
        assertThat(home.routes.troubles()).isEmpty();
        home.drop("loyalty-signup", "b.csv", ROW.formatted(2));
        await().atMost(Duration.ofSeconds(30)).until(() -> home.inlet().counts().distinct() == 2);
    }

    @Test
    void stopsTheRoutesOfAFileThatIsGone() throws IOException {
        Path second = Files.writeString(folder.resolve("routes/second.camel.yaml"), second());
        await().atMost(Duration.ofSeconds(30)).until(() -> home.routes.context().getRoute("second") != null);

        Files.delete(second);

        await().atMost(Duration.ofSeconds(30)).until(() -> home.routes.context().getRoute("second") == null);
    }

    private static String second() {
        return """
                - route:
                    id: second
                    description: Takes sign-ups that another route hands over.
                    from:
                      uri: direct:second
                      steps:
                        - to:
                            uri: mapping:loyalty-signup
                        - to:
                            uri: inlet:sample
                """;
    }
}
