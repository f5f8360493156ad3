package io.inletroutes.inlet;

import static org.assertj.core.api.Assertions.assertThat;

import io.inletroutes.inlet.ScriptedInlet.Answer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.TrustManagerFactory;
import org.apache.camel.Exchange;
import org.apache.camel.support.jsse.KeyManagersParameters;
import org.apache.camel.support.jsse.KeyStoreParameters;
import org.apache.camel.support.jsse.SSLContextParameters;
import org.apache.camel.support.jsse.TrustManagersParameters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** TLS with a client certificate, a proxy with credentials, and connections that are used again or not, against real local servers. */
@Timeout(90)
class InletTransportTest {

    private static final String PASSWORD = "changeit";

    @Test
    void showsItsClientCertificateAndTrustsTheConfiguredAuthorityOnly(@TempDir Path folder) throws Exception {
        Path server = key(folder, "server", "CN=localhost", "SAN=dns:localhost,ip:127.0.0.1");
        Path client = key(folder, "client", "CN=inlet-routes", "SAN=dns:client");
        Path trust = folder.resolve("trust.p12");
        for (String name : List.of("server", "client")) {
            run("keytool", "-exportcert", "-alias", name, "-keystore", folder.resolve(name + ".p12").toString(), "-storepass", PASSWORD,
                    "-file", folder.resolve(name + ".cer").toString());
            run("keytool", "-importcert", "-noprompt", "-alias", name, "-keystore", trust.toString(), "-storetype", "PKCS12",
                    "-storepass", PASSWORD, "-file", folder.resolve(name + ".cer").toString());
        }
        SSLServerSocket socket = (SSLServerSocket) context(server, trust).getServerSocketFactory()
                .createServerSocket(0, 10, InetAddress.getLoopbackAddress());
        socket.setNeedClientAuth(true);
        try (ScriptedInlet inlet = new ScriptedInlet(socket, ScriptedInlet::accept)) {
            String url = inlet.url().replace("http://127.0.0.1", "https://localhost");
            Exchange good;
            Exchange stranger;
            try (TestRoutes routes = new TestRoutes(url, Waiting.SYSTEM, component -> component.setSslContextParameters(parameters(client, trust)))) {
                good = routes.send(TestRoutes.chunk(2));
            }
            try (TestRoutes routes = new TestRoutes(url, new FastWaiting(100))) {
                stranger = routes.send("inlet:default?heldTimeout=1s", TestRoutes.chunk(2), Map.of());
            }

            assertThat(good.getException()).isNull();
            assertThat(inlet.received()).hasSize(1);
            assertThat(stranger.getException()).isInstanceOf(HeldTooLongException.class)
                    .hasMessageStartingWith("inlet default is held: no secure connection to localhost");
        }
    }

    @Test
    void goesThroughAProxyWithCredentials(@TempDir Path folder) throws Exception {
        Path password = Files.writeString(folder.resolve("proxy"), "open sesame\n");
        try (ScriptedInlet inlet = new ScriptedInlet(ScriptedInlet::accept); ScriptedProxy proxy = new ScriptedProxy(inlet.port(), "ali:open sesame");
                TestRoutes routes = new TestRoutes("http://inlet.invalid/collection/test", Waiting.SYSTEM, "inlet.proxy.host", "127.0.0.1",
                        "inlet.proxy.port", Integer.toString(proxy.port()), "inlet.proxy.user", "ali", "inlet.proxy.password", "file:" + password)) {
            Exchange exchange = routes.send(TestRoutes.chunk(2));

            assertThat(exchange.getException()).isNull();
            assertThat(proxy.requests).anyMatch(line -> line.startsWith("POST http://inlet.invalid"));
        }
    }

