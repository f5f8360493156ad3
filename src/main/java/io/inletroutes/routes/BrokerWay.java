package io.inletroutes.routes;

import io.inletroutes.Location;
import io.inletroutes.Problem;
import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.JMSSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.activemq.artemis.api.core.client.FailoverEventType;
import org.apache.activemq.artemis.jms.client.ActiveMQConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The connections to a broker of one's own, which knows since when none is had and why. Those who read from the broker try again by
 * themselves, each try passing here; an Artemis client says when a connection broke. Thread-safe.
 */
final class BrokerWay implements ConnectionFactory {

    private static final Logger LOG = LoggerFactory.getLogger(BrokerWay.class);

    /** A network that swallows what is sent lets a try wait for half a minute. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Pattern CODE = Pattern.compile("^AMQ\\d+");

    private record Lost(Instant since, String why, boolean refused) {
    }

    private final ConnectionFactory connections;
    private final String component;
    private final String prefix;
    private final String place;
    private final UnaryOperator<String> origins;
    private final Clock clock;
    private Lost lost;
    private Instant trying;

    /**
     * @param prefix  of its settings
     * @param url     where it is; null where a bean of the home's own knows
     * @param origins where the value of a setting comes from
     */
    BrokerWay(ConnectionFactory connections, String component, String prefix, String url, UnaryOperator<String> origins, Clock clock) {
        this.connections = connections;
        this.component = component;
        this.prefix = prefix;
        this.place = url == null ? "a connection factory of its own" : shown(url);
        this.origins = origins;
        this.clock = clock;
    }

    /** Hosts and ports alone: what else a URL says may be a secret. */
    static String shown(String url) {
        return url.replaceAll("\\?[^,)]*", "").replaceAll("//[^/@,]*@", "//");
    }

    @Override
    public Connection createConnection() throws JMSException {
        return connected(connections::createConnection);
    }

    @Override
    public Connection createConnection(String user, String password) throws JMSException {
        return connected(() -> connections.createConnection(user, password));
    }

    private interface Try {
        Connection connect() throws JMSException;
    }

    private Connection connected(Try one) throws JMSException {
        began();
        try {
            Connection connection = one.connect();
            if (connection instanceof ActiveMQConnection artemis) {
                artemis.getSessionFactory().addFailoverListener(this::changed);
            }
            reached();
            return connection;
        } catch (JMSException | RuntimeException e) {
            missed(why(e), e instanceof JMSSecurityException);
            throw e;
        }
    }

    /** Connects and lets go, without a word in the log; why that fails. */
    Optional<Problem> ask() {
        try (Connection connection = connections.createConnection()) {
            return Optional.empty();
        } catch (JMSException | RuntimeException e) {
            return Optional.of(problem(new Lost(clock.instant(), why(e), e instanceof JMSSecurityException)));
        }
    }

    private static String why(Exception e) {
        return (e instanceof JMSSecurityException ? "it refuses user or password (" : "no connection (") + kind(e) + ")";
    }

    /** The class of what is behind it, and Artemis' number of that; the words may hold a user's name. */
    private static String kind(Exception failure) {
        Throwable behind = failure;
        while (behind.getCause() != null) {
            behind = behind.getCause();
        }
        Matcher code = CODE.matcher(behind.getMessage() == null ? "" : behind.getMessage());
        return behind.getClass().getSimpleName() + (code.find() ? ", " + code.group() : "");
    }

    private void changed(FailoverEventType event) {
        if (event == FailoverEventType.FAILOVER_COMPLETED) {
            reached();
        } else {
            missed("the connection broke, and there is no other yet", false);
        }
    }

    private synchronized void began() {
        trying = trying == null ? clock.instant() : trying;
    }

    private synchronized void reached() {
        trying = null;
        if (lost != null) {
            lost = null;
            LOG.info("the broker of {} ({}) is reached again", component, place);
        }
    }

    private synchronized void missed(String why, boolean refused) {
        trying = null;
        boolean first = lost == null;
        lost = new Lost(first ? clock.instant() : lost.since(), why, refused);
        if (first) {
            LOG.warn("{}", problem(lost));
        }
    }

    /** Why nothing comes from that broker now; empty while it is reached, or nobody asked for it yet. */
    synchronized Optional<Trouble> trouble() {
        Lost now = lost;
        if (now == null && trying != null && Duration.between(trying, clock.instant()).compareTo(PATIENCE) > 0) {
            now = new Lost(trying, "no answer yet", false);
        }
        return Optional.ofNullable(now).map(found -> new Trouble(Trouble.Kind.BROKER, component, found.since(), problem(found)));
    }

    private Problem problem(Lost found) {
        Problem problem = Problem.error(Location.NONE, "the broker of " + component + " (" + place + ") is not reached: " + found.why());
        if (found.refused()) {
            return problem.fix("set " + prefix + "user and " + prefix + "password (" + origins.apply(prefix + "user") + "), and restart");
        }
        return problem.fix("start the broker, or look at the network between; it goes on by itself. Where " + prefix + "url (" + origins.apply(prefix + "url") + ") names the wrong place, mend it and restart");
    }

    @Override
    public JMSContext createContext() {
        return connections.createContext();
    }

    @Override
    public JMSContext createContext(String user, String password) {
        return connections.createContext(user, password);
    }

    @Override
    public JMSContext createContext(String user, String password, int mode) {
        return connections.createContext(user, password, mode);
    }

    @Override
    public JMSContext createContext(int mode) {
        return connections.createContext(mode);
    }
}
