package io.inletroutes.bench;

import jakarta.jms.JMSContext;
import jakarta.jms.JMSProducer;
import jakarta.jms.Queue;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.jms.JmsComponent;
import org.apache.camel.impl.DefaultCamelContext;

/** A full queue in this process and a hundred transacted consumers of it, connected as the product connects its own. */
final class ConcurrentConsumers implements AutoCloseable {

    static final int COUNT = 100;
    private static final String RECEIVED = "received";
    /** A few messages: with the broker's default of 1 MB some consumers would hold all messages and the others none. */
    private static final int WINDOW_BYTES = 8 * 1024;

    private final EmbeddedActiveMQ broker;
    private final ActiveMQConnectionFactory connections;
    private final DefaultCamelContext context;

    private ConcurrentConsumers(EmbeddedActiveMQ broker, ActiveMQConnectionFactory connections, DefaultCamelContext context) {
        this.broker = broker;
        this.connections = connections;
        this.context = context;
    }

    /** Told how long each exchange took from its receipt. */
    interface Settled {
        void took(Exchange exchange, long nanos);
    }

    static ConcurrentConsumers start(DefaultCamelContext context, int messages, Settled settled) throws Exception {
        EmbeddedActiveMQ broker = new EmbeddedActiveMQ();
        broker.setConfiguration(new ConfigurationImpl().setPersistenceEnabled(false).setSecurityEnabled(false).addAcceptorConfiguration("in-vm", "vm://7"));
        broker.start();
        ActiveMQConnectionFactory connections = new ActiveMQConnectionFactory("vm://7");
        connections.setConsumerWindowSize(WINDOW_BYTES);
        put(connections, messages);
        JmsComponent jms = new JmsComponent();
        jms.setConnectionFactory(connections);
        jms.setLazyCreateTransactionManager(false);
        context.addComponent("jms", jms);
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                errorHandler(noErrorHandler());
                from("jms:singles?transacted=true&cacheLevelName=CACHE_CONSUMER&concurrentConsumers=" + COUNT)
                        .process(exchange -> exchange.setProperty(RECEIVED, System.nanoTime()))
                        .to("inlet:default")
                        .process(exchange -> settled.took(exchange, System.nanoTime() - exchange.getProperty(RECEIVED, Long.class)));
            }
        });
        context.start();
        return new ConcurrentConsumers(broker, connections, context);
    }

    private static void put(ActiveMQConnectionFactory connections, int messages) {
        try (JMSContext jms = connections.createContext()) {
            Queue queue = jms.createQueue("singles");
            JMSProducer producer = jms.createProducer();
            for (int i = 0; i < messages; i++) {
                producer.send(queue, SingleEvents.payload(i));
            }
        }
    }

    @Override
    public void close() throws Exception {
        context.stop();
        connections.close();
        broker.stop();
    }
}