    @Test
    void isHeldByAProxyThatRefusesItsCredentials() throws Exception {
        try (ScriptedInlet inlet = new ScriptedInlet(ScriptedInlet::accept); ScriptedProxy proxy = new ScriptedProxy(inlet.port(), "ali:open sesame");
                TestRoutes routes = new TestRoutes("http://inlet.invalid/collection/test", new FastWaiting(100), "inlet.proxy.host", "127.0.0.1",
                        "inlet.proxy.port", Integer.toString(proxy.port()), "inlet.proxy.user", "ali", "inlet.proxy.password", "wrong")) {
            Exchange exchange = routes.send("inlet:default?heldTimeout=1s", TestRoutes.chunk(2), Map.of());

            assertThat(exchange.getException()).isInstanceOf(HeldTooLongException.class);
            assertThat(routes.state().reason().notes().get(0).text()).isEqualTo("check inlet.proxy.user and inlet.proxy.password; then restart");
        }
    }

    @Test
    void sendsTheSameHeadersWithAndWithoutAProxy() throws Exception {
        String[] settings = {"inlet.sandbox-name", "prod", "inlet.flow-id", "flow", "inlet.headers.x-api-key", "key", "inlet.headers.user-agent", "me",
                "inlet.auth.token", "secret", "inlet.batch.gzip", "true"};
        try (ScriptedInlet inlet = new ScriptedInlet(ScriptedInlet::accept); ScriptedProxy proxy = new ScriptedProxy(inlet.port(), null);
                TestRoutes direct = new TestRoutes(inlet.url().replace("127.0.0.1", "localhost"), Waiting.SYSTEM, settings);
                TestRoutes proxied = new TestRoutes(inlet.url().replace("127.0.0.1", "localhost"), Waiting.SYSTEM, Stream.concat(Stream.of(settings),
                        Stream.of("inlet.proxy.host", "127.0.0.1", "inlet.proxy.port", Integer.toString(proxy.port()))).toArray(String[]::new))) {
            Map<String, Object> ofEvents = Map.of("x-adobe-dataset-id", "7", "x-sandbox-name", "prod");
            direct.send("inlet:default", TestRoutes.chunk(2), ofEvents);
            proxied.send("inlet:default", TestRoutes.chunk(2), ofEvents);

            Map<String, String> headers = new TreeMap<>(inlet.received().get(0).headers());
            assertThat(proxy.requests).hasSize(1);
            assertThat(headers).containsEntry("user-agent", "me").containsEntry("x-adobe-dataset-id", "7").containsEntry("connection", "keep-alive");
            headers.remove("connection"); // which is each hop's own
            assertThat(headers).isEqualTo(inlet.received().get(1).headers());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "deflate", "GZIP", "identity"})
    void readsACompressedAnswer(String encoding) throws Exception {
        try (ScriptedInlet inlet = new ScriptedInlet(request -> ScriptedInlet.encoded(ScriptedInlet.accept(request), encoding));
                TestRoutes routes = new TestRoutes(inlet.url(), Waiting.SYSTEM)) {
            for (int i = 0; i < 3; i++) {
                assertThat(routes.send(TestRoutes.chunk(300)).getException()).isNull();
            }

            assertThat(inlet.received().get(0).headers()).containsEntry("accept-encoding", "gzip, x-gzip, deflate");
            assertThat(inlet.requests()).isEqualTo(3);
            assertThat(inlet.connections()).isEqualTo(1);
        }
    }

    @Test
    void takesAnotherConnectionAfterAnAnswerThatWasCutOffOrSaysSo() throws Exception {
        Iterator<Answer> answers = List.of(ScriptedInlet.cut(207, "{\"responses\":["), ScriptedInlet.json(503, "{}"), ScriptedInlet.json(503, "{}", "Connection: close")).iterator();
        try (ScriptedInlet inlet = new ScriptedInlet(request -> answers.hasNext() ? answers.next() : ScriptedInlet.accept(request));
                TestRoutes routes = new TestRoutes(inlet.url(), new FastWaiting(100))) {
            Exchange exchange = routes.send(TestRoutes.chunk(2));

            assertThat(exchange.getException()).isNull();
            assertThat(inlet.requests()).isEqualTo(4);
            assertThat(inlet.connections()).isEqualTo(3);
        }
    }

