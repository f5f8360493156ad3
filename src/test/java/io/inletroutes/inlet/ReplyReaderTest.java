package io.inletroutes.inlet;

import static org.assertj.core.api.Assertions.assertThat;

import io.inletroutes.inlet.InletReply.Kind;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReplyReaderTest {

    private static final int EVENTS = 3;
    private static final String USUAL = "{\"inletId\":\"9f2\",\"batchId\":\"1565628583792:1485\",\"receivedTimeMs\":1565628583792,\"responses\":["
            + "{\"xactionId\":\"1565628583792:1485:153:3\"},{\"xactionId\":\"x\"},{\"xactionId\":\"\"}]}";

    private final ReplyReader reader = new ReplyReader();

    @Test
    void readsTheIdsOfABatchThatWasAcceptedWhole() throws IOException {
        InletReply reply = read(USUAL, true);

        assertThat(reply.kind()).isEqualTo(Kind.ANSWER);
        assertThat(reply.batchId()).isEqualTo("1565628583792:1485");
        assertThat(told(reply)).contains("200 1565628583792:1485:153:3 null", "200 x null", "200  null");
    }

    /** The quick way and the parser must not differ in what they say of any answer: a single request's answer is read by the parser alone. */
    @ParameterizedTest
    @ValueSource(strings = {
        USUAL,
        " { \"responses\" : [ {\"xactionId\": \"a\" } , {\"xactionId\":\"b\"},\n{\"xactionId\":\"c\"}\t] , \"batchId\":\"b1\" }\r\n",
        "{\"responses\":[{\"xactionId\":\"a\"},{\"statusCode\":400,\"message\":\"no\"},{\"xactionId\":\"c\"}],\"batchId\":\"late\"}",
        "{\"responses\":[{\"xactionId\":\"a\",\"status\":200},{\"xactionId\":\"b\"},{\"xactionId\":\"c\"}]}",
        "{\"responses\":[{\"xactionId\":\"a\"},{\"xactionId\":\"b\"}]}",
        "{\"responses\":[{\"xactionId\":\"a\"},{\"xactionId\":\"b\"},{\"xactionId\":\"c\"},{\"xactionId\":\"d\"}]}",
        "{\"responses\":[{\"xactionId\":\"\\u00e9\\\"\"},{\"xactionId\":\"é\"},{\"xactionId\":7}]}",
        "{\"responses\":[{\"xactionId\":null},{},{\"xactionId\":\"c\"}]}",
        "{\"responses\":[]}",
        "{\"responses\":{}}",
        "{\"batchId\":\"b\"}",
        "{\"batchId\":\"b\",\"batchId\":\"c\",\"responses\":[],\"responses\":[{\"xactionId\":\"a\"},{\"xactionId\":\"b\"},{\"xactionId\":\"c\"}]}",
        "{\"message\":\"what\",\"responses\":[{\"xactionId\":\"a\"},{\"xactionId\":\"b\"},{\"xactionId\":\"c\"}]}",
        "{\"responses\":[{\"xactionId\":\"a\"},{\"xactionId\":\"b\"},{\"xactionId\":\"c\"}]} {}",
        "{\"responses\":[{\"xactionId\":\"a\"},{\"xactionId\":\"b\"},{\"xactionId\":\"c\"},]}",
        "{\"responses\":[{\"xactionId\":\"a\"},{\"xactionId\":\"b\"},{\"xactionId\":\"c",
        "", "[", "<html>welcome</html>"})
    void readsEveryAnswerToABatchAsTheParserDoes(String body) throws IOException {
        assertThat(told(read(body, true))).isEqualTo(told(read(body, false)));
    }

    @Test
    void readsEveryDamagedAnswerAsTheParserDoes() throws IOException {
        Random random = new Random(7);
        for (int round = 0; round < 5_000; round++) {
            byte[] body = USUAL.getBytes(StandardCharsets.UTF_8);
            for (int flaw = 0; flaw <= random.nextInt(3); flaw++) {
                body[random.nextInt(body.length)] = (byte) "{}[]\",:\\ax0 \n".charAt(random.nextInt(13));
            }
            String damaged = new String(body, 0, random.nextInt(10) == 0 ? random.nextInt(body.length) : body.length, StandardCharsets.UTF_8);

            assertThat(told(read(damaged, true))).as(damaged).isEqualTo(told(read(damaged, false)));
        }
    }

    @Test
    void readsAnAnswerThatIsLongerThanAnyShouldBe() throws IOException {
        String padding = " ".repeat(3 << 20);

        assertThat(told(read(USUAL.replace("\"responses\"", padding + "\"responses\""), true))).isEqualTo(told(read(USUAL, true)));
    }

    private InletReply read(String body, boolean batch) throws IOException {
        return reader.read(207, new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)), EVENTS, batch, 0, null);
    }

    private static List<String> told(InletReply reply) {
        List<String> told = new ArrayList<>(List.of(reply.kind() + " " + reply.batchId() + " " + reply.detail()));
        if (reply.entries() != null) {
            IntStream.range(0, reply.entries().size())
                    .forEach(i -> told.add(reply.entries().status(i) + " " + reply.entries().xactionId(i) + " " + reply.entries().detail(i)));
        }
        return told;
    }
}
