package io.inletroutes.inlet;

import java.io.IOException;
import java.util.Optional;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.apache.hc.client5.http.auth.AuthScope;
import org.apache.hc.client5.http.auth.UsernamePasswordCredentials;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.config.TlsConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.io.HttpClientConnectionManager;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.http.ssl.TLS;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/**
 * The HTTP client of one inlet: kept-alive connections as many as requests at one time, nothing repeated behind our back.
 *
 * @param whole  for any request; to be closed at the end
 * @param direct over the same connections, for requests of which there are many; empty where they go through a proxy
 */
record HttpClients(CloseableHttpClient whole, Optional<DirectClient> direct) {

    static final String USER_AGENT = "inlet-routes";

    private static final TimeValue IDLE_CHECK = TimeValue.ofSeconds(1);
    private static final TimeValue IDLE_END = TimeValue.ofSeconds(30);
    /** So much of a request can be on its way before the inlet's side confirms it: far away that takes a tenth of a second. */
    private static final int SEND_BUFFER = 256 * 1024;

    /** Has Java load what the first client needs, but for TLS. */
    static void prepare() throws IOException {
        lean(PoolingHttpClientConnectionManagerBuilder.create().setTlsSocketStrategy(LateTls.of(Optional.empty())).build()).build().close();
    }

    /**
     * @param tls           Camel's, empty for the platform's own
     * @param proxyPassword asked for at each connection, so that a mended one counts; empty when there is none
     */
    static HttpClients create(InletSettings settings, Optional<SSLContext> tls, Supplier<Optional<String>> proxyPassword) {
        Timeout response = Timeout.of(settings.timeouts().response());
        Timeout connect = Timeout.of(settings.timeouts().connect());
        int connections = settings.limits().concurrency() + 2; // the token's and a probe's besides
        HttpClientConnectionManager pool = PoolingHttpClientConnectionManagerBuilder.create()
                .setMaxConnPerRoute(connections)
                .setMaxConnTotal(connections)
                .setTlsSocketStrategy(LateTls.of(tls))
                .setDefaultTlsConfig(TlsConfig.custom().setSupportedProtocols(TLS.V_1_3, TLS.V_1_2)
                        .setHandshakeTimeout(response).build())
                .setDefaultSocketConfig(SocketConfig.custom().setTcpNoDelay(true).setSoTimeout(response).setSndBufSize(SEND_BUFFER).build())
                .setDefaultConnectionConfig(ConnectionConfig.custom().setConnectTimeout(connect).setSocketTimeout(response)
                        .setValidateAfterInactivity(IDLE_CHECK).build())
                .build();
        HttpClientBuilder builder = lean(pool)
                .setDefaultRequestConfig(RequestConfig.custom().setResponseTimeout(response).setConnectionRequestTimeout(response)
                        .setExpectContinueEnabled(false).build())
                .evictIdleConnections(IDLE_END)
                .disableAutomaticRetries()
                .disableRedirectHandling()
                .disableConnectionState() // a client certificate would else open a new connection for every request
                .setUserAgent(USER_AGENT);
        settings.proxy().ifPresent(proxy -> {
            HttpHost host = new HttpHost(proxy.host(), proxy.port());
            builder.setProxy(host);
            proxy.user().ifPresent(user -> {
                builder.setDefaultCredentialsProvider((scope, context) -> new AuthScope(host).match(scope) < 0 ? null
                        : new UsernamePasswordCredentials(user, proxyPassword.get().orElse("").toCharArray()));
            });
        });
        return new HttpClients(builder.build(), settings.proxy().isPresent() ? Optional.empty() : Optional.of(new DirectClient(pool, response)));
    }

    /** Without cookies, whose ways would have the list of all public suffixes read. */
    private static HttpClientBuilder lean(HttpClientConnectionManager connections) {
        return HttpClientBuilder.create().setConnectionManager(connections).disableCookieManagement().setDefaultCookieSpecRegistry(way -> null);
    }
}