    private static Path key(Path folder, String name, String distinguished, String alternative) throws Exception {
        Path store = folder.resolve(name + ".p12");
        run("keytool", "-genkeypair", "-alias", name, "-keyalg", "EC", "-dname", distinguished, "-ext", alternative, "-validity", "2",
                "-keystore", store.toString(), "-storetype", "PKCS12", "-storepass", PASSWORD);
        return store;
    }

    private static void run(String... command) throws Exception {
        String tool = Path.of(System.getProperty("java.home"), "bin", command[0]).toString();
        command[0] = tool;
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
    }

    private static SSLContext context(Path keys, Path trust) throws Exception {
        KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        own.init(KeyStore.getInstance(keys.toFile(), PASSWORD.toCharArray()), PASSWORD.toCharArray());
        TrustManagerFactory trusted = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trusted.init(KeyStore.getInstance(trust.toFile(), PASSWORD.toCharArray()));
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(own.getKeyManagers(), trusted.getTrustManagers(), null);
        return context;
    }

    private static SSLContextParameters parameters(Path keys, Path trust) {
        KeyStoreParameters own = store(keys);
        KeyManagersParameters managers = new KeyManagersParameters();
        managers.setKeyStore(own);
        managers.setKeyPassword(PASSWORD);
        TrustManagersParameters trusted = new TrustManagersParameters();
        trusted.setKeyStore(store(trust));
        SSLContextParameters parameters = new SSLContextParameters();
        parameters.setKeyManagers(managers);
        parameters.setTrustManagers(trusted);
        return parameters;
    }

    private static KeyStoreParameters store(Path path) {
        KeyStoreParameters store = new KeyStoreParameters();
        store.setResource("file:" + path);
        store.setType("PKCS12");
        store.setPassword(PASSWORD);
        return store;
    }

    /** Passes plain requests on to one port, whatever host they name, when they bring the credentials. */
    private static final class ScriptedProxy implements AutoCloseable {
        private final ServerSocket server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        private final List<String> requests = new CopyOnWriteArrayList<>();

        /** @param credentials null where none are asked for */
        private ScriptedProxy(int target, String credentials) throws IOException {
            String expected = credentials == null ? null : "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
            Thread thread = new Thread(() -> {
                while (!server.isClosed()) {
                    try (Socket socket = server.accept()) {
                        serve(socket, target, expected);
                    } catch (IOException e) {
                        // the client went away, or the test is over
                    }
                }
            });
            thread.setDaemon(true);
            thread.start();
        }

        private void serve(Socket socket, int target, String expected) throws IOException {
            BufferedReader in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
            String first = in.readLine();
            StringBuilder head = new StringBuilder();
            boolean known = expected == null;
            int length = 0;
            for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
                known |= line.equalsIgnoreCase("Proxy-Authorization: " + expected);
                length = line.toLowerCase().startsWith("content-length:") ? Integer.parseInt(line.substring(15).strip()) : length;
                if (!line.toLowerCase().startsWith("proxy-") && !line.toLowerCase().startsWith("connection:")) {
                    head.append(line).append("\r\n");
                }
            }
            char[] body = new char[length];
            for (int read = 0; read < length; ) {
                read += in.read(body, read, length - read);
            }
            requests.add(first);
            OutputStream out = socket.getOutputStream();
            if (!known) {
                out.write(("HTTP/1.1 407 no\r\nProxy-Authenticate: Basic realm=\"x\"\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
                        .getBytes(StandardCharsets.ISO_8859_1));
                return;
            }
            try (Socket on = new Socket(InetAddress.getLoopbackAddress(), target)) {
                on.getOutputStream().write((first.replaceFirst("http://[^/]+", "") + "\r\n" + head + "\r\n" + new String(body))
                        .getBytes(StandardCharsets.ISO_8859_1));
                on.getOutputStream().flush();
                on.shutdownOutput();
                on.getInputStream().transferTo(out);
            }
        }

        private int port() {
            return server.getLocalPort();
        }

        @Override
        public void close() throws IOException {
            server.close();
        }
    }
}
