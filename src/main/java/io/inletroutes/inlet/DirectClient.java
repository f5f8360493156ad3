package io.inletroutes.inlet;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.Locale;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.apache.hc.client5.http.ClientProtocolException;
import org.apache.hc.client5.http.HttpRoute;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.entity.DeflateInputStreamFactory;
import org.apache.hc.client5.http.entity.DecompressingEntity;
import org.apache.hc.client5.http.entity.GZIPInputStreamFactory;
import org.apache.hc.client5.http.entity.InputStreamFactory;
import org.apache.hc.client5.http.impl.ConnectionShutdownException;
import org.apache.hc.client5.http.impl.DefaultClientConnectionReuseStrategy;
import org.apache.hc.client5.http.impl.DefaultConnectionKeepAliveStrategy;
import org.apache.hc.client5.http.io.ConnectionEndpoint;
import org.apache.hc.client5.http.io.HttpClientConnectionManager;
import org.apache.hc.client5.http.io.LeaseRequest;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ConnectionRequestTimeoutException;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.impl.io.HttpRequestExecutor;
import org.apache.hc.core5.http.io.HttpClientResponseHandler;
import org.apache.hc.core5.http.protocol.RequestContent;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/**
 * Sends requests over the connections of an HttpClient, without the steps that HttpClient itself takes around each: there is no proxy, no
 * log-in, no redirect and no cookie here. A file is a thousand requests, which is too few for Java to compile those steps well.
 */
final class DirectClient {

    /** Of an answer, that it can undo. */
    static final String ENCODINGS = "gzip, x-gzip, deflate";

    private final HttpClientConnectionManager connections;
    private final Timeout patience;
    private final ConnectionEndpoint.RequestExecutor executor = new HttpRequestExecutor()::execute;

    /** @param patience with the answer, and with a connection to become free */
    DirectClient(HttpClientConnectionManager connections, Timeout patience) {
        this.connections = connections;
        this.patience = patience;
    }

    /**
     * The connection is used again when the answer was read to its end.
     *
     * @param post with all its headers but those of its entity; it may be cancelled meanwhile
     */
    <T> T execute(HttpRoute route, HttpPost post, HttpClientResponseHandler<T> reading) throws IOException {
        HttpClientContext context = HttpClientContext.create();
        ConnectionEndpoint endpoint = lease(route, post);
        TimeValue keep = null;
        try {
            if (!endpoint.isConnected()) {
                connections.connect(endpoint, null, context);
            }
            if (post.isCancelled()) {
                throw new InterruptedIOException("cancelled"); // while there was no connection to close
            }
            endpoint.setSocketTimeout(patience);
            RequestContent.INSTANCE.process(post, post.getEntity(), context);
            ClassicHttpResponse response = endpoint.execute(null, post, executor, context);
            T read;
            try (HttpEntity entity = decoded(response)) {
                read = reading.handleResponse(response);
            }
            if (DefaultClientConnectionReuseStrategy.INSTANCE.keepAlive(post, response, context)) {
                keep = DefaultConnectionKeepAliveStrategy.INSTANCE.getKeepAliveDuration(response, context);
            }
            return read;
        } catch (HttpException e) {
            throw new ClientProtocolException(e);
        } catch (ConnectionShutdownException e) {
            throw new InterruptedIOException("cancelled");
        } finally {
            if (keep == null) {
                endpoint.close(CloseMode.IMMEDIATE);
            }
            connections.release(endpoint, null, keep);
        }
    }

    /** Its entity, uncompressed, which the response then has too. Null when it has none. */
    private static HttpEntity decoded(ClassicHttpResponse response) {
        HttpEntity entity = response.getEntity();
        String encoding = entity == null ? null : entity.getContentEncoding();
        if (encoding != null) {
            InputStreamFactory decoder = switch (encoding.strip().toLowerCase(Locale.ROOT)) {
                case "gzip", "x-gzip" -> GZIPInputStreamFactory.getInstance();
                case "deflate" -> DeflateInputStreamFactory.getInstance();
                default -> null; // whoever reads it finds no JSON
            };
            if (decoder != null) {
                response.setEntity(new DecompressingEntity(entity, decoder));
            }
        }
        return response.getEntity();
    }

    private ConnectionEndpoint lease(HttpRoute route, HttpPost post) throws IOException {
        LeaseRequest lease = connections.lease(null, route, patience, null);
        post.setDependency(lease);
        try {
            ConnectionEndpoint endpoint = lease.get(patience);
            post.setDependency(() -> {
                endpoint.close(CloseMode.IMMEDIATE);
                return true;
            });
            return endpoint;
        } catch (TimeoutException e) {
            throw new ConnectionRequestTimeoutException();
        } catch (CancellationException | ExecutionException e) {
            lease.cancel();
            throw new InterruptedIOException("no connection to be had");
        } catch (InterruptedException e) {
            lease.cancel();
            Thread.currentThread().interrupt();
            throw new InterruptedIOException();
        }
    }
}
