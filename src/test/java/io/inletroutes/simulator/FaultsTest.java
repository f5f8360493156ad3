package io.inletroutes.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.inletroutes.SetClock;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an inlet can do wrong, as a sender meets it. */
class FaultsTest {

    private final SetClock clock = new SetClock();
    private Simulator simulator;
    private Client client;

    @BeforeEach
    void start() throws IOException {
        simulator = Simulator.start(SimulatorOptions.any().by(clock));
        client = new Client(simulator);
    }

    @AfterEach
    void stop() throws IOException {
        simulator.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 404, 408, 413, 429, 500, 501, 502, 503, 504})
    void answersAnyStatusWithAProblemBody(int status) throws Exception {
        tell(status + " times 1");

        HttpResponse<String> answer = send("a");

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(Client.json(answer).get("status").asInt()).isEqualTo(status);
        assertThat(simulator.counts().accepted()).isZero();
        assertThat(send("a").statusCode()).isEqualTo(200);
    }

    @Test
    void answersAnAddressItDoesNotLikeWithoutABody() throws Exception {
        tell("403 times 1");

        assertThat(send("a").body()).isEmpty();
    }

    @Test
    void asksForAPauseWhenItIsTooMuch() throws Exception {
        tell("429 retry-after 2 times 3");

        List<String> pauses = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            pauses.add(send("a").headers().firstValue("Retry-After").orElse("none"));
        }

        assertThat(pauses).containsExactly("2", "2", "2", "none");
    }

    @Test
    void isDownForAsLongAsItIsTold() throws Exception {
        tell("503 for 30s");

        int first = send("a").statusCode();
        clock.advance(Duration.ofSeconds(29));
        int second = send("a").statusCode();
        clock.advance(Duration.ofSeconds(1));
        int third = send("a").statusCode();

        assertThat(List.of(first, second, third)).containsExactly(503, 503, 200);
    }

    @Test
    void failsNowAndThen() throws Exception {
        tell("500 every 3");

        List<Integer> answers = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            answers.add(send("a").statusCode());
        }

        assertThat(answers).containsExactly(200, 200, 500, 200, 200, 500);
    }

    @Test
    void refusesSomeMessagesOfABatch() throws Exception {
        tell("partial 2");

        JsonNode responses = Client.json(client.batch(Client.batch("a", "b", "c", "d"))).get("responses");

        assertThat(responses).hasSize(4);
        assertThat(simulator.counts().refused()).isPositive();
        assertThat(simulator.counts().accepted() + simulator.counts().refused()).isEqualTo(4);
        assertThat(responses.findValuesAsText("message")).allMatch("told to refuse every 2. message"::equals).hasSize((int) simulator.counts().refused());
    }

    @Test
    void refusesEveryMessageOfABatchAndAnswers207AllTheSame() throws Exception {
        tell("partial 1");

        HttpResponse<String> answer = client.batch(Client.batch("a", "b"));

        assertThat(answer.statusCode()).isEqualTo(207);
        assertThat(simulator.counts()).isEqualTo(new SimulatorCounts(1, 0, 0, 2));
    }

    @Test
    void answersOneEntryTooFew() throws Exception {
        tell("fewer");

        HttpResponse<String> answer = client.batch(Client.batch("a", "b", "c"));

        assertThat(Client.json(answer).get("responses")).hasSize(2);
        assertThat(simulator.counts().accepted()).isEqualTo(3);
    }

    @Test
    void answersLate() throws Exception {
        tell("slow 600s");

        assertThatThrownBy(this::sendWithoutPatience).isInstanceOf(HttpTimeoutException.class);
        tell("slow 1ms");
        assertThat(send("a").statusCode()).isEqualTo(200);
    }

    @Test
    void doesNotAnswerAtAll() throws Exception {
        tell("hang");

        assertThatThrownBy(this::sendWithoutPatience).isInstanceOf(HttpTimeoutException.class);
        assertThat(simulator.counts()).isEqualTo(new SimulatorCounts(1, 0, 0, 0));
    }

    @Test
    void letsGoOfThoseWhoWaitWhenItEnds() throws Exception {
        tell("hang");
        CompletableFuture<HttpResponse<String>> waiting = HttpClient.newHttpClient().sendAsync(request(Duration.ofSeconds(60)), BodyHandlers.ofString());
        org.awaitility.Awaitility.await().until(() -> simulator.counts().requests() == 1);

        simulator.close();

        assertThatThrownBy(waiting::join).hasRootCauseInstanceOf(IOException.class);
    }

    @ParameterizedTest
    @CsvSource({"cut, 0", "cut-after, 1"})
    void cutsTheConnection(String fault, int accepted) throws Exception {
        tell(fault + " for 10s");

        assertThatThrownBy(() -> send("a")).isInstanceOf(IOException.class);

        assertThat(simulator.counts().distinct()).isEqualTo(accepted);
    }

    @Test
    void answersWhatIsNoJson() throws Exception {
        tell("garbage times 1");

        HttpResponse<String> answer = send("a");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("<html>");
    }

    @Test
    void takesSoManyMessagesASecondAndNoMore() throws Exception {
        tell("limit 3 retry-after 1");

        int two = client.batch(Client.batch("a", "b")).statusCode();
        HttpResponse<String> four = client.batch(Client.batch("c", "d"));
        int three = send("c").statusCode();
        clock.advance(Duration.ofSeconds(1));
        int anew = client.batch(Client.batch("c", "d")).statusCode();

        assertThat(List.of(two, four.statusCode(), three, anew)).containsExactly(207, 429, 200, 207);
        assertThat(four.headers().firstValue("Retry-After")).contains("1");
    }

    @Test
    void doesSeveralThingsWrongAtOnce() throws Exception {
        tell("slow 1ms, 503 every 2, 429 times 1");

        List<Integer> answers = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            answers.add(send("a").statusCode());
        }

        assertThat(answers).containsExactly(429, 503, 200, 503);
    }

    @Test
    void tellsWhichFaultsAreOnAndMendsThem() throws Exception {
        tell("limit 4000, cut-after");

        String on = client.get("/simulator/faults").body();
        String mended = client.send("DELETE", "/simulator/faults", BodyPublishers.noBody()).body();

        assertThat(on).isEqualTo("{\"faults\":[{\"kind\":\"limit\",\"number\":4000},{\"kind\":\"cut-after-accepting\"}]}");
        assertThat(mended).isEqualTo("{\"faults\":[]}");
        assertThat(send("a").statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(value = {"nonsense : is no fault", "partial : partial needs a number; write partial 5", "slow 200 : slow needs a number with its unit; write slow 200ms",
            "limit : limit needs a number; write limit 4000", "503 5 : 503 takes no number; write 503 times 3, or 503 for 30s", "cut, sometimes : \"sometimes\" is no fault",
            "99 : is no fault", "partial 99999999999 : is no fault"}, delimiter = ':', quoteCharacter = '\'')
    void saysHowAFaultIsWritten(String text, String says) throws Exception {
        HttpResponse<String> answer = client.send("POST", "/simulator/faults", BodyPublishers.ofString(text));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(Client.json(answer).at("/report/message").asText()).contains(says);
    }

    private void tell(String fault) throws Exception {
        assertThat(client.send("POST", "/simulator/faults", BodyPublishers.ofString(fault)).statusCode()).isEqualTo(200);
    }

    private HttpResponse<String> send(String id) throws Exception {
        return client.single(Client.message(id));
    }

    private void sendWithoutPatience() throws Exception {
        HttpClient.newHttpClient().send(request(Duration.ofMillis(300)), BodyHandlers.ofString());
    }

    private java.net.http.HttpRequest request(Duration patience) {
        return java.net.http.HttpRequest.newBuilder(URI.create(simulator.url("house").toString())).timeout(patience)
                .headers("Content-Type", "application/json", "x-gw-ims-org-id", Client.HOUSE).POST(BodyPublishers.ofString(Client.message("a").toString())).build();
    }
}
