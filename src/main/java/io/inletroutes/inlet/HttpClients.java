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
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.http.ssl.TLS;
import org.apache.hc.core5.ssl.SSLContexts;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/** Builds the HTTP client of one inlet: kept-alive connections as many as requests at one time, nothing repeated behind our back. */
final class HttpClients {

    private static final TimeValue IDLE_CHECK = TimeValue.ofSeconds(1);
    private static final TimeValue IDLE_END = TimeValue.ofSeconds(30);
    private static final int SEND_BUFFER = 64 * 1024;

    private HttpClients() {
    }

    /** Has Java read the certificates that the platform trusts, and load what the first client needs. */
    static void prepare() throws IOException {
        SSLContexts.createSystemDefault();
        HttpClientBuilder.create().build().close();
    }

    /**
     * @param tls           Camel's, empty for the platform's own
     * @param proxyPassword asked for at each connection, so that a mended one counts; empty when there is none
     */
    static CloseableHttpClient create(InletSettings settings, Optional<SSLContext> tls, Supplier<Optional<String>> proxyPassword) {
        Timeout response = Timeout.of(settings.timeouts().response());
        Timeout connect = Timeout.of(settings.timeouts().connect());
        int connections = settings.limits().concurrency() + 2; // the token's and a probe's besides
        HttpClientBuilder builder = HttpClientBuilder.create()
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setMaxConnPerRoute(connections)
                        .setMaxConnTotal(connections)
                        .setTlsSocketStrategy(new DefaultClientTlsStrategy(tls.orElseGet(SSLContexts::createSystemDefault)))
                        .setDefaultTlsConfig(TlsConfig.custom().setSupportedProtocols(TLS.V_1_3, TLS.V_1_2)
                                .setHandshakeTimeout(response).build())
                        .setDefaultSocketConfig(SocketConfig.custom().setTcpNoDelay(true).setSoTimeout(response).setSndBufSize(SEND_BUFFER).build())
                        .setDefaultConnectionConfig(ConnectionConfig.custom().setConnectTimeout(connect).setSocketTimeout(response)
                                .setValidateAfterInactivity(IDLE_CHECK).build())
                        .build())
                .setDefaultRequestConfig(RequestConfig.custom().setResponseTimeout(response).setConnectionRequestTimeout(response)
                        .setExpectContinueEnabled(false).build())
                .evictIdleConnections(IDLE_END)
                .disableAutomaticRetries()
                .disableRedirectHandling()
                .disableCookieManagement()
                .disableConnectionState() // a client certificate would else open a new connection for every request
                .setUserAgent("inlet-routes");
        settings.proxy().ifPresent(proxy -> {
            HttpHost host = new HttpHost(proxy.host(), proxy.port());
            builder.setProxy(host);
            proxy.user().ifPresent(user -> {
                builder.setDefaultCredentialsProvider((scope, context) -> new AuthScope(host).match(scope) < 0 ? null
                        : new UsernamePasswordCredentials(user, proxyPassword.get().orElse("").toCharArray()));
            });
        });
        return builder.build();
    }
}
