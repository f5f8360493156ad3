package io.inletroutes.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.inletroutes.SetClock;
import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSException;
import jakarta.jms.JMSSecurityException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BrokerWayTest {

    private final SetClock clock = new SetClock();
    private Answer answer = () -> null;
    private final BrokerWay way = new BrokerWay(connections(), "jms-crm", "jms.crm.", "tcp://ann:hunter2@broker:61616?trustStorePassword=hunter2", name -> "application.properties:3", clock);

    private interface Answer {
        Connection connect() throws JMSException;
    }

    @Test
    void saysNothingBeforeTheFirstTryAndWhileTheBrokerIsReached() throws JMSException {
        assertThat(way.trouble()).isEmpty();

        way.createConnection();

        assertThat(way.trouble()).isEmpty();
    }

    @Test
    void countsFromTheFirstTryInVainAndTellsTheLast() throws JMSException {
        fail(new JMSException("AMQ219007: Cannot connect to ann's host"));
        clock.advance(Duration.ofSeconds(60));
        fail(new JMSException("no words of others"));

        assertThat(way.trouble()).contains(new Trouble(Trouble.Kind.BROKER, "jms-crm", Instant.parse("2024-06-01T12:00:00Z"), way.trouble().orElseThrow().problem()));
        assertThat(said()).contains("""
                the broker of jms-crm (tcp://broker:61616) is not reached: no connection (JMSException)
                  fix      start the broker, or look at the network between; it goes on by itself. Where jms.crm.url (application.properties:3) names the wrong place, mend it and restart""");

        answer = () -> null;
        way.createConnection();
        assertThat(way.trouble()).isEmpty();
    }

    @Test
    void keepsTheCodeOfArtemisAndNoneOfItsWords() {
        fail(new JMSException("AMQ219007: Cannot connect to ann's host"));

        assertThat(said().orElseThrow()).contains("no connection (JMSException, AMQ219007)").doesNotContain("ann");
    }

    @Test
    void namesUserAndPasswordWhenTheBrokerRefusesThem() {
        fail(new JMSSecurityException("AMQ229031: Unable to validate user ann"));

        assertThat(said()).contains("""
                the broker of jms-crm (tcp://broker:61616) is not reached: it refuses user or password (JMSSecurityException, AMQ229031)
                  fix      set jms.crm.user and jms.crm.password (application.properties:3), and restart""");
    }

    @Test
    void saysThatATryHasNoAnswerWhenItTakesLong() throws JMSException {
        Optional<?>[] meanwhile = new Optional<?>[2];
        answer = () -> {
            meanwhile[0] = said();
            clock.advance(Duration.ofSeconds(11));
            meanwhile[1] = said();
            return null;
        };

        way.createConnection();

        assertThat(meanwhile[0]).isEmpty();
        assertThat(meanwhile[1].orElseThrow().toString()).contains("is not reached: no answer yet");
        assertThat(way.trouble()).isEmpty();
    }

    @Test
    void showsHostsAndPortsOfAUrlAlone() {
        assertThat(BrokerWay.shown("(tcp://a:1?sslEnabled=true&keyStorePassword=x,tcp://u:p@b:2)?ha=true")).isEqualTo("(tcp://a:1,tcp://b:2)");
    }

    private void fail(JMSException failure) {
        answer = () -> {
            throw failure;
        };
        assertThatThrownBy(way::createConnection).isSameAs(failure);
    }

    private Optional<String> said() {
        return way.trouble().map(trouble -> trouble.problem().toString());
    }

    private ConnectionFactory connections() {
        return (ConnectionFactory) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] {ConnectionFactory.class}, (proxy, method, arguments) -> answer.connect());
    }
}
