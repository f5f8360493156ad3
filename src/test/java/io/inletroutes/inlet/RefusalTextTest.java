package io.inletroutes.inlet;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.inletroutes.Payload;
import io.inletroutes.Problem;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RefusalTextTest {

    private static final InletKeys KEYS = new InletKeys("default", key -> java.util.Optional.empty(), java.util.Set::of);
    private static final Payload PAYLOAD = Payload.of(("{\"body\":{\"xdmEntity\":{\"email\":\"ann@example.org\",\"birthYear\":1984,"
            + "\"tier\":\"platinum plus\"}}}").getBytes(StandardCharsets.UTF_8));

    record Case(String name, String said, String told) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Case> cases() throws Exception {
        List<Case> cases = new ArrayList<>();
        try (InputStream in = RefusalTextTest.class.getResourceAsStream("/inlet/refusals.json")) {
            for (JsonNode node : new ObjectMapper().readTree(in)) {
                cases.add(new Case(node.get("name").asText(), node.get("said").asText(), node.get("told").asText()));
            }
        }
        return cases.stream();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void tellsTheInletsWordsWithoutValues(Case c) {
        assertThat(RefusalText.withoutValues(c.said(), PAYLOAD)).isEqualTo(c.told());
    }

    @Test
    void tellsEachViolationOfAProblemBodyWithItsPlace() throws Exception {
        String body = "{\"type\":\"http://ns.adobe.com/x\",\"status\":400,\"title\":\"Invalid XDM Message Format\",\"report\":{\"message\":\"Message is invalid\","
                + "\"cause\":{\"_streamingValidation\":[{\"schemaLocation\":\"#\",\"pointerToViolation\":\"#\",\"causingExceptions\":["
                + "{\"schemaLocation\":\"#\",\"pointerToViolation\":\"#/_id\",\"causingExceptions\":[],\"keyword\":\"type\",\"message\":\"expected type: String, found: Long\"},"
                + "{\"pointerToViolation\":\"#\",\"causingExceptions\":[],\"message\":\"extraneous key [person] is not permitted\"}],"
                + "\"message\":\"2 schema violations found\"}]}}}";

        InletReply reply = new ReplyReader().read(400, new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)), 1, false, 0, null);
        Problem problem = RefusalText.tell(KEYS, PAYLOAD, 400, reply.detail(), "x:1");

        assertThat(problem).hasToString("""
                the inlet refused the event with 400: /_id: expected type: String, found: Long; extraneous key [person] is not permitted
                  payload  /body/xdmEntity/_id
                  xaction  x:1
                  fix      remove that key from mapping.json, or add the field to the schema""");
    }
}
