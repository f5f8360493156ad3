package io.inletroutes.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.inletroutes.routes.SampleHome;
import io.inletroutes.simulator.Simulator;
import io.inletroutes.simulator.SimulatorOptions;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What lies in a home's lib/ext joins the product: here the client of a broker that the product knows nothing of. */
class LibExtIT {

    private static final String FACTORY = """
            package example;

            public final class PartnerConnections extends org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory {
                public PartnerConnections(String url) {
                    super(url);
                    System.err.println("connected by the partner's client");
                }
            }
            """;

    @TempDir
    Path home;

    @Test
    void readsFromABrokerByAConnectionFactoryOfAJarThere() throws Exception {
        SampleHome.in(home);
        try (Stream<Path> routes = Files.list(home.resolve("routes"))) {
            for (Path other : routes.filter(route -> !route.getFileName().toString().matches("(booking-cancelled-from-jms|redelivery)\\.camel\\.yaml")).toList()) {
                Files.delete(other);
            }
        }
        jar(home.resolve("lib/ext/partner-client.jar"));
        Files.writeString(home.resolve("routes/partner.camel.yaml"), """
                - beans:
                    - name: partner
                      type: example.PartnerConnections
                      constructors:
                        "0": "{{partner.url}}"
                """);
        try (Broker broker = Broker.start(); Simulator inlet = Simulator.start(SimulatorOptions.any())) {
            Files.writeString(home.resolve("application.properties"), """
                    inlet.sample.url = %s
                    jms.connection-factory = partner
                    partner.url = %s
                    """.formatted(inlet.url("sample"), broker.url()));
            broker.send("booking-cancelled", 3, number -> RunIT.cancellation("BK-" + number));

            try (Instance running = Instance.start(home, Map.of("JAVA_OPTS", "-XX:TieredStopAtLevel=1"), "run", "--home", home.toString())) {
                await().atMost(Duration.ofSeconds(60)).until(() -> inlet.counts().accepted() == 3 || !running.isAlive());

                assertThat(inlet.counts().accepted()).as("%s", running).isEqualTo(3);
                assertThat(running.err()).contains("connected by the partner's client");
                running.terminate().awaitEnd(Duration.ofSeconds(25));
            }
        }
    }

    private void jar(Path jar) throws IOException {
        Path source = Files.writeString(Files.createDirectories(home.resolve("client/example")).resolve("PartnerConnections.java"), FACTORY);
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, null, List.of("-cp", classPath, source.toString()).toArray(String[]::new))).isZero();
        Files.createDirectories(jar.getParent());
        try (OutputStream out = Files.newOutputStream(jar); JarOutputStream packed = new JarOutputStream(out)) {
            packed.putNextEntry(new JarEntry("example/PartnerConnections.class"));
            packed.write(Files.readAllBytes(source.resolveSibling("PartnerConnections.class")));
        }
    }
}
