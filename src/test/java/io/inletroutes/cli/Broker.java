package io.inletroutes.cli;

import jakarta.jms.JMSContext;
import jakarta.jms.JMSProducer;
import jakarta.jms.Queue;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.function.IntFunction;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;

/** A JMS broker beside the product's process, reached over TCP; it throws a message away after ten deliveries, as most do. */
final class Broker implements AutoCloseable {

    private final EmbeddedActiveMQ server = new EmbeddedActiveMQ();
    private final String url;

    private Broker(int port) throws Exception {
        url = "tcp://127.0.0.1:" + port;
        ConfigurationImpl configuration = new ConfigurationImpl();
        configuration.setPersistenceEnabled(false).setSecurityEnabled(false).setJMXManagementEnabled(false);
        configuration.addAcceptorConfiguration("tcp", url);
        configuration.addAddressSetting("#", new AddressSettings().setMaxDeliveryAttempts(10).setAutoCreateQueues(true).setAutoCreateAddresses(true)
                .setAutoDeleteQueues(false).setAutoDeleteAddresses(false));
        server.setConfiguration(configuration);
        server.start();
    }

    static Broker start() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        return new Broker(port);
    }

    String url() {
        return url;
    }

    void send(String queue, int messages, IntFunction<String> text) {
        try (ActiveMQConnectionFactory connections = new ActiveMQConnectionFactory(url); JMSContext jms = connections.createContext()) {
            Queue target = jms.createQueue(queue);
            JMSProducer producer = jms.createProducer();
            for (int message = 0; message < messages; message++) {
                producer.send(target, text.apply(message));
            }
        }
    }

    /** Messages in the queue, those under way to a consumer included. */
    long count(String queue) {
        return server.getActiveMQServer().locateQueue(queue).getMessageCount();
    }

    @Override
    public void close() throws Exception {
        server.stop();
    }
}
