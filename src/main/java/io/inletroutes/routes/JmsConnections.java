package io.inletroutes.routes;

import io.inletroutes.Location;
import io.inletroutes.Problem;
import io.inletroutes.ProblemsException;
import jakarta.jms.ConnectionFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.apache.camel.CamelContext;
import org.apache.camel.component.jms.JmsComponent;
import org.apache.camel.component.jms.JmsEndpoint;

/**
 * Connects the components {@code jms} and {@code jms-NAME} by the settings {@code jms.*} and {@code jms.NAME.*}, as soon as a route
 * uses one. {@code jms.url=embedded} starts a broker in this process. A connection factory bound by the component's own settings wins.
 */
final class JmsConnections implements AutoCloseable {

    private static final String EMBEDDED = "embedded";

    /**
     * Bytes of messages that the broker hands over before they are taken: about as many as a chunk has, so that one is full when the one
     * before is delivered. With less, chunks are small, and the client asks the broker for more all the time. Of all these the broker
     * counts a delivery when this process is killed, as it does of the chunk itself.
     */
    static final int AHEAD = 1024 * 1024;

    private final CamelContext context;
    private final Path brokerFolder;
    private final Set<String> connected = new HashSet<>();
    private final Set<String> embedded = ConcurrentHashMap.newKeySet();
    private final Map<String, BrokerWay> ways = new ConcurrentHashMap<>();
    private final UnaryOperator<String> origins;
    private final Clock clock;
    private EmbeddedBroker broker;

    /** @param origins where the value of a setting comes from */
    JmsConnections(CamelContext context, Path brokerFolder, UnaryOperator<String> origins, Clock clock) {
        this.context = context;
        this.origins = origins;
        this.clock = clock;
        this.brokerFolder = brokerFolder;
    }

    /** Connects it once. @param component {@code jms} or {@code jms-NAME} */
    void connect(String component) {
        if (!connected.add(component)) {
            return;
        }
        String prefix = prefix(component);
        JmsComponent jms = new JmsComponent();
        jms.setLazyCreateTransactionManager(false); // the default one costs a transaction manager per message
        ConnectionFactory bound = bound(prefix);
        ConnectionFactory connections = bound != null ? bound : factory(prefix);
        if (bound == null && setting(prefix + "url").filter(EMBEDDED::equals).isPresent()) {
            embedded.add(component);
        } else {
            BrokerWay way = new BrokerWay(connections, component, prefix, bound == null ? setting(prefix + "url").orElse(null) : null, origins, clock);
            ways.put(component, way);
            connections = way;
        }
        jms.setConnectionFactory(connections);
        context.removeComponent(component); // the check may have asked for a plain one
        context.addComponent(component, jms);
    }

    /** Why a broker that is named by a URL cannot be reached now; empty where it can, or runs in this process, or a connection factory knows it. Opens no route's connection. */
    Optional<Problem> ask(String component) {
        String prefix = prefix(component);
        Optional<String> url = setting(prefix + "url").filter(named -> !named.equals(EMBEDDED));
        return url.isEmpty() || bound(prefix) != null ? Optional.empty() : new BrokerWay(factory(prefix), component, prefix, url.get(), origins, clock).ask();
    }

    private static String prefix(String component) {
        return component.equals("jms") ? "jms." : "jms." + component.substring("jms-".length()) + ".";
    }

    /** A connection factory of the home's own; null where there is none. */
    private ConnectionFactory bound(String prefix) {
        return context.getRegistry().lookupByNameAndType(setting(prefix + "connection-factory").orElse("connectionFactory"), ConnectionFactory.class);
    }

    private ConnectionFactory factory(String prefix) {
        String url = setting(prefix + "url").orElseThrow(() -> new ProblemsException(Problem.error(Location.NONE, prefix + "url is not set, and a route reads from that broker")
                .fix("set " + prefix + "url, for example tcp://broker:61616, or embedded for a broker in this process")));
        if (url.equals(EMBEDDED)) {
            if (broker == null) {
                broker = EmbeddedBroker.start(brokerFolder);
            }
            return broker.connections();
        }
        ActiveMQConnectionFactory factory = new ActiveMQConnectionFactory(url, setting(prefix + "user").orElse(null), secret(prefix + "password"));
        if (!url.contains("reconnectAttempts")) {
            factory.setReconnectAttempts(0); // who reads connects again; a client that does it inside lets nobody stop meanwhile
        }
        if (!url.contains("consumerWindowSize")) {
            factory.setConsumerWindowSize(AHEAD);
        }
        return factory;
    }

    /** How many messages wait in the queue that an endpoint reads; empty where another broker has them, or it is a topic. Any thread may ask. */
    OptionalLong waiting(JmsEndpoint endpoint) {
        String component = component(endpoint);
        return embedded.contains(component) && !endpoint.isPubSubDomain() ? OptionalLong.of(broker.waiting(endpoint.getDestinationName())) : OptionalLong.empty();
    }

    /** Why the broker of an endpoint is not reached; empty while it is. Any thread may ask. */
    Optional<Trouble> trouble(JmsEndpoint endpoint) {
        return Optional.ofNullable(ways.get(component(endpoint))).flatMap(BrokerWay::trouble);
    }

    private static String component(JmsEndpoint endpoint) {
        return endpoint.getEndpointUri().replaceFirst(":.*", "");
    }

    private String secret(String name) {
        String value = setting(name).orElse(null);
        if (value == null || !value.startsWith("file:")) {
            return value;
        }
        try {
            return Files.readString(Path.of(value.substring("file:".length()))).trim();
        } catch (IOException e) {
            throw new ProblemsException(List.of(Problem.error(Location.NONE, name + " names a file that cannot be read").fix("look at the file and its rights")), e);
        }
    }

    private Optional<String> setting(String name) {
        return context.getPropertiesComponent().resolveProperty(name).filter(value -> !value.isBlank());
    }

    /** After the routes: what they hold uncommitted stays in the queues. */
    @Override
    public void close() {
        if (broker != null) {
            broker.close();
        }
    }
}
