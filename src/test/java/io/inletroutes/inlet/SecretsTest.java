package io.inletroutes.inlet;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import javax.management.JMException;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.spi.PropertiesFunction;
import org.apache.camel.support.service.ServiceSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.LoggerFactory;

/** Secrets are marked, and then looked for wherever somebody might see them. */
@Timeout(60)
class SecretsTest {

    private static final String MARK = "MARKED-SECRET";

    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final Logger logger = (Logger) LoggerFactory.getLogger("io.inletroutes");
    private final Level before = logger.getLevel();

    @BeforeEach
    void listen() {
        log.start();
        logger.setLevel(Level.TRACE);
        logger.addAppender(log);
    }

    @AfterEach
    void listenNoMore() {
        logger.detachAppender(log);
        logger.setLevel(before);
    }

    @Test
    void showsNoSecretInBeansLogsErrorsStatesOrTexts() throws Exception {
        try (ScriptedInlet inlet = new ScriptedInlet(r -> r.path().equals("/token")
                ? ScriptedInlet.json(200, "{\"access_token\":\"" + MARK + "-token\",\"expires_in\":3600}")
                : ScriptedInlet.json(401, "{\"message\":\"" + MARK + "-token is not valid\"}"));
                TestRoutes routes = new TestRoutes(inlet.url(), new FastWaiting(100), "inlet.auth.client-id", "me", "inlet.auth.client-secret", MARK + "-secret",
                        "inlet.auth.token-url", inlet.uri("/token").toString(), "inlet.headers.x-api-key", MARK + "-key")) {
            routes.context().addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    from("direct:events").to("inlet:default?heldTimeout=2s");
                }
            });

            Exchange exchange = routes.send("direct:events", TestRoutes.chunk(3), Map.of());

            assertThat(exchange.getException()).isInstanceOf(HeldTooLongException.class);
            assertThat(inlet.received()).anyMatch(r -> ("Bearer " + MARK + "-token").equals(r.headers().get("authorization")));
            Inlet live = routes.component().inlet("default");
            List<String> seen = new ArrayList<>(attributesOfAllBeans());
            assertThat(seen).as("beans of the route").anyMatch(text -> text.contains("inlet://default"));
            seen.addAll(List.of(exchange.getException().toString(), routes.state().toString(), live.toString(), live.settings().toString(), routes.component().toString(),
                    routes.component().keys("default").toString(), routes.context().getEndpoints().toString(), routes.component().metrics("default").toString()));
            log.list.forEach(event -> seen.add(event.getFormattedMessage()));
            assertThat(seen).noneMatch(text -> text.contains(MARK));
        }
    }

    @Test
    void takesSecretsFromCamelsVaults() throws Exception {
        try (ScriptedInlet inlet = new ScriptedInlet(r -> r.path().equals("/token") ? ScriptedInlet.json(200, "{\"access_token\":\"t\",\"expires_in\":3600}")
                : ScriptedInlet.accept(r));
                TestRoutes routes = new TestRoutes(inlet.url(), new FastWaiting(100), "inlet.auth.client-id", "me", "inlet.auth.client-secret", "{{vault:crm}}",
                        "inlet.auth.token-url", inlet.uri("/token").toString())) {
            routes.context().getPropertiesComponent().addPropertiesFunction(new Vault());

            assertThat(routes.send(TestRoutes.chunk(2)).getException()).isNull();

            assertThat(inlet.received().stream().filter(r -> r.path().equals("/token")).map(r -> new String(r.body(), StandardCharsets.UTF_8)))
                    .singleElement().asString().contains("client_secret=" + MARK + "-crm");
        }
    }

    private static List<String> attributesOfAllBeans() throws JMException {
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        List<String> texts = new ArrayList<>();
        for (ObjectName name : server.queryNames(new ObjectName("org.apache.camel:*"), null)) {
            texts.add(name.toString());
            for (MBeanAttributeInfo attribute : server.getMBeanInfo(name).getAttributes()) {
                try {
                    Object value = server.getAttribute(name, attribute.getName());
                    texts.add(value instanceof Object[] all ? Arrays.deepToString(all) : String.valueOf(value));
                } catch (JMException | RuntimeException e) {
                    texts.add(String.valueOf(e.getMessage())); // nobody can read it: neither can this test
                }
            }
        }
        return texts;
    }

    /** As those that Camel ships for the vaults of clouds. */
    private static final class Vault extends ServiceSupport implements PropertiesFunction {
        @Override
        public String getName() {
            return "vault";
        }

        @Override
        public String apply(String name) {
            return MARK + "-" + name;
        }
    }
}
