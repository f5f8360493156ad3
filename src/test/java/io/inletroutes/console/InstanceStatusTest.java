package io.inletroutes.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstanceStatusTest {

    @TempDir
    Path folder;

    private ConsoleHome home;

    @BeforeEach
    void start() throws IOException {
        home = ConsoleHome.start(folder, "");
    }

    @AfterEach
    void stop() throws IOException {
        home.close();
    }

    @Test
    void saysWhatEachRouteDidAndWhereItsEventsComeFrom() throws Exception {
        home.drop("loyalty-signup", "a.csv", """
                signup_id,signed_up_at,first_name,last_name,email,birth_year,tier,store,newsletter
                S-1,2024-05-29T09:12:44+02:00,Noor,Achterberg,noor@example.org,1984,S,Utrecht,yes
                S-2,2024-05-29T09:12:44+02:00,Noor,,noor@example.org,1984,S,Utrecht,yes
                """);

        await().until(() -> route("loyalty-signup-from-csv").path("last").isTextual());
        JsonNode route = route("loyalty-signup-from-csv");

        assertThat(route.path("source").asText()).isEqualTo("inbox/loyalty-signup, names *.csv or *.gz or *.zip");
        assertThat(route.path("accepted").asLong()).isEqualTo(1);
        assertThat(route.path("dead").asLong()).isEqualTo(1);
        assertThat(route("order-placed-from-json").path("last").isNull()).isTrue();
        assertThat(status().path("next").toString()).contains("has 1 dead letter: inlet-routes dead-letters --route loyalty-signup-from-csv says why");
    }

    @Test
    void saysWhichFileCouldNotBeReadAndWhichChangeWasNotTaken() throws Exception {
        home.drop("loyalty-signup", "b c.csv", "number;name\n1;x\n");
        Path orders = folder.resolve("routes/order-placed-from-json.camel.yaml");
        Files.writeString(orders, Files.readString(orders).replace("mapping:order-placed", "mapping:order-placd"));

        await().until(() -> status().path("next").toString().contains("failed/"));
        await().until(() -> !status().path("troubles").isEmpty());

        assertThat(status().at("/failed/0/file").asText()).isEqualTo("inbox/loyalty-signup/failed/b c.csv");
        assertThat(metrics()).contains("inlet_routes_files_failed 1.0");
        assertThat(status().path("next").toString()).contains("a file was put into failed/ within a day", "inbox/loyalty-signup/failed/b c.csv", "name the columns as the mapping does",
                "order-placed-from-json.camel.yaml changed and cannot be taken (broken");
        assertThat(route("order-placed-from-json").path("status").asText()).isEqualTo("idle");
    }

    @Test
    void saysThatAllWasSkippedAsAcceptedBefore() throws Exception {
        String rows = "signup_id,signed_up_at,first_name,last_name,email,birth_year,tier,store,newsletter\n"
                + "S-1,2024-05-29T09:12:44+02:00,Noor,Achterberg,noor@example.org,1984,S,Utrecht,yes\n";
        home.drop("loyalty-signup", "a.csv", rows);
        await().until(() -> route("loyalty-signup-from-csv").path("accepted").asLong() == 1);
        assertThat(status().path("next")).isEmpty();
        home.close();
        Path again = Files.createDirectory(folder.resolve("again"));
        Files.move(folder.resolve("data"), again.resolve("data"));
        home = ConsoleHome.start(again, "");

        home.drop("loyalty-signup", "b.csv", rows);

        await().until(() -> route("loyalty-signup-from-csv").path("skipped").asLong() == 1);
        assertThat(status().path("next").toString()).contains("route loyalty-signup-from-csv skipped all that came since the start (1 event), as accepted before", "at-night/nothing-arrives.md");
        assertThat(page("/")).contains("skipped all that came since the start (1 event)").doesNotContain("Nothing is to be done");
    }

    @Test
    void namesThePauseAsWhatIsToBeEnded() throws Exception {
        home.routes.inlets().pause("sample");

        assertThat(status().path("next").get(0).asText()).isEqualTo("inlet sample is paused: inlet-routes resume sample when the reason for the pause is gone; page: at-night/stop-and-go-on.md");
        await().until(() -> route("loyalty-signup-from-csv").path("status").asText().equals("held")); // routes are asked every moment
    }

    /** The estimate went on growing while nothing moved. */
    @Test
    void tellsNoRemainingTimeWhileAFileIsHeld() throws Exception {
        home.routes.inlets().pause("sample");
        home.drop("loyalty-signup", "a.csv", "signup_id,signed_up_at,first_name,last_name,email,birth_year,tier,store,newsletter\n"
                + "S-1,2024-05-29T09:12:44+02:00,Noor,Achterberg,noor@example.org,1984,S,Utrecht,yes\n");

        await().until(() -> status().at("/files/0/held").asBoolean());

        assertThat(status().at("/files/0/remainingSeconds").isNull()).isTrue();
        assertThat(page("/fragments/files")).contains("held: nothing goes on until").doesNotContain(" left,").doesNotContain("remaining time");
    }

    private String page(String path) throws Exception {
        return HttpClient.newHttpClient().send(HttpRequest.newBuilder(home.url().resolve(path)).build(), HttpResponse.BodyHandlers.ofString()).body();
    }

    private String metrics() throws Exception {
        return HttpClient.newHttpClient().send(HttpRequest.newBuilder(home.url().resolve("/observe/metrics")).build(), HttpResponse.BodyHandlers.ofString()).body();
    }

    private JsonNode route(String id) throws Exception {
        for (JsonNode route : status().path("routes")) {
            if (route.path("route").asText().equals(id)) {
                return route;
            }
        }
        throw new AssertionError(id + " is not in the status");
    }

    private JsonNode status() throws Exception {
        return new ObjectMapper().readTree(HttpClient.newHttpClient().send(HttpRequest.newBuilder(home.url().resolve("/status")).build(), HttpResponse.BodyHandlers.ofString()).body());
    }
}
