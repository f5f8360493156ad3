package io.inletroutes.bench;

import io.inletroutes.Payload;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.apache.camel.AsyncProducer;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;

/**
 * How long a single event takes to its settlement through {@code inlet:default} with its default linger. So many events a second arrive,
 * whatever became of those before, and the time counts from the moment at which an event was due; or a hundred transacted JMS consumers
 * have one exchange each, from receipt to settlement.
 */
public final class SingleEvents {

    /** Events before those that count. */
    static final int WARM_UP = 40_000;
    private static final long SECOND = 1_000_000_000;

    private final long[] taken;
    private final AtomicInteger settled = new AtomicInteger();

    private SingleEvents(int events) {
        this.taken = new long[WARM_UP + events];
    }

    /** Arguments: single inlet URL, events, how many a second (0: from JMS consumers). Prints p50, p99, p99.9 in ms. */
    public static void main(String[] args) throws Exception {
        SingleEvents singles = new SingleEvents(Integer.parseInt(args[1]));
        int rate = Integer.parseInt(args[2]);
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            context.getPropertiesComponent().setInitialProperties(settings(args[0]));
            if (rate > 0) {
                context.start();
                singles.arrive(context, rate);
            } else {
                try (ConcurrentConsumers consumers = ConcurrentConsumers.start(context, singles.taken.length, singles::note)) {
                    singles.await();
                }
            }
            System.out.println(OwnFigures.LINE + singles.figures());
        }
        System.exit(0);
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

    private String figures() {
        long[] sorted = Arrays.copyOfRange(taken, WARM_UP, taken.length);
        Arrays.sort(sorted);
        return at(sorted, 0.5) + " " + at(sorted, 0.99) + " " + at(sorted, 0.999);
    }

    private static double at(long[] sorted, double share) {
        return sorted[(int) Math.min(sorted.length - 1, Math.ceil(share * sorted.length))] / 1e6;
    }
}
