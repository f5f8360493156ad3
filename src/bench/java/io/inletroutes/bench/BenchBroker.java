package io.inletroutes.bench;

import jakarta.jms.JMSContext;
import jakarta.jms.JMSProducer;
import jakarta.jms.Queue;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.SplittableRandom;
import org.apache.activemq.artemis.api.core.QueueConfiguration;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.server.JournalType;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;

/**
 * An Artemis broker with a journal on the disk, reached by TCP, whose queue is full of persistent messages and closed. On its standard
 * input {@code open} lets consumers have them; {@code left} asks how many are not acknowledged, answered on the standard output.
 */
final class BenchBroker {

    static final String QUEUE = "signups";
    private static final int SENT_TOGETHER = 1_000;

    private BenchBroker() {
    }

    /** Arguments: folder, port file, messages, seed. */
    public static void main(String[] args) throws Exception {
        Path folder = Path.of(args[0]);
        int port = freePort();
        EmbeddedActiveMQ server = new EmbeddedActiveMQ();
        server.setConfiguration(configuration(folder, port));
        server.start();
        server.getActiveMQServer().createQueue(QueueConfiguration.of(QUEUE).setRoutingType(RoutingType.ANYCAST).setDurable(true));
        org.apache.activemq.artemis.core.server.Queue queue = server.getActiveMQServer().locateQueue(QUEUE);
        queue.pause();
        fill(Integer.parseInt(args[2]), Long.parseLong(args[3]));
        Processes.write(Path.of(args[1]), Integer.toString(port));
        try (BufferedReader in = new BufferedReader(new InputStreamReader(System.in))) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                if (line.equals("open")) {
                    queue.resume();
                } else {
                    System.out.println(queue.getMessageCount());
                }
            }
        }
        System.exit(0); // whoever started it is gone
    }

    private static int freePort() throws Exception {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        }
    }

    private static ConfigurationImpl configuration(Path folder, int port) throws Exception {
        ConfigurationImpl configuration = new ConfigurationImpl();
        configuration.setPersistenceEnabled(true).setSecurityEnabled(false).setJMXManagementEnabled(false).setJournalType(JournalType.NIO);
        configuration.setBindingsDirectory(folder.resolve("bindings").toString()).setJournalDirectory(folder.resolve("journal").toString());
        configuration.setLargeMessagesDirectory(folder.resolve("large").toString()).setPagingDirectory(folder.resolve("paging").toString());
        configuration.addAcceptorConfiguration("tcp", "tcp://127.0.0.1:" + port).addAcceptorConfiguration("in-vm", "vm://0");
        return configuration.addAddressSetting("#", new AddressSettings().setMaxDeliveryAttempts(-1).setMaxSizeBytes(-1));
    }

    private static void fill(int messages, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        try (ActiveMQConnectionFactory connections = new ActiveMQConnectionFactory("vm://0"); JMSContext jms = connections.createContext(JMSContext.SESSION_TRANSACTED)) {
            Queue queue = jms.createQueue(QUEUE);
            JMSProducer producer = jms.createProducer();
            for (int row = 0; row < messages; row++) {
                producer.send(queue, BenchData.message(row, random));
                if ((row + 1) % SENT_TOGETHER == 0) {
                    jms.commit();
                }
            }
            jms.commit();
        }
    }
}
