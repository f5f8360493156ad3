package io.inletroutes.inlet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.inletroutes.inlet.InletReply.Kind;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.entity.UrlEncodedFormEntity;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.http.message.BasicNameValuePair;

/** Gets the token: the fixed one of the settings, or one for the client's credentials. Reads the secrets anew each time. */
final class TokenIssuer implements Token.Issuer {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LONGEST = 64 * 1024;
    private static final long DEFAULT_LIFE = 3600;
    private static final long FOREVER = TimeUnit.DAYS.toNanos(3650);

    private final InletSettings settings;
    private final InletKeys keys;
    private final CloseableHttpClient client;
    private final InletMetrics metrics;

    TokenIssuer(InletSettings settings, InletKeys keys, CloseableHttpClient client, InletMetrics metrics) {
        this.settings = settings;
        this.keys = keys;
        this.client = client;
        this.metrics = metrics;
    }

    @Override
    public Token.Issued issue() throws Token.TokenException {
        if (settings.auth().kind() == InletSettings.Auth.Kind.FIXED) {
            return new Token.Issued(secret("auth.token"), FOREVER);
        }
        metrics.tokenRequests.increment();
        URI url = settings.auth().tokenUrl();
        HttpPost post = new HttpPost(url);
        post.setEntity(new UrlEncodedFormEntity(List.of(
                new BasicNameValuePair("grant_type", "client_credentials"),
                new BasicNameValuePair("client_id", secret("auth.client-id")),
                new BasicNameValuePair("client_secret", secret("auth.client-secret")),
                new BasicNameValuePair("scope", settings.auth().scopes())), StandardCharsets.UTF_8));
        try {
            Answer answer = client.execute(post, response -> new Answer(response.getCode(), tree(response.getEntity())));
            return read(answer, url);
        } catch (IOException e) {
            InletReply failure = HttpTransport.failure(e, url);
            throw failed(failure.kind() == Kind.BROKEN ? Kind.TOKEN_REFUSED : Kind.TOKEN_LATER, failure.detail().message());
        }
    }

    private Token.Issued read(Answer answer, URI url) throws Token.TokenException {
        String bearer = answer.body == null ? "" : answer.body.path("access_token").asText();
        if (answer.status == 200 && !bearer.isEmpty() && bearer.chars().allMatch(c -> c > ' ' && c < 127)) {
            return new Token.Issued(bearer, TimeUnit.SECONDS.toNanos(Math.max(1, answer.body.path("expires_in").asLong(DEFAULT_LIFE))));
        }
        if (answer.status == 400 || answer.status == 401) {
            String error = answer.body == null ? "" : answer.body.path("error").asText();
            throw failed(Kind.TOKEN_REFUSED, "the token endpoint answers " + answer.status
                    + (error.matches("[a-z_]{1,40}") ? " " + error : "") + ": " + blame(error));
        }
        boolean passing = answer.status == 200 || answer.status == 408 || answer.status == 429 || answer.status >= 500;
        throw failed(passing ? Kind.TOKEN_LATER : Kind.TOKEN_REFUSED, "the token endpoint " + url.getHost() + " answers "
                + (answer.status == 200 ? "without a token" : String.valueOf(answer.status)));
    }

    private String blame(String error) {
        return switch (error) {
            case "invalid_scope" -> keys.full("auth.scopes") + " is wrong";
            case "unauthorized_client" -> keys.full("auth.client-id") + " may not do this";
            default -> keys.full("auth.client-secret") + " or " + keys.full("auth.client-id") + " is wrong";
        };
    }

    private String secret(String key) throws Token.TokenException {
        Optional<String> value = keys.findSecret(key);
        if (value.isEmpty()) {
            throw failed(Kind.TOKEN_REFUSED, keys.full(key) + " has no value, or its file cannot be read");
        }
        return value.get();
    }

    /** Null when the answer is no JSON; its text is not told to anyone. */
    private static JsonNode tree(HttpEntity entity) throws IOException {
        if (entity == null) {
            return null;
        }
        byte[] body = EntityUtils.toByteArray(entity, LONGEST);
        try {
            return JSON.readTree(body);
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            return null;
        }
    }

    private static Token.TokenException failed(Kind kind, String what) {
        return new Token.TokenException(InletReply.failure(kind, what));
    }

    /** A record would show the body in its toString. */
    private static final class Answer {
        private final int status;
        private final JsonNode body;

        private Answer(int status, JsonNode body) {
            this.status = status;
            this.body = body;
        }
    }
}
