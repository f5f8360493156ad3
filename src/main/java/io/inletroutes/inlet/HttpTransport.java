package io.inletroutes.inlet;

import io.inletroutes.inlet.InletReply.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.EntityUtils;

/** {@link Transport} over Apache HttpClient, which camel-http uses too. */
final class HttpTransport implements Transport {

    private final CloseableHttpClient client;
    private final InletSettings settings;
    private final Waiting waiting;
    private final ReplyReader reader = new ReplyReader();
    private final Set<HttpPost> underWay = ConcurrentHashMap.newKeySet();

    HttpTransport(CloseableHttpClient client, InletSettings settings, Waiting waiting) {
        this.client = client;
        this.settings = settings;
        this.waiting = waiting;
    }

    @Override
    public InletReply send(RequestBody body, Place place, int count, Map<String, String> headers, String bearer) {
        URI url = switch (place) {
            case SINGLE -> settings.single();
            case VALIDATING -> settings.validating().orElseThrow();
            case BATCH -> settings.batch().orElseThrow();
        };
        HttpPost post = new HttpPost(url);
        settings.headers().forEach(post::setHeader);
        post.setHeader("x-gw-ims-org-id", settings.organisation());
        settings.sandbox().ifPresent(sandbox -> post.setHeader("x-sandbox-name", sandbox));
        settings.flow().ifPresent(flow -> post.setHeader("x-adobe-flow-id", flow));
        headers.forEach(post::setHeader);
        if (bearer != null) {
            post.setHeader("Authorization", "Bearer " + bearer);
        }
        underWay.add(post);
        try {
            post.setEntity(settings.batches().gzip() ? RequestEntity.compressed(body) : RequestEntity.of(body));
            return client.execute(post, response -> read(response, place, count, bearer));
        } catch (IOException e) {
            return failure(e, url);
        } finally {
            underWay.remove(post);
        }
    }

    private InletReply read(ClassicHttpResponse response, Place place, int count, String bearer) throws IOException {
        HttpEntity entity = response.getEntity();
        int status = response.getCode();
        try (InputStream in = entity == null ? null : entity.getContent()) {
            return reader.read(status, in, count, place == Place.BATCH, retryAfter(response.getFirstHeader("Retry-After")), bearer);
        } catch (IOException e) {
            if (status != 200 && status != 207) {
                // The status says all that is needed; only words are missing.
                return new InletReply(status, Kind.ANSWER, null, null, null, null, retryAfter(response.getFirstHeader("Retry-After")), bearer);
            }
            return new InletReply(status, Kind.GARBAGE, new InletReply.Detail("the answer was cut off", null), null, null, null, 0, bearer);
        } finally {
            EntityUtils.consumeQuietly(entity);
        }
    }

    private long retryAfter(Header header) {
        if (header == null) {
            return 0;
        }
        Duration asked;
        String value = header.getValue().strip();
        try {
            asked = value.matches("\\d{1,9}") ? Duration.ofSeconds(Long.parseLong(value))
                    : Duration.between(waiting.now(), ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
        } catch (DateTimeException e) {
            return 0;
        }
        Duration most = settings.redelivery().maxRetryAfter();
        return asked.isNegative() ? 0 : (!most.isZero() && asked.compareTo(most) > 0 ? most : asked).toNanos();
    }

    /** Host and kind of failure only: foreign messages may quote anything. */
    static InletReply failure(IOException e, URI url) {
        String host = url.getHost() + (url.getPort() < 0 ? "" : ":" + url.getPort());
        if (e instanceof UnknownHostException) {
            return InletReply.failure(Kind.BROKEN, "the host " + host + " is not known");
        }
        if (e instanceof SSLException && !(e.getCause() instanceof SocketException)) {
            return InletReply.failure(Kind.BROKEN, "no secure connection to " + host + " (" + e.getClass().getSimpleName() + ")");
        }
        String kind = switch (e.getClass().getSimpleName()) {
            case "SocketTimeoutException" -> "no answer in time from ";
            case "HttpHostConnectException", "ConnectException", "ConnectTimeoutException", "NoRouteToHostException" -> "no connection to ";
            case "NoHttpResponseException", "ConnectionClosedException" -> "connection closed without an answer by ";
            default -> "no answer (" + e.getClass().getSimpleName() + ") from ";
        };
        return InletReply.failure(Kind.NO_ANSWER, kind + host);
    }

    @Override
    public void abort() {
        underWay.forEach(HttpPost::cancel);
    }

    @Override
    public void close() {
        client.close(org.apache.hc.core5.io.CloseMode.GRACEFUL);
    }
}
