package io.inletroutes.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** What goes back to the sender. */
record Answer(int status, Map<String, String> headers, byte[] body) {

    static Answer json(int status, JsonNode body) {
        return new Answer(status, Map.of(), body.toString().getBytes(StandardCharsets.UTF_8));
    }

    static Answer problem(int status, String title, String message) {
        String body = "{\"type\":\"http://ns.adobe.com/adobecloud/problem/data-collection-service/inlet\",\"status\":" + status + ",\"title\":" + quote(title)
                + ",\"report\":{\"message\":" + quote(message) + "}}";
        return new Answer(status, Map.of(), body.getBytes(StandardCharsets.UTF_8));
    }

    private static String quote(String text) {
        return com.fasterxml.jackson.databind.node.TextNode.valueOf(text).toString();
    }

    byte[] head() {
        StringBuilder head = new StringBuilder("HTTP/1.1 ").append(status).append(" x\r\nContent-Type: application/json\r\nContent-Length: ").append(body.length).append("\r\n");
        headers.forEach((name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        return head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
    }
}
