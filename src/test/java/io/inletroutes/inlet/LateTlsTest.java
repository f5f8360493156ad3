package io.inletroutes.inlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.Socket;
import java.security.KeyManagementException;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLException;
import org.apache.hc.core5.http.protocol.HttpCoreContext;
import org.apache.hc.core5.ssl.SSLInitializationException;
import org.junit.jupiter.api.Test;

class LateTlsTest {

    @Test
    void isMadeForTheFirstConnectionAndNotBefore() {
        AtomicInteger made = new AtomicInteger();

        LateTls tls = new LateTls(() -> {
            made.incrementAndGet();
            throw new SSLInitializationException("broken", new KeyManagementException());
        });

        assertThat(made).hasValue(0);
        assertThatThrownBy(() -> tls.upgrade(new Socket(), "inlet.invalid", 443, null, HttpCoreContext.create())).isInstanceOf(SSLException.class);
        assertThat(made).hasValue(1);
    }
}
