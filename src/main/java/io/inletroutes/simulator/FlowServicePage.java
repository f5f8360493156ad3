package io.inletroutes.simulator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The connections of an organisation, as the platform's Flow Service tells them: the simulated inlets, and one that is no inlet. */
final class FlowServicePage {

    static final String PATH = "/data/foundation/flowservice/connections";
    private static final Pattern LIMIT = Pattern.compile("(?:^|&)limit=(\\d{1,6})(?:&|$)");
    private static final Pattern NEXT = Pattern.compile("(?:^|&)continuationToken=from-(\\d{1,6})(?:&|$)");
    private static final int PAGE = 20;
    private static final String HTTP_API = "bc7b00d6-623a-4dfc-9fdb-f1240aeadaeb";

    private final SimulatorOptions options;
    private final Tokens tokens;
    private final Function<String, URI> url;

    /** @param url where an inlet takes messages */
    FlowServicePage(SimulatorOptions options, Tokens tokens, Function<String, URI> url) {
        this.options = options;
        this.tokens = tokens;
        this.url = url;
    }

    Answer answer(HttpRequest request) {
        if (!request.method().equals("GET")) {
            return Answer.problem(405, "connections are only read here").with("Allow", "GET");
        }
        if (!tokens.knows(request)) {
            return refusal(401, "401013", "Oauth token is not valid");
        }
        if (request.header("x-api-key").isEmpty()) {
            return refusal(403, "403000", "Api Key is required");
        }
        String organisation = request.header("x-gw-ims-org-id");
        if (organisation.isEmpty() || options.organisation().isPresent() && !options.organisation().get().equals(organisation)) {
            return refusal(403, "403027", "User region is missing, or the organisation is another");
        }
        if (request.header("x-sandbox-name").isEmpty()) {
            return refusal(400, "400000", "x-sandbox-name is required");
        }
        List<ObjectNode> all = all(request.header("x-sandbox-name"), organisation);
        if (request.path().equals(PATH)) {
            return page(all, request.query());
        }
        String id = request.path().substring(PATH.length() + 1);
        List<ObjectNode> found = all.stream().filter(connection -> connection.get("id").asText().equals(id)).toList();
        return found.isEmpty() ? refusal(404, "404000", "there is no such connection") : page(found, "");
    }

    private static Answer page(List<ObjectNode> all, String query) {
        Matcher limit = LIMIT.matcher(query);
        Matcher next = NEXT.matcher(query);
        int from = next.find() ? Math.min(all.size(), Integer.parseInt(next.group(1))) : 0;
        int to = Math.min(all.size(), from + (limit.find() ? Math.max(1, Integer.parseInt(limit.group(1))) : PAGE));
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        ArrayNode items = answer.putArray("items");
        all.subList(from, to).forEach(items::add);
        ObjectNode links = answer.putObject("_links");
        if (to < all.size()) {
            links.putObject("next").put("href", "/flowservice/connections?limit=" + (to - from) + "&continuationToken=from-" + to);
        }
        return Answer.json(200, answer);
    }

    private List<ObjectNode> all(String sandbox, String organisation) {
        List<ObjectNode> all = new java.util.ArrayList<>();
        for (String inlet : options.inlets()) {
            ObjectNode connection = connection("connection-" + inlet, inlet, sandbox, organisation);
            connection.putObject("connectionSpec").put("id", HTTP_API).put("version", "1.0");
            connection.putObject("auth").put("specName", "Streaming Connection").putObject("params").put("sourceId", inlet).put("inletUrl", url.apply(inlet).toString())
                    .put("authenticationRequired", options.credentials().isPresent()).put("inletId", inlet).put("dataType", "xdm").put("name", inlet);
            all.add(connection);
        }
        ObjectNode other = connection("connection-of-files", "Nightly files", sandbox, organisation);
        other.putObject("auth").put("specName", "Access Key").putObject("params").put("s3AccessKey", "simulated");
        all.add(other);
        return all;
    }

    private static ObjectNode connection(String id, String name, String sandbox, String organisation) {
        return JsonNodeFactory.instance.objectNode().put("id", id).put("name", name).put("sandboxName", sandbox).put("imsOrgId", organisation).put("state", "enabled");
    }

    private static Answer refusal(int status, String code, String message) {
        return Answer.json(status, JsonNodeFactory.instance.objectNode().put("error_code", code).put("message", message));
    }
}
