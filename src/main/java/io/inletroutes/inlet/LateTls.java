package io.inletroutes.inlet;

import java.io.IOException;
import java.net.Socket;
import java.util.Optional;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.client5.http.ssl.HttpsSupport;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.ssl.SSLContexts;
import org.apache.hc.core5.ssl.SSLInitializationException;

/**
 * TLS of one inlet's client, made for its first connection: a quarter second of Java's time, which no start should wait for, and an inlet
 * without TLS never needs. Thread-safe.
 */
final class LateTls implements TlsSocketStrategy {

    private final Supplier<SSLContext> context;
    private volatile TlsSocketStrategy made;

    LateTls(Supplier<SSLContext> context) {
        this.context = context;
    }

    /** @param camels Camel's, empty for the platform's own */
    static LateTls of(Optional<SSLContext> camels) {
        return new LateTls(() -> camels.orElseGet(SSLContexts::createSystemDefault));
    }

    /** Has Java read the certificates that the platform trusts, so that the first connection need not wait for it. */
    static void prepare() {
        SSLContexts.createSystemDefault();
        HttpsSupport.getDefaultHostnameVerifier();
    }

    @Override
    public SSLSocket upgrade(Socket socket, String target, int port, Object attachment, HttpContext http) throws IOException {
        return strategy().upgrade(socket, target, port, attachment, http);
    }

    private TlsSocketStrategy strategy() throws IOException {
        TlsSocketStrategy strategy = made;
        if (strategy == null) {
            try {
                strategy = new DefaultClientTlsStrategy(context.get());
            } catch (SSLInitializationException e) {
                throw new SSLException("the platform's TLS cannot be used", e);
            }
            made = strategy;
        }
        return strategy;
    }
}
