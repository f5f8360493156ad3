package io.inletroutes.bench;

import jakarta.jms.JMSContext;
import jakarta.jms.JMSProducer;
import jakarta.jms.Queue;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.jms.JmsComponent;
import org.apache.camel.impl.DefaultCamelContext;

/**
 * How long a single event takes from its receipt to its settlement: a hundred transacted JMS consumers, each with one message in an
 * exchange of its own, through {@code inlet:default} with its default linger. System properties: {@code bench.rows} (20000) messages,
 * {@code bench.latency-ms} (20) of the inlet.
 */
public final class SingleEvents {

    private static final int CONSUMERS = 100;
    private static final int WARM_UP = 5_000;
    private static final String RECEIVED = "received";

    private SingleEvents() {
    }

    public static void main(String[] args) throws Exception {
        int events = number("bench.rows", 20_000);
        int latency = number("bench.latency-ms", 20);
        Path folder = Files.createTempDirectory("singles");
        long[] taken = new long[WARM_UP + events];
        AtomicInteger settled = new AtomicInteger();
        EmbeddedActiveMQ broker = new EmbeddedActiveMQ();
        broker.setConfiguration(new ConfigurationImpl().setPersistenceEnabled(false).setSecurityEnabled(false).addAcceptorConfiguration("in-vm", "vm://7"));
        broker.start();
        try (RunningInlet inlet = RunningInlet.start(folder, latency, 0, taken.length); ActiveMQConnectionFactory connections = new ActiveMQConnectionFactory("vm://7");
                DefaultCamelContext context = new DefaultCamelContext()) {
            put(connections, taken.length);
            start(context, connections, inlet.url(), taken, settled);
            while (settled.get() < taken.length) {
                Thread.sleep(20);
            }
            RunningInlet.Count count = inlet.count();
            if (count.distinct() != taken.length || count.events() != taken.length) {
                throw new IllegalStateException(count + " of " + taken.length);
            }
            long[] sorted = Arrays.copyOfRange(taken, WARM_UP, taken.length);
            Arrays.sort(sorted);
            System.out.printf(Locale.ROOT, "%d single events from %d JMS consumers, inlet answers after %d ms, %d requests: p50 %.1f ms, p99 %.1f ms, p99.9 %.1f ms from receipt to settlement%n", events,
                    CONSUMERS, latency, count.requests(), at(sorted, 0.5), at(sorted, 0.99), at(sorted, 0.999));
        } finally {
            broker.stop();
        }
        System.exit(0);
    }

    private static int number(String property, int otherwise) {
        String given = System.getProperty(property, "");
        return given.isBlank() ? otherwise : Integer.parseInt(given);
    }

    private static double at(long[] sorted, double share) {
        return sorted[(int) Math.min(sorted.length - 1, Math.ceil(share * sorted.length))] / 1e6;
    }

    private static void put(ActiveMQConnectionFactory connections, int messages) {
        try (JMSContext jms = connections.createContext()) {
            Queue queue = jms.createQueue("singles");
            JMSProducer producer = jms.createProducer();
            for (int i = 0; i < messages; i++) {
                producer.send(queue, BenchData.payload(BenchData.id(i), "2024-03-01T08:15:30Z", "c" + i + "@example.org", "Li", "Wei", "female", "1984", "store-1", "10", BenchData.id(i),
                        "6310a9d7c5f2e61b8e5a5f0a"));
            }
        }
    }

    private static void start(DefaultCamelContext context, ActiveMQConnectionFactory connections, String url, long[] taken, AtomicInteger settled) throws Exception {
        Properties settings = new Properties();
        settings.put("inlet.url", url);
        settings.put("inlet.ims-org-id", BenchData.ORGANISATION);
        settings.put("inlet.limit.requests-per-second", "0");
        settings.put("inlet.limit.messages-per-second", "0");
        context.getPropertiesComponent().setInitialProperties(settings);
        JmsComponent jms = JmsComponent.jmsComponentTransacted(connections);
        jms.setLazyCreateTransactionManager(false);
        context.addComponent("jms", jms);
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                errorHandler(noErrorHandler());
                from("jms:singles?transacted=true&cacheLevelName=CACHE_CONSUMER&concurrentConsumers=" + CONSUMERS)
                        .process(exchange -> exchange.setProperty(RECEIVED, System.nanoTime()))
                        .to("inlet:default")
                        .process(exchange -> note(exchange, taken, settled));
            }
        });
        context.start();
    }

    private static void note(Exchange exchange, long[] taken, AtomicInteger settled) {
        long since = exchange.getProperty(RECEIVED, Long.class);
        taken[settled.getAndIncrement()] = System.nanoTime() - since;
    }
}
