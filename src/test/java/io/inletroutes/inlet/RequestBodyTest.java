package io.inletroutes.inlet;

import static org.assertj.core.api.Assertions.assertThat;

import io.inletroutes.Payload;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestBodyTest {

    @ParameterizedTest
    @CsvSource({"1, 3", "1, 70000", "3, 65520", "3, 65523", "3, 65524", "3, 100000", "200, 1000", "65, 1007", "2, 32761"})
    void writesEachMessageOnceWhateverTheirSizes(int count, int size) throws IOException {
        List<Message> messages = new ArrayList<>();
        StringBuilder expected = new StringBuilder("{\"messages\":[");
        for (int i = 0; i < count; i++) {
            String json = "\"" + "abcdefghij".charAt(i % 10) + "x".repeat(size - 3) + "\"";
            messages.add(new Message(Payload.of(json.getBytes(StandardCharsets.UTF_8)), 0, null));
            expected.append(i == 0 ? "" : ",").append(json);
        }
        RequestBody body = RequestBody.batch(messages);
        ByteArrayOutputStream out = new ByteArrayOutputStream();

        body.writeTo(out);

        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo(expected.append("]}").toString());
        assertThat(body.length()).isEqualTo(out.size());
    }
}
