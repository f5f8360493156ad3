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
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.HttpClientResponseHandler;

/** {@link Transport} over Apache HttpClient, which camel-http uses too. */
final class HttpTransport implements Transport {

    private final HttpClients clients;
    private final InletSettings settings;
    private final Waiting waiting;
    private final Map<Place, Destination> places = new EnumMap<>(Place.class);
    private final ReplyReader reader = new ReplyReader();
    private final Set<HttpPost> underWay = ConcurrentHashMap.newKeySet();

    HttpTransport(HttpClients clients, InletSettings settings, Waiting waiting) {
        this.clients = clients;
        this.settings = settings;
        this.waiting = waiting;
        boolean direct = clients.direct().isPresent();
        places.put(Place.SINGLE, new Destination(settings.single(), settings, direct));
        settings.validating().ifPresent(url -> places.put(Place.VALIDATING, new Destination(url, settings, direct)));
        settings.batch().ifPresent(url -> places.put(Place.BATCH, new Destination(url, settings, direct)));
    }

    @Override
    public InletReply send(RequestBody body, Place place, int count, Map<String, String> headers, String bearer) {
        Destination destination = places.get(place);
        HttpPost post = destination.post();
        headers.forEach(post::setHeader);
        if (bearer != null) {
            post.setHeader("Authorization", "Bearer " + bearer);
        }
        underWay.add(post);
        try {
            post.setEntity(settings.batches().gzip() ? RequestEntity.compressed(body) : RequestEntity.of(body));
            HttpClientResponseHandler<InletReply> reading = response -> read(response, place, count, bearer);
            return clients.direct().isPresent() ? clients.direct().get().execute(destination.route(), post, reading) : clients.whole().execute(post, reading);
        } catch (CutOff e) {
            return e.reply;
        } catch (IOException e) {
            return failure(e, destination.url());
        } finally {
            underWay.remove(post);
        }
    }

    private InletReply read(ClassicHttpResponse response, Place place, int count, String bearer) throws CutOff {
        HttpEntity entity = response.getEntity();
        int status = response.getCode();
        long retryAfter = retryAfter(response.getFirstHeader("Retry-After"));
        try (InputStream in = entity == null ? null : entity.getContent()) {
            return reader.read(status, in, count, place == Place.BATCH, retryAfter, bearer);
        } catch (IOException e) {
            // Where the status says all that is needed only words are missing.
            throw new CutOff(status != 200 && status != 207 ? new InletReply(status, Kind.ANSWER, null, null, null, null, retryAfter, bearer)
                    : new InletReply(status, Kind.GARBAGE, new InletReply.Detail("the answer was cut off", null), null, null, null, 0, bearer));
        }
    }

    /** There was an answer, but no connection any more by its end. */
    private static final class CutOff extends IOException {
        private static final long serialVersionUID = 1;
        private final transient InletReply reply;

        private CutOff(InletReply reply) {
            this.reply = reply;
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
        clients.whole().close(org.apache.hc.core5.io.CloseMode.GRACEFUL);
    }
}
