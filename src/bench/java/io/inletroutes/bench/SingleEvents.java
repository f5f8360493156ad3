package io.inletroutes.bench;

import io.inletroutes.Payload;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.apache.camel.AsyncProducer;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;

/**
 * How long a single event takes to its settlement through {@code inlet:default} with its default linger. Without {@code bench.rate} a
 * hundred transacted JMS consumers have one exchange each, from receipt to settlement; with it so many events a second arrive,
 * whatever became of those before, and the time counts from the moment at which an event was due.
 *
 * <p>Further system properties: {@code bench.rows} (20000) events after the warm-up, {@code bench.latency-ms} (20) of the inlet.
 */
public final class SingleEvents {

    private static final int WARM_UP = 40_000;
    private static final long SECOND = 1_000_000_000;

    private final long[] taken;
    private final AtomicInteger settled = new AtomicInteger();

    private SingleEvents(int events) {
        this.taken = new long[WARM_UP + events];
    }

    /** Ends with a message when an event was lost or repeated. */
    public static void main(String[] args) throws Exception {
        int events = number("bench.rows", 20_000);
        int latency = number("bench.latency-ms", 20);
        int rate = number("bench.rate", 0);
        SingleEvents singles = new SingleEvents(events);
        Path folder = Files.createTempDirectory("singles");
        try (RunningInlet inlet = RunningInlet.start(folder, latency, 0, singles.taken.length); DefaultCamelContext context = new DefaultCamelContext()) {
            context.getPropertiesComponent().setInitialProperties(settings(inlet.url()));
            if (rate > 0) {
                context.start();
                singles.arrive(context, rate);
            } else {
                try (ConcurrentConsumers consumers = ConcurrentConsumers.start(context, singles.taken.length, singles::note)) {
                    singles.await();
                }
            }
            System.out.println(singles.figures(inlet.count(), latency, rate > 0 ? rate + " a second" : "from " + ConcurrentConsumers.COUNT + " JMS consumers"));
        }
        System.exit(0);
    }

    private static int number(String property, int otherwise) {
        String given = System.getProperty(property, "");
        return given.isBlank() ? otherwise : Integer.parseInt(given);
    }

    private static Properties settings(String url) {
        Properties settings = new Properties();
        settings.put("inlet.url", url);
        settings.put("inlet.ims-org-id", BenchData.ORGANISATION);
        settings.put("inlet.limit.requests-per-second", "0");
        settings.put("inlet.limit.messages-per-second", "0");
        return settings;
    }

    static String payload(int number) {
        return BenchData.payload(BenchData.id(number), "2024-03-01T08:15:30Z", "c" + number + "@example.org", "Li", "Wei", "female", "1984", "store-1", "10",
                BenchData.id(number), "6310a9d7c5f2e61b8e5a5f0a");
    }

    private void arrive(DefaultCamelContext context, int rate) throws Exception {
        byte[][] payloads = new byte[taken.length][];
        for (int i = 0; i < payloads.length; i++) {
            payloads[i] = payload(i).getBytes(StandardCharsets.UTF_8);
        }
        Endpoint endpoint = context.getEndpoint("inlet:default");
        AsyncProducer producer = endpoint.createAsyncProducer();
        producer.start();
        long start = System.nanoTime();
        for (int i = 0; i < payloads.length; i++) {
            long due = start + i * SECOND / rate;
            for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
                LockSupport.parkNanos(left);
            }
            Exchange exchange = endpoint.createExchange();
            exchange.getMessage().setBody(Payload.of(payloads[i]));
            producer.process(exchange, here -> note(exchange, System.nanoTime() - due));
        }
        await();
        producer.stop();
    }

    private void note(Exchange exchange, long nanos) {
        if (exchange.getException() != null) {
            throw new IllegalStateException(exchange.getException());
        }
        taken[settled.getAndIncrement()] = nanos;
    }

    private void await() throws InterruptedException {
        while (settled.get() < taken.length) {
            Thread.sleep(20);
        }
    }

    private String figures(RunningInlet.Count count, int latency, String how) {
        if (count.distinct() != taken.length || count.events() != taken.length) {
            throw new IllegalStateException(count + " of " + taken.length);
        }
        long[] sorted = Arrays.copyOfRange(taken, WARM_UP, taken.length);
        Arrays.sort(sorted);
        return String.format(Locale.ROOT, "%d single events %s, inlet answers after %d ms, %.1f in a request: p50 %.1f ms, p99 %.1f ms, p99.9 %.1f ms", sorted.length, how,
                latency, taken.length / (double) count.requests(), at(sorted, 0.5), at(sorted, 0.99), at(sorted, 0.999));
    }

    private static double at(long[] sorted, double share) {
        return sorted[(int) Math.min(sorted.length - 1, Math.ceil(share * sorted.length))] / 1e6;
    }
}
