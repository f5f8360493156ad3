package io.inletroutes.inlet;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.inletroutes.Location;
import io.inletroutes.Problem;
import io.inletroutes.ProblemsException;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.io.entity.EntityUtils;

/**
 * Asks the platform's Flow Service for the streaming connections of an organisation, as the client whose credentials an inlet has:
 * its {@code auth}, {@code ims-org-id}, {@code sandbox-name}, proxy and TLS settings count, its url need not be known yet. Reads alone.
 */
public final class FlowService implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PATH = "/data/foundation/flowservice/connections";
    private static final int LONGEST = 16 << 20;
    private static final String FIRST_SANDBOX = "prod";

    private final InletKeys keys;
    private final URI platform;
    private final InletSettings settings;
    private final CloseableHttpClient client;

    private FlowService(InletKeys keys, URI platform, InletSettings settings, CloseableHttpClient client) {
        this.keys = keys;
        this.platform = platform;
        this.settings = settings;
        this.client = client;
    }

    /**
     * @param name the inlet whose credentials count
     * @throws ProblemsException when settings are missing or wrong
     */
    public static FlowService open(InletComponent inlets, String name) {
        InletKeys keys = inlets.keys(name);
        URI platform = platform(inlets.getCamelContext().getPropertiesComponent().resolveProperty("platform.url").orElse("https://platform.adobe.io"));
        InletSettings settings = new SettingsReader(name, keys, Optional.of(platform)).read();
        if (settings.auth().kind() == InletSettings.Auth.Kind.NONE) {
            throw problem(keys.full("auth.client-id") + " and " + keys.full("auth.client-secret") + " are not set: the platform tells nothing without a token",
                    "set those of a server-to-server credential with the Experience Platform API");
        }
        return new FlowService(keys, platform, settings, HttpClients.create(settings, inlets.tls(), () -> keys.findSecret("proxy.password")).whole());
    }

    private static URI platform(String text) {
        try {
            URI url = URI.create(text.strip().replaceFirst("/+$", ""));
            if (url.getHost() != null && url.getScheme().matches("https?")) {
                return url;
            }
        } catch (IllegalArgumentException e) {
            // said below
        }
        throw problem("platform.url is no http or https URL", "leave it out for https://platform.adobe.io");
    }

    /** The sandbox that is asked about. */
    public String sandbox() {
        return settings.sandbox().orElse(FIRST_SANDBOX);
    }

    /**
     * All streaming connections of the sandbox, in the platform's order.
     *
     * @throws ProblemsException when there is no token, or the platform does not tell
     */
    public List<StreamingConnection> connections() {
        Map<String, String> headers = headers();
        List<StreamingConnection> found = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        String query = "limit=100";
        while (seen.add(query)) {
            JsonNode page = ask(URI.create(platform + PATH + "?" + query), headers);
            page.path("items").forEach(item -> streaming(item).ifPresent(found::add));
            String next = page.at("/_links/next/href").asText();
            // Of the link only the query counts: the token goes nowhere but to platform.url.
            query = next.contains("?") ? next.substring(next.indexOf('?') + 1) : query;
        }
        return found;
    }

    /** What is wrong with an inlet of that name as the platform knows it; empty when events can go there. Never throws for what it finds. */
    public static List<Problem> check(InletComponent inlets, String name) {
        InletKeys keys = inlets.keys(name);
        try (FlowService service = open(inlets, name)) {
            String url = keys.find("url").orElse("");
            String inletId = url.replaceFirst("[?#].*", "").replaceFirst(".*/", "");
            List<StreamingConnection> all = service.connections();
            Optional<StreamingConnection> known = all.stream().filter(one -> one.inletId().equals(inletId)).findFirst();
            if (known.isEmpty()) {
                return List.of(Problem.error(Location.NONE, keys.full("url") + " is none of the " + all.size() + " streaming connections in sandbox " + service.sandbox())
                        .fix("list them by bin/inlet-routes inlets; " + keys.full("sandbox-name") + " says which sandbox"));
            }
            return known.get().state().equals("enabled") ? List.of()
                    : List.of(Problem.error(Location.NONE, "the streaming connection of " + keys.full("url") + " is " + known.get().state()).fix("enable it in the platform"));
        } catch (ProblemsException e) {
            return e.problems();
        }
    }

    private Map<String, String> headers() {
        InletMetrics uncounted = new InletMetrics();
        String bearer;
        try {
            bearer = new TokenIssuer(settings, keys, client, uncounted).issue().bearer();
        } catch (Token.TokenException e) {
            throw problem("no token: " + e.getMessage(), "the credentials are " + keys.full("auth.*") + "; secrets are never shown");
        }
        Optional<String> key = keys.find("headers.x-api-key").or(() -> keys.findSecret("auth.client-id"));
        if (key.isEmpty()) {
            throw problem(keys.full("auth.client-id") + " is not set: the platform asks for it as x-api-key", "set it beside " + keys.full("auth.token"));
        }
        return Map.of("Authorization", "Bearer " + bearer, "x-api-key", key.get(), "x-gw-ims-org-id", settings.organisation(), "x-sandbox-name", sandbox(),
                "Accept", "application/json");
    }

    private JsonNode ask(URI url, Map<String, String> headers) {
        HttpGet get = new HttpGet(url);
        headers.forEach(get::setHeader);
        try {
            return client.execute(get, this::read);
        } catch (JsonProcessingException e) { // its message holds the answer
            throw problem("the platform's answer is no JSON", "is platform.url right, and no page of a proxy in between?");
        } catch (IOException e) {
            throw problem(HttpTransport.failure(e, url).detail().message(), "check the network, inlet.proxy.* and platform.url");
        }
    }

    private JsonNode read(ClassicHttpResponse response) throws IOException {
        int status = response.getCode();
        if (status == 200 && response.getEntity() != null) {
            JsonNode page = JSON.readTree(EntityUtils.toByteArray(response.getEntity(), LONGEST));
            if (page.isObject()) {
                return page;
            }
        }
        EntityUtils.consumeQuietly(response.getEntity());
        throw problem("the platform answers " + status + " to the question for streaming connections", switch (status) {
            case 401 -> "the token is not accepted: do " + keys.full("auth.*") + " belong to this organisation?";
            case 403 -> keys.full("auth.client-id") + " needs the Experience Platform API and a role with access to sandbox " + sandbox() + " of " + keys.full("ims-org-id");
            case 400 -> "is " + keys.full("sandbox-name") + " right? It asked for " + sandbox();
            case 404 -> "is platform.url right?";
            default -> "try again later";
        });
    }

    private static Optional<StreamingConnection> streaming(JsonNode item) {
        JsonNode params = item.at("/auth/params");
        try {
            return params.path("inletUrl").asText().isEmpty() ? Optional.empty()
                    : Optional.of(new StreamingConnection(item.path("id").asText(), item.path("name").asText(params.path("name").asText()), item.path("state").asText(),
                            params.path("inletId").asText(), new URI(params.get("inletUrl").asText()), params.path("dataType").asText()));
        } catch (java.net.URISyntaxException e) {
            return Optional.empty();
        }
    }

    private static ProblemsException problem(String what, String fix) {
        return new ProblemsException(Problem.error(Location.NONE, what).fix(fix));
    }

    @Override
    public void close() {
        client.close(org.apache.hc.core5.io.CloseMode.GRACEFUL);
    }
}
