package io.inletroutes.inlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.jms.JMSContext;
import jakarta.jms.Queue;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.jms.JmsComponent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A real broker that throws a message away after ten deliveries, and an inlet that is away for an hour of the handed-in clock. */
@Timeout(90)
class InletHoldJmsTest {

    private static final int MESSAGES = 20;

    private final EmbeddedActiveMQ broker = new EmbeddedActiveMQ();
    private final ActiveMQConnectionFactory connections = new ActiveMQConnectionFactory("vm://77");

    @BeforeEach
    void startBroker() throws Exception {
        ConfigurationImpl configuration = new ConfigurationImpl();
        configuration.setPersistenceEnabled(false).setSecurityEnabled(false).addAcceptorConfiguration("vm", "vm://77");
        configuration.addAddressSetting("#", new AddressSettings().setMaxDeliveryAttempts(10).setDeadLetterAddress(SimpleString.of("DLQ"))
                .setAutoCreateQueues(true).setAutoCreateAddresses(true));
        broker.setConfiguration(configuration).start();
    }

    @AfterEach
    void stopBroker() throws Exception {
        connections.close();
        broker.stop();
    }

    @Test
    void neitherAcknowledgesNorRollsBackWhileTheInletIsHeldForAnHour() throws Exception {
        FastWaiting clock = new FastWaiting(1800);
        AtomicBoolean up = new AtomicBoolean();
        AtomicInteger mostDeliveries = new AtomicInteger();
        Set<String> arrived = ConcurrentHashMap.newKeySet();
        try (ScriptedInlet inlet = new ScriptedInlet(r -> {
            if (up.get()) {
                arrived.addAll(r.ids());
            }
            return up.get() ? ScriptedInlet.accept(r) : ScriptedInlet.json(503, "");
        }); TestRoutes routes = new TestRoutes(inlet.url(), clock)) {
            JmsComponent jms = JmsComponent.jmsComponentTransacted(connections);
            jms.setLazyCreateTransactionManager(false);
            routes.context().addComponent("jms", jms);
            routes.context().addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    from("jms:events?concurrentConsumers=3").errorHandler(noErrorHandler())
                            .process(exchange -> mostDeliveries.accumulateAndGet(exchange.getMessage().getHeader("JMSXDeliveryCount", Integer.class), Math::max))
                            .to("inlet:default");
                }
            });
            try (JMSContext context = connections.createContext()) {
                Queue queue = context.createQueue("events");
                for (int i = 0; i < MESSAGES; i++) {
                    context.createProducer().send(queue, TestRoutes.json("e" + i));
                }

                await().until(() -> routes.state().status() == InletState.Status.HELD && routes.state().waiting() == 3); // each consumer holds one
                long heldFrom = clock.nanos();
                await().atMost(Duration.ofSeconds(30)).until(() -> clock.nanos() - heldFrom > Duration.ofHours(1).toNanos());
                long waiting = routes.state().waiting();
                up.set(true);
                await().atMost(Duration.ofSeconds(30)).until(() -> arrived.size() == MESSAGES);

                assertThat(waiting).isEqualTo(3);
                assertThat(mostDeliveries.get()).isLessThanOrEqualTo(2);
                assertThat(context.createConsumer(context.createQueue("DLQ")).receiveNoWait()).isNull();
            }
        }
    }
}
