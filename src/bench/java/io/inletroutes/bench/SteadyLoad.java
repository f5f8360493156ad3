package io.inletroutes.bench;

import jakarta.jms.DeliveryMode;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSProducer;
import jakarta.jms.Queue;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;
import org.apache.activemq.artemis.api.core.QueueConfiguration;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;

/**
 * A broker in this process, without a journal and reached by TCP, whose queue gets so many messages a second until it is closed, whatever
 * becomes of them. It takes as little of the machine as it can: what is measured is somebody else.
 */
final class SteadyLoad implements AutoCloseable {

    private static final long SECOND = 1_000_000_000;

    private final EmbeddedActiveMQ server = new EmbeddedActiveMQ();
    private final Thread thread = new Thread(this::send, "sender");
    private final int port;
    private final int rate;
    private final long seed;
    private volatile boolean ended;
    private volatile int sent;

    /** Nothing is sent yet. */
    SteadyLoad(int rate, long seed) throws Exception {
        this.rate = rate;
        this.seed = seed;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        ConfigurationImpl configuration = new ConfigurationImpl();
        configuration.setPersistenceEnabled(false).setSecurityEnabled(false).setJMXManagementEnabled(false);
        configuration.addAcceptorConfiguration("tcp", "tcp://127.0.0.1:" + port).addAcceptorConfiguration("in-vm", "vm://0");
        configuration.addAddressSetting("#", new AddressSettings().setMaxDeliveryAttempts(-1).setMaxSizeBytes(-1));
        server.setConfiguration(configuration);
        server.start();
        server.getActiveMQServer().createQueue(QueueConfiguration.of(BenchBroker.QUEUE).setRoutingType(RoutingType.ANYCAST).setDurable(false));
    }

    String url() {
        return "tcp://127.0.0.1:" + port;
    }

    void begin() {
        thread.start();
    }

    int sent() {
        return sent;
    }

    /** Messages that nobody has acknowledged. */
    long left() {
        return server.getActiveMQServer().locateQueue(BenchBroker.QUEUE).getMessageCount();
    }

    private void send() {
        String rest = BenchData.message(0, new SplittableRandom(seed)).substring(("{\"id\":\"" + BenchData.id(0)).length());
        try (ActiveMQConnectionFactory connections = new ActiveMQConnectionFactory("vm://0"); JMSContext jms = connections.createContext()) {
            Queue queue = jms.createQueue(BenchBroker.QUEUE);
            JMSProducer producer = jms.createProducer().setDeliveryMode(DeliveryMode.NON_PERSISTENT);
            long start = System.nanoTime();
            for (int message = 0; !ended; message++) {
                long due = start + (long) (message / (double) rate * SECOND);
                for (long left = due - System.nanoTime(); left > SECOND / 1_000; left = due - System.nanoTime()) {
                    LockSupport.parkNanos(left); // several at a time, each millisecond
                }
                producer.send(queue, "{\"id\":\"" + TimingInlet.id(System.nanoTime()) + rest);
                sent = message + 1;
            }
        }
    }

    /** Sends nothing any more. */
    void end() throws InterruptedException {
        ended = true;
        thread.join();
    }

    @Override
    public void close() throws Exception {
        server.stop();
    }
}
