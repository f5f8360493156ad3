package io.inletroutes.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What goes back to the sender. */
record Answer(int status, Map<String, String> headers, byte[] body) {

    private static final String TYPE = "http://ns.adobe.com/adobecloud/problem/data-collection-service/inlet";
    private static final String INVALID = "Invalid XDM Message Format";
    private static final Map<Integer, String> TITLES = Map.of(400, "Bad Request", 401, "Unauthorized", 404, "Not Found", 405, "Method Not Allowed", 413, "Payload Too Large",
            415, "Unsupported Media Type", 429, "Too Many Requests", 500, "Internal Server Error", 501, "Not Implemented", 503, "Service Unavailable");

    static Answer json(int status, JsonNode body) {
        return new Answer(status, Map.of(), body.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** The inlet's problem body. */
    static Answer problem(int status, String message) {
        return json(status, problem(status, TITLES.getOrDefault(status, "Problem"), message));
    }

    /** A message that is not as it should be, in one sentence. */
    static Answer invalid(String message) {
        return json(400, problem(400, INVALID, message));
    }

    /** The verdict of a synchronous validation: each violation with its place. */
    static Answer verdict(List<Violation> violations) {
        ObjectNode problem = problem(400, INVALID, "Message is not valid: " + Violation.summary(violations, Violation::answered));
        ObjectNode whole = ((ObjectNode) problem.get("report")).putObject("cause").putArray("_streamingValidation").addObject().put("pointerToViolation", "#");
        ArrayNode causes = whole.putArray("causingExceptions");
        violations.forEach(violation -> causes.addObject().put("pointerToViolation", violation.pointer()).put("keyword", violation.keyword()).put("message", violation.answered()));
        if (violations.size() > 1) {
            whole.put("message", "#: " + violations.size() + " schema violations found");
        }
        return json(400, problem);
    }

    private static ObjectNode problem(int status, String title, String message) {
        ObjectNode problem = JsonNodeFactory.instance.objectNode().put("type", TYPE).put("status", status).put("title", title);
        problem.putObject("report").put("message", message);
        return problem;
    }

    /** The same with one more header. */
    Answer with(String name, String value) {
        Map<String, String> more = new HashMap<>(headers);
        more.put(name, value);
        return new Answer(status, more, body);
    }

    byte[] head() {
        StringBuilder head = new StringBuilder("HTTP/1.1 ").append(status).append(' ').append(TITLES.getOrDefault(status, "Answer"))
                .append("\r\nContent-Type: application/json\r\nContent-Length: ").append(body.length).append("\r\n");
        headers.forEach((name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        return head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
    }
}
