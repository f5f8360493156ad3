package io.inletroutes.cli;

import jakarta.jms.JMSContext;
import jakarta.jms.JMSProducer;
import jakarta.jms.Queue;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.function.IntFunction;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;

/** A JMS broker beside the product's process, reached over TCP. */
public final class Broker implements AutoCloseable {

    private final EmbeddedActiveMQ server = new EmbeddedActiveMQ();
    private final String url;

    private Broker(int port, int attempts) throws Exception {
        url = "tcp://127.0.0.1:" + port;
        ConfigurationImpl configuration = new ConfigurationImpl();
        configuration.setPersistenceEnabled(false).setSecurityEnabled(false).setJMXManagementEnabled(false);
        configuration.addAcceptorConfiguration("tcp", url);
        configuration.addAddressSetting("#", new AddressSettings().setMaxDeliveryAttempts(attempts).setAutoCreateQueues(true).setAutoCreateAddresses(true)
                .setAutoDeleteQueues(false).setAutoDeleteAddresses(false));
        server.setConfiguration(configuration);
        server.start();
    }

    /** It throws a message away after ten deliveries, as most do. */
    static Broker start() throws Exception {
        return start(10);
    }

    /** It delivers a message for ever, as a broker has to that counts a crash as a delivery of every message it had handed over. */
    static Broker patient() throws Exception {
        return start(-1);
    }

    private static Broker start(int attempts) throws Exception {
        return new Broker(freePort(), attempts);
    }

    /** Where nothing listens yet. */
    public static Broker at(int port) throws Exception {
        return new Broker(port, -1);
    }

    public static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        }
    }

    String url() {
        return url;
    }

    public void send(String queue, int messages, IntFunction<String> text) {
        send(url, queue, messages, text);
    }

    /** To any broker. */
    static void send(String url, String queue, int messages, IntFunction<String> text) {
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
