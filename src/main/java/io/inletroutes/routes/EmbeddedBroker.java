package io.inletroutes.routes;

import io.inletroutes.Location;
import io.inletroutes.Problem;
import io.inletroutes.ProblemsException;
import io.inletroutes.ledger.Folders;
import jakarta.jms.ConnectionFactory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.server.JournalType;
import org.apache.activemq.artemis.core.server.Queue;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An Artemis broker in this process, for the first try: reached from nowhere else, its messages kept in the data folder. */
final class EmbeddedBroker implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedBroker.class);
    private static final String URL = "vm://0";

    private final EmbeddedActiveMQ server;

    private EmbeddedBroker(EmbeddedActiveMQ server) {
        this.server = server;
    }

    static EmbeddedBroker start(Path folder) {
        try {
            EmbeddedActiveMQ server = new EmbeddedActiveMQ();
            server.setConfiguration(configuration(Folders.makePrivate(folder)));
            server.start();
            LOG.info("embedded JMS broker started; its queues are reached from this process alone");
            return new EmbeddedBroker(server);
        } catch (Exception e) {
            throw new ProblemsException(List.of(Problem.error(Location.NONE, "the embedded broker does not start (" + e.getClass().getSimpleName() + ")")
                    .fix("look at the rights of data/broker, or set jms.url to a broker of your own")), e);
        }
    }

    private static Configuration configuration(Path folder) throws IOException {
        ConfigurationImpl configuration = new ConfigurationImpl();
        configuration.setName("inlet-routes").setPersistenceEnabled(true).setSecurityEnabled(false).setJMXManagementEnabled(false).setJournalType(JournalType.NIO);
        configuration.setBindingsDirectory(folder.resolve("bindings").toString()).setJournalDirectory(folder.resolve("journal").toString());
        configuration.setLargeMessagesDirectory(folder.resolve("large").toString()).setPagingDirectory(folder.resolve("paging").toString());
        configuration.setJournalFileSize(1 << 20).setJournalMinFiles(2);
        try {
            configuration.addAcceptorConfiguration("in-vm", URL);
        } catch (Exception e) {
            throw new IOException("the broker refuses its own address", e);
        }
        AddressSettings all = new AddressSettings().setMaxDeliveryAttempts(-1).setDeadLetterAddress(SimpleString.of("DLA")).setExpiryAddress(SimpleString.of("ExpiryQueue")).setAutoCreateQueues(true)
                .setAutoCreateAddresses(true).setAutoDeleteQueues(false).setAutoDeleteAddresses(false);
        configuration.addAddressSetting("#", all);
        return configuration;
    }

    /** Messages of that queue that are not settled, those handed over to a route included; 0 for one that nobody used yet. */
    long waiting(String queue) {
        Queue found = server.getActiveMQServer().locateQueue(SimpleString.of(queue));
        return found == null ? 0 : found.getMessageCount();
    }

    ConnectionFactory connections() {
        ActiveMQConnectionFactory factory = new ActiveMQConnectionFactory(URL);
        factory.setConsumerWindowSize(JmsConnections.AHEAD); // they would only lie in memory twice
        return factory;
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            LOG.warn("the embedded broker did not stop cleanly ({}); its journal is read at the next start", e.getClass().getSimpleName());
        }
    }
}
